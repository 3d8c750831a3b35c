/** What Seintjes asks of the server, as it answers. Instants are ISO texts. */

import type { Language } from "../../net/api";
import { call, json, post, postSound } from "../../net/http";

export type Answer = "opened" | "now" | "later" | "not_for_me" | "useful" | "not_useful";

export interface Programme {
  readonly id: string;
  readonly name: string;
  readonly moment: string;
}

export interface Nudge {
  readonly id: string;
  readonly programme: Programme;
  readonly language: Language;
  readonly title: string;
  readonly body: string;
  readonly opens: { readonly kind: "card" | "practice" | "reflection" | "link"; readonly target: string };
  readonly sent_at: string;
  readonly deadline: string;
  readonly asked_for: boolean;
  readonly opened: boolean;
  readonly answer: "now" | "later" | "not_for_me" | null;
  readonly useful: boolean | null;
}

export interface Coming {
  readonly id: string | null;
  readonly programme: Programme;
  readonly at: string;
  readonly deferred: boolean;
  readonly reason: string;
  readonly why: string;
  readonly event: string;
}

export interface Withheld {
  readonly id: string;
  readonly programme: Programme;
  readonly due_at: string;
  readonly reason: string;
  readonly why: string;
}

export interface Nudges {
  readonly unanswered: number;
  readonly today: readonly Nudge[];
  readonly earlier: readonly Nudge[];
  readonly coming: readonly Coming[];
  readonly withheld: readonly Withheld[];
}

export interface Decision {
  readonly at: string;
  readonly verdict: "sent" | "deferred" | "withheld";
  readonly reason: string;
  readonly why: string;
  readonly until: string | null;
  readonly probability: number | null;
}

export interface Why {
  readonly id: string;
  readonly programme: Programme;
  readonly purpose: string;
  readonly state: "planned" | "sent" | "withheld" | "withdrawn";
  readonly due_at: string;
  readonly trigger: string;
  readonly audiences: readonly string[];
  readonly event: string;
  readonly asked_for: boolean;
  readonly decisions: readonly Decision[];
}

export interface Rules {
  readonly opted_out: boolean;
  readonly muted: readonly { readonly id: string; readonly name: string }[];
  readonly paused_until: string | null;
  /** Wall-clock times such as `18:00`. */
  readonly quiet_from: string;
  readonly quiet_to: string;
  /** 0 is Monday. */
  readonly working_days: readonly number[];
  readonly cap_day: number | null;
  readonly cap_week: number | null;
  readonly learned_timing: boolean;
  readonly zone: string;
}

/** A change of the rules: muted programmes by name, the rest as it is. */
export type RulesChange = Partial<Omit<Rules, "muted" | "zone"> & { readonly muted: readonly string[] }>;

export interface Event {
  readonly id: string;
  readonly title: string;
  readonly start: string;
  readonly end: string | null;
  readonly all_day: boolean;
  readonly own: boolean;
}

export interface Calendar {
  readonly host: string;
  readonly connected_at: string;
  readonly read_at: string | null;
  readonly problem: string;
  readonly events: number;
}

export interface Events {
  readonly events: readonly Event[];
  readonly calendar: Calendar | null;
}

export interface Understood {
  readonly event: Event;
  readonly text: string;
}

/** Recognition may be busy with somebody else first. */
const SOUND_SECONDS = 90;
/** A calendar elsewhere is read while one waits. */
const CALENDAR_SECONDS = 45;

const zone = () => encodeURIComponent(Intl.DateTimeFormat().resolvedOptions().timeZone);
const nudge = (id: string) => `/v1/nudges/${encodeURIComponent(id)}`;

export const server = {
  nudges: () => json<Nudges>(`/v1/nudges?looked=true&zone=${zone()}`),
  why: (id: string) => json<Why>(`${nudge(id)}/why`),
  answer: (id: string, answer: Answer, until?: Date) =>
    post<Nudge>(`${nudge(id)}/answer`, { answer, ...(until && { until: until.toISOString() }) }),
  rules: () => json<Rules>("/v1/nudge-rules"),
  setRules: (change: RulesChange) => json<Rules>("/v1/nudge-rules", { method: "PUT", json: change }),
  events: () => json<Events>("/v1/events"),
  say: (text: string, language: Language) => post<Understood>("/v1/events", { text, language }),
  sayAloud: (sound: Blob, language: Language) =>
    postSound<Understood>(`/v1/events/sound?language=${language}`, sound, SOUND_SECONDS),
  removeEvent: (id: string) => call(`/v1/events/${encodeURIComponent(id)}`, { method: "DELETE" }),
  connect: (url: string) =>
    json<Calendar>("/v1/calendar-feed", { method: "PUT", json: { url }, seconds: CALENDAR_SECONDS }),
  disconnect: () => call("/v1/calendar-feed", { method: "DELETE" }),
};
