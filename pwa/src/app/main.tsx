import { render } from "preact";
import { createApp } from "./store";

const app = createApp();
const root = document.getElementById("app");
if (root) render(<p>{app.model.voice}</p>, root);
