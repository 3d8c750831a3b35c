/** What the studio asks of the server. */

import { call, json, post } from "../../net/http";
import { type Content, sent } from "./content";

export type ProgrammeState = "draft" | "running" | "paused" | "ended";

export interface ProgrammeLine {
  readonly id: string;
  readonly name: string;
  readonly purpose: string;
  readonly moment: string;
  readonly audience: readonly string[];
  readonly state: ProgrammeState;
  /** Null while it is not complete: only its writer sees it. */
  readonly revision: number | null;
  readonly changed: boolean;
  readonly mine: boolean;
  readonly starts: string | null;
  readonly ends: string | null;
  readonly changed_at: string;
  readonly well: boolean;
}

export interface FieldProblem {
  readonly field: string;
  readonly code: string;
  readonly message: string;
}

export interface Author {
  readonly name: string;
  readonly me: boolean;
}

export interface OwnVersion {
  readonly content: unknown;
  readonly based_on: number | null;
  readonly changed_at: string;
  readonly reason: "incomplete" | "overtaken";
}

export interface ProgrammeView {
  readonly line: ProgrammeLine;
  readonly content: unknown;
  readonly live: unknown;
  readonly changed_by: Author | null;
  readonly own: OwnVersion | null;
  readonly problems: readonly FieldProblem[];
}

export interface NextTime {
  readonly wall: string;
  readonly title: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, string>>;
}

export interface Outlook {
  readonly people: number | null;
  readonly each_week: number;
  readonly each_week_together: number;
  readonly capped: number | null;
  readonly cap_day: number;
  readonly cap_week: number;
}

export interface Checked {
  readonly problems: readonly FieldProblem[];
  readonly occurrences: readonly NextTime[];
  readonly outlook: Outlook | null;
}

export interface HistoryEntry {
  readonly revision: number;
  readonly what: "saved" | "published" | "paused" | "resumed" | "stopped" | "copied";
  readonly by: Author;
  readonly at: string;
  readonly programme: unknown;
}

export interface ReadyProgramme {
  readonly slug: string;
  readonly name: string;
  readonly purpose: string;
  readonly moment: string;
}

export interface Understood {
  readonly content: unknown;
  readonly by: "model" | "rules";
  /** What was not said and was filled in. */
  readonly assumed: readonly string[];
}

export interface EffectCounts {
  readonly label: string;
  readonly people: number | null;
  readonly sent: number | null;
  readonly opened: number | null;
  readonly acted: number | null;
  readonly useful: number | null;
  readonly switched_off: number | null;
}

export interface Effect {
  readonly total: EffectCounts;
  readonly by_week: readonly EffectCounts[];
  readonly by_moment: readonly EffectCounts[];
  readonly smallest_group: number;
}

export interface EngineHealth {
  readonly well: boolean;
  readonly troubles: readonly { readonly code: string; readonly message: string }[];
  readonly ticked_at: string | null;
  readonly due: number;
  readonly lateness_seconds: number;
  readonly planned: number;
  readonly planning: number;
  readonly deliveries: Readonly<Record<string, number>>;
  readonly at: string;
}

export interface Audience {
  readonly label: string;
  readonly people: number | null;
}

const ROOT = "/v1/studio";
const at = (id: string) => `${ROOT}/programmes/${encodeURIComponent(id)}`;

export const studioServer = {
  programmes: async () => (await json<{ programmes: ProgrammeLine[] }>(`${ROOT}/programmes`)).programmes,
  programme: (id: string) => json<ProgrammeView>(at(id)),
  begin: (content: Content) => post<ProgrammeView>(`${ROOT}/programmes`, { content: sent(content) }),
  beginRaw: (content: unknown) => post<ProgrammeView>(`${ROOT}/programmes`, { content }),
  beginReady: (ready: string) => post<ProgrammeView>(`${ROOT}/programmes`, { ready }),
  save: (id: string, revision: number | null, content: Content) =>
    json<ProgrammeView>(at(id), { method: "PUT", json: { revision, content: sent(content) } }),
  remove: (id: string) => call(at(id), { method: "DELETE" }),
  dropOwn: (id: string) => call(`${at(id)}/own`, { method: "DELETE" }),
  publish: (id: string, revision: number) => post<ProgrammeView>(`${at(id)}/publish`, { revision }),
  pause: (id: string) => post<ProgrammeView>(`${at(id)}/pause`),
  resume: (id: string) => post<ProgrammeView>(`${at(id)}/resume`),
  stop: (id: string) => post<ProgrammeView>(`${at(id)}/stop`),
  copy: (id: string) => post<ProgrammeView>(`${at(id)}/copy`),
  history: async (id: string) => (await json<{ entries: HistoryEntry[] }>(`${at(id)}/history`)).entries,
  check: (id: string, content: Content) => post<Checked>(`${at(id)}/check`, { content: sent(content) }),
  tryOut: (id: string) => call(`${at(id)}/try`, { method: "POST" }),
  file: async (id: string) => (await call(`${at(id)}/file`)).text(),
  importFile: (text: string) =>
    json<ProgrammeView>(`${ROOT}/programmes/file`, {
      method: "POST",
      body: new Blob([text], { type: "application/yaml" }),
    }),
  ready: async () => (await json<{ programmes: ReadyProgramme[] }>(`${ROOT}/ready`)).programmes,
  understand: (text: string) => post<Understood>(`${ROOT}/sentence`, { text }),
  audiences: async () => (await json<{ audiences: Audience[] }>(`${ROOT}/audiences`)).audiences,
  effect: (id: string | null) =>
    json<Effect>(`${ROOT}/effect${id === null ? "" : `?programme=${encodeURIComponent(id)}`}`),
  engine: () => json<EngineHealth>(`${ROOT}/engine`),
};

/** Where the counts are found as a file. */
export const effectFile = (id: string | null) =>
  `${ROOT}/effect.csv${id === null ? "" : `?programme=${encodeURIComponent(id)}`}`;

export type StudioServer = typeof studioServer;
