/** Sentence by sentence: hear it, say it, see which words came across. Intelligibility, never an accent. */

import { useState } from "preact/hooks";
import { Link } from "../../app/router";
import { type Player, useClip } from "../../app/useClip";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { useKeys, useLoaded, useWork } from "./loading";
import { Fetching, PlayButton, SpeakButton } from "./parts";
import { type Attempt, languages, type Round } from "./server/languages";
import { t } from "./words";

const LONGEST_SECONDS = 30;

/** The screen itself. */
export function RoundPage({ id }: { readonly id: string }) {
  const round = useLoaded(() => languages.round(id), [id]);
  const known = round.value.value;
  const [at, setAt] = useState(0);
  if (known === null) return <Fetching of={round} />;
  const sentence = known.sentences[at];
  if (sentence === undefined) return null;
  return (
    <div class="page page-read">
      <Back to="/oefenen/taal">{t("language.back")}</Back>
      <h1 tabIndex={-1}>{known.title}</h1>
      <p class="quiet">{t("round.progress", { at: at + 1, of: known.sentences.length })}</p>
      <Sentence key={sentence.index} known={known} sentence={sentence} again={round.again} />
      <div class="button-row">
        <Button disabled={at === 0} onClick={() => setAt(at - 1)}>
          {t("round.previous")}
        </Button>
        <Button disabled={at === known.sentences.length - 1} onClick={() => setAt(at + 1)}>
          {t("round.next")}
        </Button>
      </div>
    </div>
  );
}

interface SentenceProps {
  readonly known: Round;
  readonly sentence: Round["sentences"][number];
  readonly again: () => Promise<void>;
}

function Sentence({ known, sentence, again }: SentenceProps) {
  const player = useClip();
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const [attempt, setAttempt] = useState<Attempt | null>(sentence.last);
  const speech = (pace: "normal" | "slow") => languages.speech(known.id, sentence.index, pace);
  return (
    <section class="section" aria-label={t("round.sentence")}>
      <p class="spoken" lang={known.spoken}>
        {sentence.text}
      </p>
      <div class="button-row">
        <PlayButton player={player} address={speech("normal")} label={t("hear")}>
          {t("hear")}
        </PlayButton>
        <PlayButton player={player} address={speech("slow")} label={t("round.slow")}>
          {t("round.slow")}
        </PlayButton>
      </div>
      <SpeakButton
        words={t("round.say")}
        longest={LONGEST_SECONDS}
        busy={busy.value}
        onSaid={(sound) =>
          void work(async () => {
            setAttempt(await languages.attempt(known.id, sentence.index, keys.of(sound), sound));
            keys.arrived();
            await again();
          })
        }
      />
      {attempt && <Outcome known={known} index={sentence.index} attempt={attempt} player={player} />}
    </section>
  );
}

interface OutcomeProps {
  readonly known: Round;
  readonly index: number;
  readonly attempt: Attempt;
  readonly player: Player;
}

/** What came across; a word that did not is told in words and form, not by colour alone. */
function Outcome({ known, index, attempt, player }: OutcomeProps) {
  return (
    <div class="attempt">
      <p role="status">{attempt.message}</p>
      <p class="spoken attempt-words" lang={known.spoken}>
        {attempt.words.map((word, place) => (
          <span key={place} class={word.understood ? "" : "word-missed"}>
            {word.text}
            {!word.understood && <span class="sr-only"> ({t("round.missed")})</span>}{" "}
          </span>
        ))}
      </p>
      {attempt.heard !== "" && <p class="quiet">{t("round.heard", { heard: attempt.heard })}</p>}
      <ul class="check-list">
        {attempt.work_on.map((work) => (
          <li key={work.index}>
            <div>
              <strong lang={known.spoken}>{work.word}</strong>
              {work.tip && <p>{work.tip}</p>}
              <div class="button-row">
                <PlayButton
                  player={player}
                  address={languages.speech(known.id, index, "slow", work.index)}
                  label={`${t("hear")} ${work.word}`}
                >
                  {t("hear")}
                </PlayButton>
                {work.contrast && (
                  <Link to={`/oefenen/taal/klank/${work.contrast.id}`} class="button button-plain">
                    {work.contrast.title}
                  </Link>
                )}
              </div>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
