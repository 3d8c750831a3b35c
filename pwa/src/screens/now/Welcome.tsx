/** Nothing asked yet: one sentence and three questions that work. */

import { CornerDownRight } from "lucide-preact";
import { InstallOffer } from "../../app/Banners";
import { useApp } from "../../app/context";
import { Link } from "../../app/router";
import { type Key, t } from "../../i18n";
import { NO_MICROPHONE } from "./MicTrouble";

const EXAMPLES: readonly Key[] = ["welcome.example_1", "welcome.example_2", "welcome.example_3"];

/** What one can do here. A tap on a question asks it. */
export function Welcome() {
  const { model } = useApp();
  if (model.voice.value === "offline") return <WithoutConnection />;
  const typed = NO_MICROPHONE.has(model.microphone.value);
  return (
    <section class="welcome">
      <p class="welcome-line">{t(typed ? "welcome.line_typed" : "welcome.line")}</p>
      <Examples />
      <InstallOffer />
    </section>
  );
}

/** Tips are on this device; a question can be asked and waits. */
function WithoutConnection() {
  return (
    <section class="welcome">
      <p class="welcome-line">{t("welcome.offline")}</p>
      <p>{t("welcome.offline_ask")}</p>
      <div>
        <Link to="/tip" class="button button-primary">
          {t("welcome.to_tips")}
        </Link>
      </div>
    </section>
  );
}

function Examples() {
  const { actions } = useApp();
  return (
    <>
      <h2 class="small quiet">{t("welcome.for_example")}</h2>
      <ul class="examples">
        {EXAMPLES.map((key) => (
          <li key={key}>
            <button type="button" class="example-question" onClick={() => actions.ask(t(key))}>
              <CornerDownRight size={20} />
              <span>{t(key)}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
