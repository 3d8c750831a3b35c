/** A short conversation in another language, with what one could say and a helper in one's own. */

import { currentLanguage } from "../../i18n";
import { Back } from "../../ui/Back";
import { HowToSay } from "./LanguagesPage";
import { useKeys, useLoaded, useWork } from "./loading";
import { Fetching, SpeakButton } from "./parts";
import { languages } from "./server/languages";
import { TypedLine } from "./TypedLine";
import { t } from "./words";

const LONGEST_SECONDS = 30;

/** The screen itself. */
export function TalkPage({ id }: { readonly id: string }) {
  const talk = useLoaded(() => languages.talk(id), [id]);
  const known = talk.value.value;
  const language = currentLanguage();
  const { busy, do: work } = useWork();
  const keys = useKeys();
  if (known === null) return <Fetching of={talk} />;
  const say = (words: string) =>
    work(async () => {
      talk.set(await languages.sayInTalk(id, keys.of(words), words));
      keys.arrived();
    });
  return (
    <div class="page page-read">
      <Back to="/oefenen/taal">{t("language.back")}</Back>
      <h1 tabIndex={-1}>{known.title}</h1>
      <div class="talk" role="log" aria-label={t("run.log")} lang={known.spoken}>
        {known.lines.map((line) => (
          <p key={line.index} class={line.who === "you" ? "said-own" : "said-other"}>
            {line.text}
            {line.meaning && (
              <span class="quiet small talk-meaning" lang={language}>
                {line.meaning}
              </span>
            )}
          </p>
        ))}
      </div>
      {known.message && (
        <p class="remark" role="status">
          {known.message}
        </p>
      )}
      {known.finished ? (
        <p role="status">{t("talk.finished")}</p>
      ) : (
        <>
          {known.could_say.length > 0 && (
            <section aria-labelledby="talk-could">
              <h2 id="talk-could">{t("talk.could_say")}</h2>
              <ul class="plain-facts">
                {known.could_say.map((line) => (
                  <li key={line.text}>
                    <span lang={known.spoken}>{line.text}</span> <span class="quiet">({line.meaning})</span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <SpeakButton
            words={t("round.say")}
            longest={LONGEST_SECONDS}
            busy={busy.value}
            onSaid={(sound) =>
              void work(async () => {
                talk.set(await languages.sayInTalkAloud(id, keys.of(sound), sound));
                keys.arrived();
              })
            }
          />
          <TypedLine id="talk-text" longest={500} lang={known.spoken} busy={busy.value} onSaid={say} />
          <HowToSay spoken={known.spoken} />
        </>
      )}
    </div>
  );
}
