/**
 * Recurrence as people say it, and the RFC 5545 rule behind it.
 *
 * The form only knows `Plan`. A rule from an imported file that does not fit any of them is kept as it is (`own`).
 */

export const WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"] as const;
export type Weekday = (typeof WEEKDAYS)[number];
export const WORKDAYS: readonly Weekday[] = ["MO", "TU", "WE", "TH", "FR"];

/** Which one of its kind in a month; -1 is the last. */
export type Nth = 1 | 2 | 3 | 4 | -1;

interface Often {
  readonly every: number;
  /** After so many times it stops by itself; null: it goes on. */
  readonly times: number | null;
}

export type Plan =
  | (Often & { readonly kind: "daily" })
  | (Often & { readonly kind: "weekly"; readonly days: readonly Weekday[] })
  /** A day of the month, 1 to 31; -1 is the last day. Months without that day are skipped. */
  | (Often & { readonly kind: "month_day"; readonly day: number })
  | (Often & { readonly kind: "month_weekday"; readonly nth: Nth; readonly day: Weekday })
  | (Often & { readonly kind: "last_workday" })
  | { readonly kind: "own"; readonly rule: string };

export type PlanKind = Exclude<Plan["kind"], "own">;

const MAX_EVERY = 52;
const MAX_TIMES = 999;

/** The rule of a plan. */
export function ruleOf(plan: Plan): string {
  if (plan.kind === "own") return plan.rule;
  const every = plan.every > 1 ? `;INTERVAL=${plan.every}` : "";
  const times = plan.times === null ? "" : `;COUNT=${plan.times}`;
  return `FREQ=${frequencyOf(plan)}${every}${detailOf(plan)}${times}`;
}

function frequencyOf(plan: Plan): string {
  return plan.kind === "daily" ? "DAILY" : plan.kind === "weekly" ? "WEEKLY" : "MONTHLY";
}

function detailOf(plan: Exclude<Plan, { kind: "own" }>): string {
  switch (plan.kind) {
    case "daily":
      return "";
    case "weekly":
      return `;BYDAY=${inOrder(plan.days).join(",")}`;
    case "month_day":
      return `;BYMONTHDAY=${plan.day}`;
    case "month_weekday":
      return `;BYDAY=${plan.nth}${plan.day}`;
    case "last_workday":
      return `;BYDAY=${WORKDAYS.join(",")};BYSETPOS=-1`;
  }
}

/** The days in the order of the week, each once. */
export function inOrder(days: readonly Weekday[]): readonly Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

/** The plan of a rule; `own` where the form has no words for it. */
export function planOf(rule: string): Plan {
  const own: Plan = { kind: "own", rule };
  const parts = partsOf(rule);
  if (parts === null) return own;
  const every = counted(parts.get("INTERVAL") ?? "1", MAX_EVERY);
  const count = parts.get("COUNT");
  const times = count === undefined ? null : counted(count, MAX_TIMES);
  if (every === null || (count !== undefined && times === null)) return own;
  const keys = [...parts.keys()].filter((key) => key !== "INTERVAL" && key !== "COUNT").sort();
  return fitted(keys.join(" "), parts, { every, times }) ?? own;
}

function counted(text: string, most: number): number | null {
  return /^[0-9]{1,3}$/.test(text) && Number(text) >= 1 && Number(text) <= most ? Number(text) : null;
}

function partsOf(rule: string): Map<string, string> | null {
  const parts = new Map<string, string>();
  for (const part of rule
    .trim()
    .toUpperCase()
    .replace(/^RRULE:/, "")
    .split(";")) {
    const [key, value, ...more] = part.split("=");
    if (!key || !value || more.length > 0 || parts.has(key)) return null;
    // Weeks begin on Monday here; saying so changes nothing.
    if (key === "WKST" && value === "MO") continue;
    parts.set(key, value);
  }
  return parts;
}

function fitted(keys: string, parts: ReadonlyMap<string, string>, often: Often): Plan | null {
  const days = parts.get("BYDAY") ?? "";
  switch (`${parts.get("FREQ")} ${keys}`) {
    case "DAILY FREQ":
      return { kind: "daily", ...often };
    case "DAILY BYDAY FREQ":
      // Every day, but only on these: the same as every week on these.
      return often.every === 1 ? weekly(days, often) : null;
    case "WEEKLY BYDAY FREQ":
      return weekly(days, often);
    case "MONTHLY BYMONTHDAY FREQ":
      return monthDay(parts.get("BYMONTHDAY") ?? "", often);
    case "MONTHLY BYDAY FREQ":
      return monthWeekday(days, often);
    case "MONTHLY BYDAY BYSETPOS FREQ":
      return parts.get("BYSETPOS") === "-1" && days === WORKDAYS.join(",")
        ? { kind: "last_workday", ...often }
        : null;
    default:
      return null;
  }
}

function isWeekday(text: string): text is Weekday {
  return (WEEKDAYS as readonly string[]).includes(text);
}

function weekly(value: string, often: Often): Plan | null {
  const days = value.split(",");
  return days.every(isWeekday) ? { kind: "weekly", ...often, days: inOrder(days) } : null;
}

function monthDay(value: string, often: Often): Plan | null {
  const day = Number(value);
  const real = Number.isInteger(day) && (day === -1 || (day >= 1 && day <= 31));
  return real ? { kind: "month_day", ...often, day } : null;
}

function monthWeekday(value: string, often: Often): Plan | null {
  const found = /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(value);
  if (found === null) return null;
  return { kind: "month_weekday", ...often, nth: Number(found[1]) as Nth, day: found[2] as Weekday };
}

/** The same plan in another kind, as far as it can be taken along; what the person sees when they choose a kind. */
export function changedKind(plan: Plan, kind: PlanKind): Plan {
  const often: Often =
    plan.kind === "own" ? { every: 1, times: null } : { every: plan.every, times: plan.times };
  const day = firstDay(plan);
  switch (kind) {
    case "daily":
    case "last_workday":
      return { kind, ...often };
    case "weekly":
      return { kind, ...often, days: [day] };
    case "month_day":
      return { kind, ...often, day: 1 };
    case "month_weekday":
      return { kind, ...often, nth: 1, day };
  }
}

function firstDay(plan: Plan): Weekday {
  if (plan.kind === "weekly") return plan.days[0] ?? "MO";
  return plan.kind === "month_weekday" ? plan.day : "MO";
}

/** Switch one day of a weekly plan on or off; the last one stays, because a week without days is no plan. */
export function toggledDay(days: readonly Weekday[], day: Weekday): readonly Weekday[] {
  const changed = days.includes(day) ? days.filter((each) => each !== day) : [...days, day];
  return changed.length === 0 ? days : inOrder(changed);
}
