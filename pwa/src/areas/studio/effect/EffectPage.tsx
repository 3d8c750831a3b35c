/** What programmes did for the group: charts with their table, and a file. */

import "./effect.css";
import { Download } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { navigate } from "../../../app/router";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Controls";
import { Fold } from "../../../ui/Fold";
import { useStudio } from "../context";
import { Pick } from "../form/Field";
import { momentWord } from "../form/WhyAndWho";
import { type Effect, type EffectCounts, effectFile } from "../server";
import { t } from "../words";
import { Chart } from "./Chart";
import { CountTable } from "./CountTable";
import { labelOf, MEASURES, type Measure } from "./measures";

interface EffectPageProps {
  /** Of one programme, or of all together. */
  readonly programme: string | null;
}

/** The room. */
export function EffectPage({ programme }: EffectPageProps) {
  const studio = useStudio();
  const [effect, setEffect] = useState<Effect | "loading" | "failed">("loading");
  const [measure, setMeasure] = useState<Measure>("opened");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let left = false;
    setEffect("loading");
    void studio.loadProgrammes();
    void studio
      .attempt(() => studio.server.effect(programme))
      .then((found) => {
        if (!left) setEffect(found ?? "failed");
      });
    return () => {
      left = true;
    };
  }, [studio, programme, tries]);
  return (
    <div class="studio-page effect">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("effect.title")}</h1>
        <p class="quiet">{t("effect.intro", { count: 10 })}</p>
      </header>
      <Which programme={programme} />
      {effect === "loading" && <p role="status">{t("loading")}</p>}
      {effect === "failed" && (
        <div role="alert" class="studio-failed">
          <p>{t("failed")}</p>
          <Button onClick={() => setTries(tries + 1)}>{t("again")}</Button>
        </div>
      )}
      {typeof effect === "object" && (
        <Shown effect={effect} programme={programme} measure={measure} onMeasure={setMeasure} />
      )}
    </div>
  );
}

function Which({ programme }: EffectPageProps) {
  const ran = useStudio().programmes.value.value.filter(({ state }) => state !== "draft");
  return (
    <Pick
      label={t("effect.which")}
      value={programme ?? ""}
      options={[
        { value: "", label: t("effect.all") },
        ...ran.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      onChange={(id) => navigate(id === "" ? "/studio/effect" : `/studio/effect/${encodeURIComponent(id)}`)}
    />
  );
}

interface ShownProps {
  readonly effect: Effect;
  readonly programme: string | null;
  readonly measure: Measure;
  readonly onMeasure: (measure: Measure) => void;
}

function Shown({ effect, programme, measure, onMeasure }: ShownProps) {
  if (effect.total.sent === null) {
    return <p class="studio-nothing">{t("effect.none", { count: effect.smallest_group })}</p>;
  }
  return (
    <>
      <Choice<Measure>
        legend={t("effect.measure")}
        value={measure}
        options={MEASURES.map(({ measure: value, label }) => ({ value, label: t(label) }))}
        onChange={onMeasure}
      />
      <Part
        title={t("effect.weeks")}
        measure={measure}
        counts={effect.by_week}
        head={t("effect.week")}
        name={weekWord}
      />
      {programme === null && (
        <Part
          title={t("effect.moments")}
          measure={measure}
          counts={effect.by_moment}
          head={t("effect.moment")}
          name={momentName}
        />
      )}
      <CountTable head={t("effect.total")} counts={[effect.total]} name={() => t("effect.total")} />
      <div class="button-row">
        <a class="button button-outline" href={effectFile(programme)} download="souffleur-effect.csv">
          <Download size={20} />
          <span>{t("effect.csv")}</span>
        </a>
      </div>
    </>
  );
}

/** "47" of `2026-W47`. */
function weekWord(label: string): string {
  return label.slice(label.indexOf("W") + 1);
}

function momentName(label: string): string {
  return label === "mixed" ? t("effect.mixed") : momentWord(label as Parameters<typeof momentWord>[0]);
}

interface PartProps {
  readonly title: string;
  readonly head: string;
  readonly measure: Measure;
  readonly counts: readonly EffectCounts[];
  readonly name: (label: string) => string;
}

function Part({ title, head, measure, counts, name }: PartProps) {
  return (
    <section class="effect-part">
      <h2>{title}</h2>
      <p class="quiet">{t("effect.legend", { measure: t(labelOf(measure)).toLowerCase() })}</p>
      <Chart measure={measure} counts={counts} name={name} />
      <Fold words={t("effect.table")}>
        <CountTable head={head} counts={counts} name={name} />
      </Fold>
    </section>
  );
}
