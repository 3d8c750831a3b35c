/** Before or after something in a person's own calendar. */

import { Choice } from "../../../ui/Controls";
import type { Trigger } from "../content";
import type { FieldProblem } from "../server";
import { t } from "../words";
import { NumberField, Pick, TextField } from "./Field";

type Around = Extract<Trigger, { kind: "event" }>;

interface AroundEventProps {
  readonly trigger: Around;
  readonly problem: FieldProblem | undefined;
  readonly set: (trigger: Around) => void;
}

const TAGS = [
  ["", "tag.all"],
  ["difficult", "tag.difficult"],
  ["conversation", "tag.conversation"],
  ["pitch", "tag.pitch"],
  ["meeting", "tag.meeting"],
] as const;

const MOST_MINUTES = 7 * 24 * 60;
const MOST_DAYS = 60;

/** The fields. */
export function AroundEvent({ trigger, problem, set }: AroundEventProps) {
  const inDays = trigger.days !== null;
  const offset = trigger.days ?? trigger.minutes ?? 0;
  const before = offset < 0;
  const signed = (amount: number, earlier: boolean) => (earlier ? -amount : amount);
  const put = (amount: number, earlier: boolean, days: boolean) =>
    set(
      days
        ? { ...trigger, minutes: null, days: signed(Math.min(amount, MOST_DAYS), earlier) }
        : { ...trigger, minutes: signed(amount, earlier), days: null, at: null },
    );
  return (
    <>
      <Pick
        label={t("form.tag")}
        value={trigger.tag ?? ""}
        options={TAGS.map(([value, label]) => ({ value, label: t(label) }))}
        onChange={(tag) => set({ ...trigger, tag: tag || null })}
      />
      <div class="form-row">
        <NumberField
          label={t("form.amount")}
          value={Math.abs(offset)}
          min={0}
          max={inDays ? MOST_DAYS : MOST_MINUTES}
          problem={problem}
          onInput={(amount) => put(amount, before, inDays)}
        />
        <Choice
          legend={t("form.unit")}
          value={inDays ? "days" : "minutes"}
          options={[
            { value: "minutes", label: t("unit.minutes") },
            { value: "days", label: t("unit.days") },
          ]}
          onChange={(unit) => put(unit === "days" ? 1 : 15, before, unit === "days")}
        />
        <Choice
          legend={t("form.side")}
          value={before ? "before" : "after"}
          options={[
            { value: "before", label: t("side.before") },
            { value: "after", label: t("side.after") },
          ]}
          onChange={(side) => put(Math.abs(offset), side === "before", inDays)}
        />
      </div>
      {inDays ? (
        <TextField
          label={t("form.event_at")}
          hint={t("form.event_at_hint")}
          type="time"
          value={trigger.at ?? ""}
          onInput={(at) => set({ ...trigger, at: at || null })}
        />
      ) : (
        <Choice
          legend={t("form.anchor")}
          value={trigger.anchor}
          options={[
            { value: "start", label: t("anchor.start") },
            { value: "end", label: t("anchor.end") },
          ]}
          onChange={(anchor) => set({ ...trigger, anchor })}
        />
      )}
    </>
  );
}
