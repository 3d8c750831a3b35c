/** The state inspector: after each trial sentence what was recognised in it, how the state moved, and its sound. */

import { RotateCcw } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { useClip } from "../../../app/useClip";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Controls";
import { TextField } from "../form/Field";
import { HearButton } from "../HearButton";
import { t } from "../words";
import { type ScenarioStep, type ScenarioTried, scenarioServer } from "./server";

interface TrialProps {
  readonly slug: string;
  readonly text: string;
  readonly tried: ScenarioTried | null;
  readonly level: 1 | 2 | 3;
  readonly onLevel: (level: 1 | 2 | 3) => void;
  readonly sentences: readonly string[];
  readonly onSentences: (sentences: readonly string[]) => void;
}

const LEVELS = [
  [1, "scenario.level_1"],
  [2, "scenario.level_2"],
  [3, "scenario.level_3"],
] as const;

const STATE = [
  ["patience", "state.patience"],
  ["irritation", "state.irritation"],
  ["trust", "state.trust"],
] as const;

const MOST = 12;

/** The pane. */
export function Trial({ slug, text, tried, level, onLevel, sentences, onSentences }: TrialProps) {
  const [said, setSaid] = useState("");
  const voice = useClip();
  const hear = (id: string, says: string) => (
    <HearButton voice={voice} id={id} fetch={() => scenarioServer.hear(slug, text, says)} />
  );
  const steps = tried?.steps ?? [];
  const over = steps.at(-1)?.ended === true || sentences.length >= MOST;
  return (
    <section class="scenario-trial" aria-labelledby="trial-title">
      <h2 id="trial-title">{t("scenario.try")}</h2>
      <Choice
        legend={t("scenario.level")}
        value={String(level)}
        options={LEVELS.map(([value, label]) => ({ value: String(value), label: t(label) }))}
        onChange={(value) => onLevel(Number(value) as 1 | 2 | 3)}
      />
      {tried?.opening && (
        <div class="scenario-said">
          <p>
            <strong>{t("scenario.opens", { name: tried.persona ?? t("scenario.them") })}: </strong>
            {tried.opening}
          </p>
          {hear("opening", tried.opening)}
        </div>
      )}
      <ol class="scenario-steps" aria-live="polite">
        {steps.map((step, place) => (
          <Step key={`${place} ${step.said}`} step={step} them={tried?.persona ?? t("scenario.them")}>
            {step.says !== "" && hear(`${place}`, step.says)}
          </Step>
        ))}
      </ol>
      {over && <p role="status">{t("scenario.over")}</p>}
      {!over && (
        <form
          class="scenario-say"
          onSubmit={(event) => {
            event.preventDefault();
            if (said.trim() === "") return;
            onSentences([...sentences, said.trim()]);
            setSaid("");
          }}
        >
          <TextField label={t("scenario.say")} value={said} onInput={setSaid} />
          <button type="submit" class="button button-primary">
            {t("scenario.say_button")}
          </button>
        </form>
      )}
      {sentences.length > 0 && (
        <Button icon={RotateCcw} onClick={() => onSentences([])}>
          {t("scenario.restart")}
        </Button>
      )}
    </section>
  );
}

interface StepProps {
  readonly step: ScenarioStep;
  readonly them: string;
  readonly children: ComponentChildren;
}

function Step({ step, them, children }: StepProps) {
  return (
    <li class="scenario-step">
      <p>
        <strong>{t("scenario.you")}: </strong>
        {step.said}
      </p>
      <div class="scenario-said">
        <p>
          <strong>{them}: </strong>
          {step.says}
        </p>
        {children}
      </div>
      <dl class="scenario-moved">
        <dt>{t("scenario.seen")}</dt>
        <dd>
          {step.behaviours.length === 0
            ? t("scenario.seen_none")
            : step.behaviours.map(({ name, label, quote }) => (
                <span key={name} class="scenario-seen">
                  {label} <q class="quiet">{quote}</q>
                </span>
              ))}
        </dd>
        <dt>{t("scenario.state")}</dt>
        <dd>
          {STATE.map(([name, words]) => (
            <span key={name} class="scenario-value">
              {t(words)} {step.before[name]} → <strong>{step.after[name]}</strong>
            </span>
          ))}
        </dd>
        {step.edge !== null && (
          <>
            <dt>{t("scenario.edge")}</dt>
            <dd>{step.edge}</dd>
          </>
        )}
        {step.needs_open.length > 0 && (
          <>
            <dt>{t("scenario.needs")}</dt>
            <dd>{step.needs_open.join(" · ")}</dd>
          </>
        )}
      </dl>
    </li>
  );
}
