/** Another language: own sentences, given ones, conversations, sounds that are hard to keep apart, and "hoe zeg ik". */

import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { navigate } from "../../app/router";
import { useClip } from "../../app/useClip";
import { Back } from "../../ui/Back";
import { Choice } from "../../ui/Controls";
import { RowButton, RowLink, Rows } from "../../ui/Row";
import { Earlier } from "./Earlier";
import { useKeys, useLoaded, useWork } from "./loading";
import { Fetching, PlayButton } from "./parts";
import type { Spoken } from "./server/asking";
import { type Help, languages } from "./server/languages";
import { t } from "./words";

/** The screen itself. */
export function LanguagesPage() {
  const { model } = useApp();
  const language = model.language.value;
  const fetched = useLoaded(() => languages.all(language), [language]);
  const known = fetched.value.value;
  const [spoken, setSpoken] = useState<Spoken>("fr");
  const [text, setText] = useState("");
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const begin = (words: string) =>
    work(async () => {
      const round = await languages.begin(keys.of(words), spoken, words, language);
      keys.arrived();
      navigate(`/oefenen/taal/${round.id}`);
    });
  const talk = (id: string) =>
    work(async () => {
      const made = await languages.beginTalk(keys.of(id), id, spoken, language);
      keys.arrived();
      navigate(`/oefenen/taal/gesprek/${made.id}`);
    });
  if (known === null) return <Fetching of={fetched} />;
  const talks = known.talks.filter((one) => one.spoken === spoken);
  return (
    <div class="page">
      <Back to="/oefenen">{t("back")}</Back>
      <h1 tabIndex={-1}>{t("language.title")}</h1>
      <Choice
        legend={t("language.which")}
        value={spoken}
        options={known.languages.map(({ code, name }) => ({ value: code, label: name }))}
        onChange={setSpoken}
      />
      <form
        class="section practice-form"
        aria-label={t("language.own")}
        onSubmit={(event) => {
          event.preventDefault();
          void begin(text.trim());
        }}
      >
        <div class="field">
          <label for="language-text">{t("language.own")}</label>
          <textarea
            id="language-text"
            class="input"
            rows={3}
            maxLength={4000}
            lang={spoken}
            value={text}
            onInput={(event) => setText(event.currentTarget.value)}
          />
        </div>
        <div class="button-row">
          <button type="submit" class="button button-primary" disabled={busy.value || text.trim() === ""}>
            {t("language.practise")}
          </button>
        </div>
      </form>
      <section aria-labelledby="language-given">
        <h2 id="language-given">{t("language.given")}</h2>
        <Rows>
          {known.sentences[spoken]?.map((sentence) => (
            <RowButton
              key={sentence.id}
              title={sentence.text}
              about={sentence.meaning}
              lang={spoken}
              disabled={busy.value}
              onClick={() => void begin(sentence.text)}
            />
          ))}
        </Rows>
      </section>
      {talks.length > 0 && (
        <section aria-labelledby="language-talks">
          <h2 id="language-talks">{t("language.talks")}</h2>
          <Rows>
            {talks.map((one) => (
              <RowButton
                key={one.id}
                title={one.title}
                about={one.about}
                disabled={busy.value}
                onClick={() => void talk(one.id)}
              />
            ))}
          </Rows>
        </section>
      )}
      <HowToSay spoken={spoken} />
      <EarlierHere />
      {(known.contrasts[spoken]?.length ?? 0) > 0 && (
        <section aria-labelledby="language-sounds">
          <h2 id="language-sounds">{t("language.sounds")}</h2>
          <Rows>
            {known.contrasts[spoken]?.map((contrast) => (
              <RowLink
                key={contrast.id}
                to={`/oefenen/taal/klank/${contrast.id}`}
                title={contrast.title}
                about={contrast.tip}
              />
            ))}
          </Rows>
        </section>
      )}
      <p class="quiet small">{t("language.no_judging")}</p>
    </div>
  );
}

/** The sentences and talks that one practised, in whatever language. */
function EarlierHere() {
  const rounds = useLoaded(languages.rounds, []);
  const talks = useLoaded(languages.talks, []);
  return (
    <>
      <Earlier
        title={t("language.earlier")}
        rows={(rounds.value.value?.rounds ?? []).map((round) => ({
          id: round.id,
          to: `/oefenen/taal/${round.id}`,
          title: round.title,
          about: t("language.attempted", { attempted: round.attempted, of: round.sentences }),
          at: round.created_at,
          lang: round.spoken,
        }))}
        erase={languages.removeRound}
        onErased={() => void rounds.again()}
      />
      <Earlier
        title={t("language.earlier_talks")}
        rows={(talks.value.value?.talks ?? []).map((talk) => ({
          id: talk.id,
          to: `/oefenen/taal/gesprek/${talk.id}`,
          title: talk.title,
          about: t(talk.finished ? "talk.finished" : "run.unfinished"),
          at: talk.created_at,
        }))}
        erase={languages.removeTalk}
        onErased={() => void talks.again()}
      />
    </>
  );
}

/** "Hoe zeg ik ...": asked in one's own language. */
export function HowToSay({ spoken }: { readonly spoken: Spoken }) {
  const { model } = useApp();
  const { busy, do: work } = useWork();
  const player = useClip();
  const [text, setText] = useState("");
  const [help, setHelp] = useState<Help | null>(null);
  const hear = (words: string) => (
    <PlayButton player={player} address={languages.helpSpeech(spoken, words)} label={`${t("hear")} ${words}`}>
      {t("hear")}
    </PlayButton>
  );
  return (
    <form
      class="section practice-form"
      aria-label={t("language.how")}
      onSubmit={(event) => {
        event.preventDefault();
        void work(async () => setHelp(await languages.help(spoken, text.trim(), model.language.value)));
      }}
    >
      <div class="field">
        <label for="language-how">{t("language.how")}</label>
        <input
          id="language-how"
          class="input"
          maxLength={300}
          placeholder={t("language.how_example")}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="button-row">
        <button type="submit" class="button button-outline" disabled={busy.value || text.trim() === ""}>
          {t("language.ask")}
        </button>
      </div>
      <div role="status" class="how-answer">
        {help?.text && (
          <>
            <p class="spoken" lang={spoken}>
              {help.text}
            </p>
            {hear(help.text)}
          </>
        )}
        {help && <p class="quiet">{help.message}</p>}
        {help?.text === null &&
          help.near.map((near) => (
            <p key={near.text}>
              <span lang={spoken}>{near.text}</span> <span class="quiet">({near.nl})</span>
            </p>
          ))}
      </div>
    </form>
  );
}
