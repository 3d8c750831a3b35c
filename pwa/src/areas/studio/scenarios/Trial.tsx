/** The state inspector: after each trial sentence what was recognised in it, and how the state moved. */

import { RotateCcw } from "lucide-preact";
import { useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { Choice } from "../../../ui/Controls";
import { TextField } from "../form/Field";
import type { ScenarioStep, ScenarioTried } from "../server";
import { t } from "../words";

interface TrialProps {
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

const MOST = 12;

/** The pane. */
export function Trial({ tried, level, onLevel, sentences, onSentences }: TrialProps) {
  const [said, setSaid] = useState("");
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
        <p>
          <strong>{t("scenario.opens")}: </strong>
          {tried.opening}
        </p>
      )}
      <ol class="scenario-steps" aria-live="polite">
        {steps.map((step, place) => (
          <Step key={`${place} ${step.said}`} step={step} />
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

function Step({ step }: { readonly step: ScenarioStep }) {
  return (
    <li class="scenario-step">
      <p>
        <strong>{t("scenario.you")}: </strong>
        {step.said}
      </p>
      <p>
        <strong>{t("scenario.them")}: </strong>
        {step.says}
      </p>
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
          {Object.entries(step.after).map(([name, value]) => (
            <span key={name} class="scenario-value">
              {stateWord(name)} {step.before[name]} → <strong>{value}</strong>
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

const STATE = {
  patience: "state.patience",
  irritation: "state.irritation",
  trust: "state.trust",
} as const;

function stateWord(name: string): string {
  return name in STATE ? t(STATE[name as keyof typeof STATE]) : name;
}
