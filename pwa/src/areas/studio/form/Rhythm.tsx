/** How often, in the words of a diary; the rule behind it stays out of sight. */

import type { Trigger } from "../content";
import {
  changedKind,
  type Nth,
  type Plan,
  type PlanKind,
  planOf,
  ruleOf,
  toggledDay,
  WEEKDAYS,
  type Weekday,
} from "../recurrence";
import { nthWords, weekdayName } from "../sayings";
import type { FieldProblem } from "../server";
import { t } from "../words";
import { NumberField, Pick, Several } from "./Field";
import { At } from "./When";

type Recurring = Extract<Trigger, { rrule: string }>;
type Known = Exclude<Plan, { kind: "own" }>;

interface RhythmProps {
  readonly trigger: Recurring;
  readonly problem: FieldProblem | undefined;
  readonly set: (trigger: Recurring) => void;
}

const KINDS = {
  weekly: "rhythm.weekly",
  daily: "rhythm.daily",
  month_day: "rhythm.month_day",
  month_weekday: "rhythm.month_weekday",
  last_workday: "rhythm.last_workday",
} as const;

/** The fields. */
export function Rhythm({ trigger, problem, set }: RhythmProps) {
  const plan = planOf(trigger.rrule);
  const setPlan = (next: Plan) => set({ ...trigger, rrule: ruleOf(next) });
  const kinds = (Object.keys(KINDS) as PlanKind[]).map((value) => ({ value, label: t(KINDS[value]) }));
  return (
    <>
      <Pick<Plan["kind"]>
        label={t("form.rhythm")}
        value={plan.kind}
        problem={problem}
        options={plan.kind === "own" ? [{ value: "own", label: t("rhythm.own") }, ...kinds] : kinds}
        onChange={(kind) => kind !== "own" && setPlan(changedKind(plan, kind))}
      />
      {plan.kind === "own" ? (
        <p class="quiet small">{t("form.own_rule")}</p>
      ) : (
        <Which plan={plan} set={setPlan} />
      )}
      <div class="form-row">
        <At trigger={trigger} set={set} />
        {plan.kind !== "own" && <HowMany plan={plan} set={setPlan} />}
      </div>
    </>
  );
}

interface PlanProps {
  readonly plan: Known;
  readonly set: (plan: Plan) => void;
}

/** On which days. */
function Which({ plan, set }: PlanProps) {
  switch (plan.kind) {
    case "weekly":
      return (
        <Several
          legend={t("form.days")}
          options={WEEKDAYS.map((value) => ({
            value,
            label: weekdayName(value, "short"),
            long: weekdayName(value),
          }))}
          chosen={plan.days}
          onToggle={(day) => set({ ...plan, days: toggledDay(plan.days, day as Weekday) })}
        />
      );
    case "month_day":
      return (
        <Pick
          label={t("form.month_day")}
          hint={plan.day > 28 ? t("form.month_day_hint") : undefined}
          value={String(plan.day)}
          options={[
            ...Array.from({ length: 31 }, (_, day) => ({ value: String(day + 1), label: String(day + 1) })),
            { value: "-1", label: t("form.last_day") },
          ]}
          onChange={(day) => set({ ...plan, day: Number(day) })}
        />
      );
    case "month_weekday":
      return (
        <div class="form-row">
          <Pick
            label={t("form.nth")}
            value={String(plan.nth)}
            options={[1, 2, 3, 4, -1].map((nth) => ({ value: String(nth), label: nthWords(nth) }))}
            onChange={(nth) => set({ ...plan, nth: Number(nth) as Nth })}
          />
          <Pick<Weekday>
            label={t("form.weekday")}
            value={plan.day}
            options={WEEKDAYS.map((value) => ({ value, label: weekdayName(value) }))}
            onChange={(day) => set({ ...plan, day })}
          />
        </div>
      );
    default:
      return null;
  }
}

/** Every how many, and how many in all. */
function HowMany({ plan, set }: PlanProps) {
  const label =
    plan.kind === "daily"
      ? t("form.every_days")
      : plan.kind === "weekly"
        ? t("form.every_weeks")
        : t("form.every_months");
  return (
    <>
      <NumberField
        label={label}
        value={plan.every}
        min={1}
        max={52}
        onInput={(every) => set({ ...plan, every })}
      />
      <NumberField
        label={t("form.times")}
        hint={t("form.times_hint")}
        value={plan.times}
        min={1}
        max={999}
        onEmpty={() => set({ ...plan, times: null })}
        onInput={(times) => set({ ...plan, times })}
      />
    </>
  );
}
