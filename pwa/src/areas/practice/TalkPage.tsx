/** A short conversation in another language, with what one could say and a helper in one's own. */

import { Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { HowToSay } from "./LanguagesPage";
import { useKeys, useLoaded, useWork } from "./loading";
import { Back, Fetching, SpeakButton } from "./parts";
import { languages } from "./server";
import { t } from "./words";

const LONGEST_SECONDS = 30;

/** The screen itself. */
export function TalkPage({ id }: { readonly id: string }) {
  const talk = useLoaded(() => languages.talk(id), [id]);
  const known = talk.value.value;
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const [text, setText] = useState("");
  if (known === null) return <Fetching of={talk} />;
  const say = (words: string) =>
    work(async () => {
      talk.set(await languages.sayInTalk(id, keys.of(words), words));
      keys.arrived();
      setText("");
    });
  return (
    <div class="page practice">
      <Back to="/oefenen/taal">{t("language.back")}</Back>
      <h1 tabIndex={-1}>{known.title}</h1>
      <div class="roleplay-talk" role="log" aria-label={t("run.log")} lang={known.spoken}>
        {known.lines.map((line) => (
          <p key={line.index} class={line.who === "you" ? "said-own" : "said-persona"}>
            {line.text}
            {line.nl && (
              <span class="quiet small talk-meaning" lang="nl">
                {line.nl}
              </span>
            )}
          </p>
        ))}
      </div>
      {known.message && (
        <p class="practice-note" role="status">
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
              <ul class="plain-list">
                {known.could_say.map((line) => (
                  <li key={line.text}>
                    <span lang={known.spoken}>{line.text}</span> <span class="quiet">({line.nl})</span>
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
          <form
            class="roleplay-type"
            onSubmit={(event) => {
              event.preventDefault();
              if (text.trim() !== "") void say(text.trim());
            }}
          >
            <label class="sr-only" for="talk-text">
              {t("run.type")}
            </label>
            <input
              id="talk-text"
              class="input"
              maxLength={500}
              lang={known.spoken}
              placeholder={t("run.type")}
              value={text}
              disabled={busy.value}
              onInput={(event) => setText(event.currentTarget.value)}
            />
            <button
              type="submit"
              class="button button-icon button-primary"
              aria-label={t("run.say")}
              disabled={busy.value}
            >
              <Send size={22} />
            </button>
          </form>
          <HowToSay spoken={known.spoken} />
        </>
      )}
    </div>
  );
}
