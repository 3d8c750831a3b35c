/** Nothing asked yet: one sentence and three questions that work. */

import { CornerDownRight } from "lucide-preact";
import { InstallOffer } from "../../app/Banners";
import { useApp } from "../../app/context";
import { type Key, t } from "../../i18n";

const EXAMPLES: readonly Key[] = ["welcome.example_1", "welcome.example_2", "welcome.example_3"];

/** What one can do here. A tap on a question asks it. */
export function Welcome() {
  const { actions } = useApp();
  return (
    <section class="welcome">
      <p class="welcome-line">{t("welcome.line")}</p>
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
      <InstallOffer />
    </section>
  );
}
