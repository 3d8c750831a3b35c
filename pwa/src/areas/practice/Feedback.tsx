/** One strength, one focus, at once again; every figure only for who asks for it. */

import { Check, RotateCcw, Star, Target, X } from "lucide-preact";
import { useState } from "preact/hooks";
import { navigate } from "../../app/router";
import { type Player, useClip } from "../../app/useClip";
import { Button } from "../../ui/Button";
import { Fold } from "../../ui/Fold";
import { useKeys, useWork } from "./loading";
import { PlayButton } from "./parts";
import { type Measure, type Place, pitches, type Take, takes } from "./server/pitches";
import { number, t, usual } from "./words";

/** A little before and after, so that the moment can be understood. */
const AROUND_SECONDS = 0.5;

interface FeedbackProps {
  readonly take: Take;
  readonly set: (take: Take) => void;
}

/** The feedback of a take that was judged. */
export function Feedback({ take, set }: FeedbackProps) {
  const player = useClip();
  const { feedback } = take;
  if (feedback === null) return null;
  return (
    <>
      {take.notices.map((notice) => (
        <p class="remark" key={notice.code}>
          {notice.message}
        </p>
      ))}
      {feedback.comparison && (
        <section class="section" aria-labelledby="take-comparison">
          <h2 id="take-comparison">{feedback.comparison.title}</h2>
          <p>{feedback.comparison.text}</p>
        </section>
      )}
      <section class="section feedback-strength" aria-labelledby="take-strength">
        <p class="feedback-label">
          <Star size={20} /> {t("feedback.strength")}
        </p>
        <h2 id="take-strength">{feedback.strength.title}</h2>
        <Quote take={take} place={feedback.strength} player={player} />
        <p>{feedback.strength.text}</p>
      </section>
      <section class="section feedback-focus" aria-labelledby="take-focus">
        <p class="feedback-label">
          <Target size={20} /> {t("feedback.focus")}
        </p>
        <h2 id="take-focus">{feedback.focus.title}</h2>
        <Quote take={take} place={feedback.focus} player={player} />
        <p>{feedback.focus.text}</p>
        {feedback.focus.better && (
          <p>
            {t("take.better")} <q>{feedback.focus.better}</q>
          </p>
        )}
        <p>{feedback.focus.how}</p>
      </section>
      <p>{feedback.again}</p>
      <Again pitch={take.pitch} />
      <Keep take={take} set={set} />
      <Details take={take} set={set} player={player} />
    </>
  );
}

/** At once another take. */
export function Again({ pitch }: { readonly pitch: string }) {
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const again = () =>
    work(async () => {
      const next = await pitches.begin(pitch, keys.of("again"));
      keys.arrived();
      navigate(`/oefenen/opname/${next.id}`);
    });
  return (
    <div class="button-row">
      <Button kind="primary" icon={RotateCcw} disabled={busy.value} onClick={() => void again()}>
        {t("take.again")}
      </Button>
    </div>
  );
}

interface QuoteProps {
  readonly take: Take;
  readonly place: Place;
  readonly player: Player;
}

/** The person's own words, to read and to hear. */
function Quote({ take, place, player }: QuoteProps) {
  return (
    <>
      {place.quote && <blockquote class="own-words">{place.quote}</blockquote>}
      <Hear take={take} place={place} player={player} />
    </>
  );
}

function Hear({ take, place, player }: QuoteProps) {
  if (!take.has_sound || place.start === null || place.end === null) return null;
  const address = takes.sound(take.id, place.start - AROUND_SECONDS, place.end + AROUND_SECONDS);
  return (
    <PlayButton player={player} address={address} label={`${t("take.hear")} ${place.quote ?? ""}`.trim()}>
      {t("take.hear")}
    </PlayButton>
  );
}

/** Nothing is kept unless the person says so. */
function Keep({ take, set }: FeedbackProps) {
  const { busy, do: work } = useWork();
  const keep = (how: "with_sound" | "without_sound" | "no") =>
    work(async () => {
      await takes.keep(take.id, how);
      if (how === "no") navigate(`/oefenen/pitch/${take.pitch}`);
      else set(await takes.one(take.id));
    });
  if (take.kept !== "undecided")
    return (
      <p class="quiet" role="status">
        {t(take.kept === "with_sound" ? "keep.with_sound_done" : "keep.without_sound_done")}
      </p>
    );
  return (
    <section aria-labelledby="take-keep">
      <h2 id="take-keep">{t("keep.title")}</h2>
      <p class="quiet">{t("keep.lead")}</p>
      <div class="button-row">
        <Button disabled={busy.value} onClick={() => void keep("without_sound")}>
          {t("keep.without_sound")}
        </Button>
        <Button disabled={busy.value} onClick={() => void keep("with_sound")}>
          {t("keep.with_sound")}
        </Button>
        <Button kind="plain" disabled={busy.value} onClick={() => void keep("no")}>
          {t("keep.no")}
        </Button>
      </div>
    </section>
  );
}

/** All that was measured, each with how sure it is. */
function Details({ take, set, player }: FeedbackProps & { readonly player: Player }) {
  const { do: work } = useWork();
  const { details } = take;
  if (details === null) return null;
  return (
    <Fold words={t("details.title")}>
      <h2>{t("details.checks")}</h2>
      <ul class="check-list">
        {details.checks.map((check) => (
          <li key={check.id}>
            {check.passed ? (
              <Check size={20} class="well" aria-label={t("yes")} />
            ) : (
              <X size={20} aria-label={t("no")} />
            )}
            <div>
              <strong>{check.name}</strong>
              {check.quote ? <blockquote class="own-words">{check.quote}</blockquote> : <p>{check.hint}</p>}
            </div>
          </li>
        ))}
      </ul>
      <h2>{t("details.measures")}</h2>
      <dl class="measures">
        {details.measures.map((measure) => (
          <MeasureRow key={measure.kind} measure={measure} />
        ))}
      </dl>
      {details.findings.length > 0 && <h2>{t("details.findings")}</h2>}
      <ul class="check-list">
        {details.findings.map((finding) => (
          <li key={finding.id}>
            <div>
              <strong>{finding.name}</strong> <q>{finding.quote}</q>
              <p class="quiet small">{finding.note}</p>
              <div class="button-row">
                <Hear take={take} place={finding} player={player} />
                <Button
                  kind="plain"
                  pressed={finding.intended}
                  onClick={() =>
                    void work(async () => set(await takes.intended(take.id, finding.id, !finding.intended)))
                  }
                >
                  {t("details.intended")}
                </Button>
              </div>
            </div>
          </li>
        ))}
      </ul>
      <Transcript take={take} set={set} />
    </Fold>
  );
}

function MeasureRow({ measure }: { readonly measure: Measure }) {
  const value =
    measure.value === null ? t("details.not_measured") : `${number(measure.value)} ${measure.unit}`;
  return (
    <div>
      <dt>{measure.name}</dt>
      <dd>
        <strong>{value}</strong>
        {measure.sure === "fair" && <span class="quiet small"> {t("details.fair")}</span>}
        <p>{measure.text}</p>
        {measure.why && <p class="quiet small">{measure.why}</p>}
        {measure.band && <p class="quiet small">{usual(measure.band)}</p>}
      </dd>
    </div>
  );
}

/** The person puts right what was understood wrongly; figures follow. */
function Transcript({ take, set }: FeedbackProps) {
  const { busy, do: work } = useWork();
  const [texts, setTexts] = useState(() => take.segments?.map(({ text }) => text) ?? []);
  if (take.segments === null) return null;
  return (
    <form
      class="practice-form"
      onSubmit={(event) => {
        event.preventDefault();
        void work(async () => set(await takes.correct(take.id, texts)));
      }}
    >
      <h2>{t("transcript.title")}</h2>
      <p class="quiet">{t("transcript.lead")}</p>
      {take.segments.map((segment, index) => (
        <textarea
          key={segment.start}
          class="input"
          rows={2}
          aria-label={t("transcript.part", { number: index + 1 })}
          lang={take.language}
          value={texts[index]}
          onInput={(event) =>
            setTexts(texts.map((text, at) => (at === index ? event.currentTarget.value : text)))
          }
        />
      ))}
      <div class="button-row">
        <button type="submit" class="button button-outline" disabled={busy.value}>
          {t("transcript.save")}
        </button>
      </div>
    </form>
  );
}
