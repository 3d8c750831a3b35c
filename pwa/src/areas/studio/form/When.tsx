/** When the nudge comes: the occasion, the rhythm, the first and the last day. */

import { Choice } from "../../../ui/Controls";
import { type Trigger, triggerOf } from "../content";
import { whenWords } from "../sayings";
import { t } from "../words";
import { AroundEvent } from "./AroundEvent";
import { Explained, problemAt, TextField } from "./Field";
import type { FormProps } from "./form";
import { Rhythm } from "./Rhythm";

const KINDS = {
  calendar: ["trigger.calendar", "trigger.calendar.means"],
  event: ["trigger.event", "trigger.event.means"],
  spaced: ["trigger.spaced", "trigger.spaced.means"],
  daily_question: ["trigger.daily_question", "trigger.daily_question.means"],
  dare_card: ["trigger.dare_card", "trigger.dare_card.means"],
  once: ["trigger.once", "trigger.once.means"],
} as const;

/** The part. */
export function When({ content, problems, change }: FormProps) {
  const { trigger } = content;
  const set = (next: Trigger) => change({ trigger: next });
  return (
    <fieldset class="form-part">
      <legend>{t("form.when")}</legend>
      <Explained<Trigger["kind"]>
        legend={t("form.trigger")}
        value={trigger.kind}
        options={(Object.keys(KINDS) as Trigger["kind"][]).map((value) => ({
          value,
          label: t(KINDS[value][0]),
          means: t(KINDS[value][1]),
        }))}
        onChange={(kind) => set(triggerOf(kind, trigger, new Date()))}
      />
      <Details trigger={trigger} problems={problems} set={set} />
      <div class="form-row">
        <TextField
          label={t("form.starts")}
          type="date"
          value={content.starts}
          problem={problemAt(problems, "starts")}
          onInput={(starts) => change({ starts })}
        />
        <TextField
          label={t("form.ends")}
          type="date"
          hint={t("form.ends_hint")}
          value={content.ends ?? ""}
          problem={problemAt(problems, "ends") ?? problems.find(({ code }) => code === "ends_before_start")}
          onInput={(ends) => change({ ends: ends || null })}
        />
      </div>
      <p class="form-said">{whenWords(content)}</p>
    </fieldset>
  );
}

interface DetailsProps {
  readonly trigger: Trigger;
  readonly problems: FormProps["problems"];
  readonly set: (trigger: Trigger) => void;
}

function Details({ trigger, problems, set }: DetailsProps) {
  const problem = problemAt(problems, "trigger");
  switch (trigger.kind) {
    case "calendar":
    case "daily_question":
    case "dare_card":
      return <Rhythm trigger={trigger} problem={problem} set={set} />;
    case "event":
      return <AroundEvent trigger={trigger} problem={problem} set={set} />;
    case "spaced":
      return (
        <>
          <Choice
            legend={t("form.on")}
            value={trigger.on}
            options={[
              { value: "card", label: t("on.card") },
              { value: "practice", label: t("on.practice") },
            ]}
            onChange={(on) => set({ ...trigger, on })}
          />
          <At trigger={trigger} problem={problem} set={set} />
        </>
      );
    case "once":
      return (
        <div class="form-row">
          <TextField
            label={t("form.once_on")}
            type="date"
            value={trigger.on ?? ""}
            problem={problem}
            onInput={(on) => set({ ...trigger, on: on || null, instant: null })}
          />
          <At trigger={trigger} set={set} />
        </div>
      );
  }
}

interface AtProps<T extends Trigger> {
  readonly trigger: T;
  readonly problem?: DetailsProps["problems"][number] | undefined;
  readonly set: (trigger: T) => void;
}

/** The time of day. */
export function At<T extends Trigger>({ trigger, problem, set }: AtProps<T>) {
  return (
    <TextField
      label={t("form.at")}
      hint={t("form.at_hint")}
      type="time"
      value={trigger.at ?? ""}
      problem={problem}
      onInput={(at) => at && set({ ...trigger, at })}
    />
  );
}
