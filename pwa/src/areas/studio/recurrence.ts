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

export type Plan =
  | { readonly kind: "daily"; readonly every: number }
  | { readonly kind: "weekly"; readonly every: number; readonly days: readonly Weekday[] }
  /** A day of the month, 1 to 31; -1 is the last day. Months without that day are skipped. */
  | { readonly kind: "month_day"; readonly every: number; readonly day: number }
  | { readonly kind: "month_weekday"; readonly every: number; readonly nth: Nth; readonly day: Weekday }
  | { readonly kind: "own"; readonly rule: string };

const MAX_EVERY = 52;

/** The rule of a plan. */
export function ruleOf(plan: Plan): string {
  if (plan.kind === "own") return plan.rule;
  const every = plan.every > 1 ? `;INTERVAL=${plan.every}` : "";
  switch (plan.kind) {
    case "daily":
      return `FREQ=DAILY${every}`;
    case "weekly":
      return `FREQ=WEEKLY${every};BYDAY=${inOrder(plan.days).join(",")}`;
    case "month_day":
      return `FREQ=MONTHLY${every};BYMONTHDAY=${plan.day}`;
    case "month_weekday":
      return `FREQ=MONTHLY${every};BYDAY=${plan.nth}${plan.day}`;
  }
}

/** The days in the order of the week, each once. */
export function inOrder(days: readonly Weekday[]): readonly Weekday[] {
  return WEEKDAYS.filter((day) => days.includes(day));
}

/** The plan of a rule; `own` where the form has no words for it. */
export function planOf(rule: string): Plan {
  const parts = partsOf(rule);
  const own: Plan = { kind: "own", rule };
  if (parts === null) return own;
  const every = Number(parts.get("INTERVAL") ?? "1");
  if (!Number.isInteger(every) || every < 1 || every > MAX_EVERY) return own;
  const keys = [...parts.keys()]
    .filter((key) => key !== "INTERVAL")
    .sort()
    .join(" ");
  return fitted(keys, parts, every) ?? own;
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

function fitted(keys: string, parts: ReadonlyMap<string, string>, every: number): Plan | null {
  const frequency = parts.get("FREQ");
  if (keys === "FREQ" && frequency === "DAILY") return { kind: "daily", every };
  if (keys === "BYDAY FREQ" && frequency === "WEEKLY") return weekly(parts.get("BYDAY") ?? "", every);
  if (keys === "BYMONTHDAY FREQ" && frequency === "MONTHLY")
    return monthDay(parts.get("BYMONTHDAY") ?? "", every);
  if (keys === "BYDAY FREQ" && frequency === "MONTHLY") return monthWeekday(parts.get("BYDAY") ?? "", every);
  return null;
}

function isWeekday(text: string): text is Weekday {
  return (WEEKDAYS as readonly string[]).includes(text);
}

function weekly(value: string, every: number): Plan | null {
  const days = value.split(",");
  return days.every(isWeekday) ? { kind: "weekly", every, days: inOrder(days) } : null;
}

function monthDay(value: string, every: number): Plan | null {
  const day = Number(value);
  const real = Number.isInteger(day) && (day === -1 || (day >= 1 && day <= 31));
  return real ? { kind: "month_day", every, day } : null;
}

function monthWeekday(value: string, every: number): Plan | null {
  const found = /^(-1|[1-4])(MO|TU|WE|TH|FR|SA|SU)$/.exec(value);
  if (found === null) return null;
  return { kind: "month_weekday", every, nth: Number(found[1]) as Nth, day: found[2] as Weekday };
}

/** The same plan in another kind, as far as it can be taken along; what the person sees when they choose a kind. */
export function changedKind(plan: Plan, kind: Exclude<Plan["kind"], "own">): Plan {
  const every = plan.kind === "own" ? 1 : plan.every;
  const day =
    plan.kind === "weekly" ? (plan.days[0] ?? "MO") : plan.kind === "month_weekday" ? plan.day : "MO";
  switch (kind) {
    case "daily":
      return { kind, every };
    case "weekly":
      return { kind, every, days: [day] };
    case "month_day":
      return { kind, every, day: 1 };
    case "month_weekday":
      return { kind, every, nth: 1, day };
  }
}

/** Switch one day of a weekly plan on or off; the last one stays, because a week without days is no plan. */
export function toggledDay(days: readonly Weekday[], day: Weekday): readonly Weekday[] {
  const changed = days.includes(day) ? days.filter((each) => each !== day) : [...days, day];
  return changed.length === 0 ? days : inOrder(changed);
}
