/** What the server found to listen, to speak and to answer with; and how recognition can be better. */

import { Check, X } from "lucide-preact";
import { useApp } from "../../app/context";
import type { Status } from "../../app/model";
import { t } from "../../i18n";
import { Section } from "./Section";

/** The section. */
export function Engines() {
  const { model } = useApp();
  const status = model.status.value;
  return (
    <Section title={t("engines.title")}>
      {status === null ? <p class="quiet">{t("engines.unknown")}</p> : <Found status={status} />}
    </Section>
  );
}

function Found({ status }: { readonly status: Status }) {
  const { better } = status.speech;
  return (
    <>
      <dl class="told">
        <dt>{t("engines.speech")}</dt>
        <dd>
          {status.speech.name}
          <span class="quiet small">{status.speech.detail}</span>
        </dd>
        <dt>{t("engines.voice")}</dt>
        <dd>
          <ul>
            {status.voices.map((voice) => (
              <li key={voice.name} class="engine-voice">
                {voice.available ? <Check size={18} /> : <X size={18} />}
                <span>
                  {voice.name}
                  <span class="sr-only">{t(voice.available ? "engines.works" : "engines.off")}</span>
                  {voice.note !== "" && <span class="quiet small"> {voice.note}</span>}
                </span>
              </li>
            ))}
          </ul>
        </dd>
        <dt>{t("engines.conversation")}</dt>
        <dd>
          {status.conversation.name}
          <span class="quiet small">{status.conversation.detail}</span>
        </dd>
      </dl>
      {better !== null && (
        <div class="better">
          <p>{t("engines.better", { model: better.model })}</p>
          <code>{better.how}</code>
        </div>
      )}
    </>
  );
}
