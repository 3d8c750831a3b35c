/** Instellingen: everything about voice, eyes and hands, and in plain words what is measured and kept. */

import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { LazyArea } from "../../app/lazy";
import { t } from "../../i18n";
import { About } from "./About";
import { Demo } from "./Demo";
import { Engines } from "./Engines";
import { Kept } from "./Kept";
import { Reading } from "./Reading";
import "./settings.css";
import { Talking } from "./Talking";
import { Voice } from "./Voice";

/** The screen. */
export function Settings() {
  const { actions } = useApp();
  useEffect(() => actions.loadStatus(), [actions]);
  return (
    <div class="page settings">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("nav.settings")}</h1>
      </header>
      <div class="settings-columns">
        <Voice />
        <Talking />
        <Reading />
        <Kept />
        <LazyArea name="kept" rest={[]} />
        <Engines />
        <Demo />
        <About />
      </div>
    </div>
  );
}
