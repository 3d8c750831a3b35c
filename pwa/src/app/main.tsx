/** The first line that runs: wire the logic, bind the language, show the shell. */

import "../ui/ui.css";
import { render } from "preact";
import { followLanguage } from "../i18n";
import { restoreCaptionSize } from "../ui/captionSize";
import { Root } from "./App";
import { followNotifications } from "./notified";
import { followHistory } from "./router";
import { createApp } from "./store";

const app = createApp();
followLanguage(app.model.language);
restoreCaptionSize();
followHistory();
followNotifications();

const place = document.getElementById("app");
if (place !== null) render(<Root app={app} />, place);
