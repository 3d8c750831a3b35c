/** A programme as the form has it. */

import type { Moment } from "../../app/model";

export type OpensKind = "card" | "practice" | "reflection" | "link";

export interface Words {
  readonly title: string;
  readonly body: string;
}

export type Trigger =
  | { readonly kind: "calendar"; readonly rrule: string; readonly at: string }
  | {
      readonly kind: "event";
      readonly minutes: number | null;
      readonly days: number | null;
      readonly at: string | null;
      readonly anchor: "start" | "end";
      readonly tag: string | null;
    }
  | { readonly kind: "spaced"; readonly on: "card" | "practice"; readonly at: string }
  | { readonly kind: "daily_question"; readonly at: string; readonly rrule: string }
  | { readonly kind: "dare_card"; readonly at: string; readonly rrule: string }
  | {
      readonly kind: "once";
      readonly on: string | null;
      readonly at: string | null;
      readonly instant: string | null;
    };

export interface Policy {
  readonly misfire: "skip" | "latest" | "all";
  readonly grace_minutes: number;
  readonly deadline_minutes: number;
  readonly urgent: boolean;
  readonly asked_for: boolean;
  readonly window: readonly [string, string] | null;
  readonly learned: boolean;
}

export interface Content {
  readonly name: string;
  readonly purpose: string;
  readonly moment: Moment;
  readonly audience: readonly string[];
  readonly texts: { readonly nl: Words; readonly en?: Words };
  readonly opens: { readonly kind: OpensKind; readonly target: string };
  readonly trigger: Trigger;
  readonly policy: Policy;
  /** ISO dates, in each person's own local time. */
  readonly starts: string;
  readonly ends: string | null;
  readonly owner?: string;
}

export const EVERYBODY = "all";
export const MAX_TITLE = 80;
export const MAX_BODY = 400;

export const USUAL_POLICY: Policy = {
  misfire: "latest",
  grace_minutes: 60,
  deadline_minutes: 240,
  urgent: false,
  asked_for: false,
  window: null,
  learned: false,
};

/** What a new programme begins with: a rhythm that most use, and no words in anybody's mouth. */
export function blank(today: Date): Content {
  return {
    name: "",
    purpose: "",
    moment: "apply",
    audience: [EVERYBODY],
    texts: { nl: { title: "", body: "" } },
    opens: { kind: "card", target: "" },
    trigger: { kind: "calendar", rrule: "FREQ=WEEKLY;BYDAY=TU,TH", at: "08:45" },
    policy: USUAL_POLICY,
    starts: isoDay(nextMonday(today)),
    ends: null,
  };
}

/** The calendar day of a moment at this place, `YYYY-MM-DD`. */
export function isoDay(date: Date): string {
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

function nextMonday(today: Date): Date {
  const ahead = (8 - today.getDay()) % 7 || 7;
  return new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead);
}

/** A trigger of another kind, with its usual values; times are taken along. */
export function triggerOf(kind: Trigger["kind"], before: Trigger, today: Date): Trigger {
  if (kind === before.kind) return before;
  const at = before.at ?? "08:45";
  switch (kind) {
    case "calendar":
      return { kind, rrule: "FREQ=WEEKLY;BYDAY=TU,TH", at };
    case "event":
      return { kind, minutes: -15, days: null, at: null, anchor: "start", tag: null };
    case "spaced":
      return { kind, on: "card", at: "09:30" };
    case "daily_question":
      return { kind, at: "16:00", rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" };
    case "dare_card":
      return { kind, at: "09:00", rrule: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR" };
    case "once":
      return { kind, on: isoDay(nextMonday(today)), at, instant: null };
  }
}

function text(value: unknown, otherwise = ""): string {
  return typeof value === "string" ? value.slice(0, 10_000) : otherwise;
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

function words(value: unknown): Words {
  const given = record(value);
  return { title: text(given.title), body: text(given.body) };
}

const MOMENTS = ["new", "more", "apply", "solve", "change"];
const OPENS = ["card", "practice", "reflection", "link"];
const TRIGGERS = ["calendar", "event", "spaced", "daily_question", "dare_card", "once"];

/** A form of whatever was kept: what is missing or of another kind becomes what a new programme has. */
export function filled(raw: unknown, today: Date): Content {
  const usual = blank(today);
  const given = record(raw);
  const texts = record(given.texts);
  const opens = record(given.opens);
  const audience = Array.isArray(given.audience)
    ? given.audience.filter((one) => typeof one === "string")
    : [];
  return {
    name: text(given.name),
    purpose: text(given.purpose),
    moment: (MOMENTS.includes(text(given.moment)) ? given.moment : usual.moment) as Moment,
    audience: audience as string[],
    texts: { nl: words(texts.nl), ...(texts.en === undefined ? {} : { en: words(texts.en) }) },
    opens: {
      kind: (OPENS.includes(text(opens.kind)) ? opens.kind : usual.opens.kind) as OpensKind,
      target: text(opens.target),
    },
    trigger: filledTrigger(given.trigger, usual.trigger, today),
    policy: { ...USUAL_POLICY, ...(record(given.policy) as Partial<Policy>) },
    starts: text(given.starts, usual.starts),
    ends: text(given.ends) || null,
    ...(typeof given.owner === "string" ? { owner: given.owner } : {}),
  };
}

function filledTrigger(raw: unknown, usual: Trigger, today: Date): Trigger {
  const given = record(raw);
  if (!TRIGGERS.includes(text(given.kind))) return usual;
  const fresh = triggerOf(given.kind as Trigger["kind"], { ...usual, kind: "calendar" } as Trigger, today);
  // "-15 minutes" is the usual of an event; one that says days has no minutes.
  const start = fresh.kind === "event" ? { ...fresh, minutes: null } : fresh;
  const whole = { ...start, ...given } as Trigger;
  return "at" in whole && typeof whole.at === "string" ? { ...whole, at: whole.at.slice(0, 5) } : whole;
}

/** What goes to the server: fields of the form only. */
export function sent(content: Content): Readonly<Record<string, unknown>> {
  const { trigger } = content;
  return {
    ...content,
    trigger: Object.fromEntries(Object.entries(trigger).filter(([, value]) => value !== null)),
  };
}
