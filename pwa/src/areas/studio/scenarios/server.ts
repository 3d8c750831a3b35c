/** What the rooms of scenarios ask of the server. */

import { call, json, post } from "../../../net/http";
import type { Author } from "../server";

export type ScenarioState = "ready" | "draft" | "published" | "withdrawn";

export interface ScenarioLine {
  readonly slug: string;
  readonly title: string;
  readonly language: string;
  /** `ready`: it comes with the product, or lies in the organisation's folder. */
  readonly state: ScenarioState;
  /** There are changes that nobody practises yet. */
  readonly changed: boolean;
  readonly changed_by: Author | null;
  readonly changed_at: string | null;
}

export interface ScenarioDraft {
  readonly line: ScenarioLine;
  readonly text: string;
  /** Null where nothing was written here yet. */
  readonly revision: number | null;
  /** A ready scenario has the same name. */
  readonly replaces: boolean;
}

export interface ScenarioVersion {
  readonly revision: number;
  readonly what: "saved" | "published" | "withdrawn" | "overtaken";
  readonly by: Author;
  readonly at: string;
  readonly text: string;
}

export interface ScenarioStep {
  readonly said: string;
  readonly behaviours: readonly { readonly name: string; readonly label: string; readonly quote: string }[];
  readonly before: Readonly<Record<string, number>>;
  readonly after: Readonly<Record<string, number>>;
  readonly says: string;
  /** What came of it, as the author calls it; null while the talk goes on as it was. */
  readonly edge: string | null;
  readonly ended: boolean;
  readonly needs_open: readonly string[];
}

export interface ScenarioTried {
  readonly problems: readonly { readonly line: number; readonly message: string }[];
  readonly opening: string | null;
  readonly persona: string | null;
  readonly steps: readonly ScenarioStep[];
  /** Ends that nobody reaches, as the author calls them. */
  readonly unreached: readonly string[];
}

/** A voice may have to be asked first. */
const SPEECH_SECONDS = 30;
const ROOT = "/v1/studio/scenarios";
const at = (slug: string) => `${ROOT}/${encodeURIComponent(slug)}`;

export const scenarioServer = {
  list: async () => (await json<{ scenarios: ScenarioLine[] }>(ROOT)).scenarios,
  draft: (slug: string) => json<ScenarioDraft>(at(slug)),
  save: (slug: string, revision: number | null, text: string) =>
    json<ScenarioDraft>(at(slug), { method: "PUT", json: { revision, text } }),
  remove: (slug: string) => call(at(slug), { method: "DELETE" }),
  publish: (slug: string, revision: number) => post<ScenarioDraft>(`${at(slug)}/publish`, { revision }),
  withdraw: (slug: string, revision: number) => post<ScenarioDraft>(`${at(slug)}/withdraw`, { revision }),
  history: async (slug: string) =>
    (await json<{ entries: ScenarioVersion[] }>(`${at(slug)}/history`)).entries,
  tryOut: (slug: string, text: string, level: 1 | 2 | 3, sentences: readonly string[]) =>
    post<ScenarioTried>(`${ROOT}/try`, { slug, text, level, sentences }),
  hear: async (slug: string, text: string, say: string) =>
    (
      await call(`${ROOT}/say`, { method: "POST", json: { slug, text, say }, seconds: SPEECH_SECONDS })
    ).arrayBuffer(),
};

export type ScenarioServer = typeof scenarioServer;
