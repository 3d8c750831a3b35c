/** Pitches: what one is for, its takes, and how one's own figures went. */

import { Mic } from "lucide-preact";
import { useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { navigate } from "../../app/router";
import { moment } from "../../i18n";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { Choice, Select } from "../../ui/Controls";
import { Erase } from "../../ui/Erase";
import { Fold } from "../../ui/Fold";
import { RowLink, Rows } from "../../ui/Row";
import { useKeys, useLoaded, useWork } from "./loading";
import { PitchRow } from "./PitchRow";
import { Fetching } from "./parts";
import type { Spoken } from "./server/asking";
import { type Chart, pitches } from "./server/pitches";
import { number, t, usual } from "./words";

const LANGUAGES: readonly Spoken[] = ["nl", "en", "fr", "de"];
const NAMES = { nl: "Nederlands", en: "English", fr: "Français", de: "Deutsch" } as const;

/** One's own pitches, and a new one. */
export function PitchesPage() {
  const known = useLoaded(pitches.all, []).value.value?.pitches;
  return (
    <div class="page page-read">
      <Back to="/oefenen">{t("back")}</Back>
      <h1 tabIndex={-1}>{t("pitch.title")}</h1>
      <NewPitch />
      {known === undefined ? (
        <Fetching />
      ) : (
        known.length > 0 && (
          <section aria-labelledby="pitch-own">
            <h2 id="pitch-own">{t("pitch.own")}</h2>
            <Rows>
              {known.map((pitch) => (
                <PitchRow key={pitch.id} pitch={pitch} />
              ))}
            </Rows>
          </section>
        )
      )}
    </div>
  );
}

function NewPitch() {
  const { model } = useApp();
  const language = model.language.value;
  const ideas = useLoaded(() => pitches.ideas(language), [language]).value.value;
  const { busy, do: work } = useWork();
  const [goal, setGoal] = useState("");
  const [audience, setAudience] = useState("");
  const [seconds, setSeconds] = useState("90");
  const [spoken, setSpoken] = useState<Spoken>(language);
  const lengths = ideas?.lengths ?? [{ seconds: 90, label: t("pitch.ninety") }];
  const make = () =>
    work(async () => {
      const made = await pitches.make({ goal, audience, seconds: Number(seconds), language: spoken });
      navigate(`/oefenen/pitch/${made.id}`);
    });
  return (
    <form
      class="section practice-form"
      aria-label={t("pitch.new")}
      onSubmit={(event) => {
        event.preventDefault();
        void make();
      }}
    >
      <Chips label={t("pitch.goal")} value={goal} ideas={ideas?.goals ?? []} onChange={setGoal} />
      <Chips
        label={t("pitch.audience")}
        value={audience}
        ideas={ideas?.audiences ?? []}
        onChange={setAudience}
      />
      <Select
        label={t("pitch.time")}
        value={seconds}
        options={lengths.map((one) => ({ value: String(one.seconds), label: one.label }))}
        onChange={setSeconds}
      />
      <Choice
        legend={t("pitch.language")}
        value={spoken}
        options={LANGUAGES.map((code) => ({ value: code, label: NAMES[code], lang: code }))}
        onChange={setSpoken}
      />
      <div class="button-row">
        <button type="submit" class="button button-primary" disabled={busy.value || goal.trim() === ""}>
          {t("pitch.make")}
        </button>
      </div>
    </form>
  );
}

interface ChipsProps {
  readonly label: string;
  readonly value: string;
  readonly ideas: readonly string[];
  readonly onChange: (value: string) => void;
}

/** A field with a few ready answers: a tap is quicker than typing. */
function Chips({ label, value, ideas, onChange }: ChipsProps) {
  const id = `chips-${label.replace(/\W+/g, "-")}`;
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        class="input"
        maxLength={300}
        value={value}
        onInput={(event) => onChange(event.currentTarget.value)}
      />
      <div class="idea-chips">
        {ideas.map((idea) => (
          <button
            key={idea}
            type="button"
            class="button button-outline"
            aria-pressed={idea === value}
            onClick={() => onChange(idea)}
          >
            {idea}
          </button>
        ))}
      </div>
    </div>
  );
}

/** One pitch. */
export function PitchPage({ id }: { readonly id: string }) {
  const fetched = useLoaded(() => pitches.one(id), [id]);
  const known = fetched.value.value;
  const history = useLoaded(() => pitches.history(id), [id]).value.value;
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const begin = () =>
    work(async () => {
      const take = await pitches.begin(id, keys.of("take"));
      keys.arrived();
      navigate(`/oefenen/opname/${take.id}`);
    });
  if (known === null) return <Fetching of={fetched} />;
  return (
    <div class="page page-read">
      <Back to="/oefenen/pitch">{t("pitch.back")}</Back>
      <h1 class="pitch-title" tabIndex={-1}>
        {known.title || known.goal}
      </h1>
      <p class="quiet">
        {known.audience && t("pitch.for", { audience: known.audience })}{" "}
        {t("pitch.seconds", { count: known.seconds })}
      </p>
      <div class="button-row">
        <Button kind="primary" icon={Mic} disabled={busy.value} onClick={() => void begin()}>
          {t(known.takes === 0 ? "pitch.first" : "pitch.again")}
        </Button>
      </div>
      {known.all_takes.length > 0 && (
        <section aria-labelledby="pitch-takes">
          <h2 id="pitch-takes">{t("pitch.all_takes")}</h2>
          <Rows>
            {known.all_takes.map((take) => (
              <RowLink
                key={take.id}
                to={`/oefenen/opname/${take.id}`}
                title={t("take.number", { number: take.number })}
                about={moment(take.created_at)}
              />
            ))}
          </Rows>
        </section>
      )}
      {history?.charts.map((chart) => (
        <History key={chart.measure} chart={chart} />
      ))}
      <Erase
        label={t("pitch.erase")}
        words
        disabled={busy.value}
        title={t("pitch.erase_title")}
        onErase={() =>
          void work(async () => {
            await pitches.remove(id);
            navigate("/oefenen/pitch");
          })
        }
      >
        <p>{t("pitch.erase_text")}</p>
        <p>{t("earlier.for_good")}</p>
      </Erase>
    </div>
  );
}

const WIDTH = 320;
const HEIGHT = 96;
const EDGE = 10;

/** Where the points of a chart stand, left to right; a level line where all are the same. */
export function places(values: readonly number[]): readonly (readonly [number, number])[] {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const step = values.length > 1 ? (WIDTH - 2 * EDGE) / (values.length - 1) : 0;
  return values.map((value, index) => {
    const share = span === 0 ? 0.5 : (value - low) / span;
    return [EDGE + index * step, HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE)];
  });
}

/** One's own figures over the takes: a line, and the same as a table. */
function History({ chart }: { readonly chart: Chart }) {
  if (chart.points.length < 2) return null;
  const points = places(chart.points.map(({ value }) => value));
  return (
    <section class="course" aria-label={chart.name}>
      <h3>{chart.name}</h3>
      {chart.band && <p class="quiet small">{usual(chart.band)}</p>}
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden="true">
        <polyline points={points.map(([x, y]) => `${x},${y}`).join(" ")} />
        {points.map(([x, y]) => (
          <circle key={x} cx={x} cy={y} r="4" />
        ))}
      </svg>
      <Fold words={t("history.table")}>
        <table>
          <thead>
            <tr>
              <th scope="col">{t("history.when")}</th>
              <th scope="col">{chart.unit || chart.name}</th>
            </tr>
          </thead>
          <tbody>
            {chart.points.map((point) => (
              <tr key={point.take}>
                <td>{moment(point.at)}</td>
                <td>{number(point.value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </Fold>
    </section>
  );
}
