/** Difficult conversations: scenarios, runs and how they are looked back on, as the server answers. */

import { call, json, post } from "../../../net/http";
import { own, type Spoken, THINK_SECONDS } from "./asking";

export interface ScenarioSummary {
  readonly slug: string;
  readonly title: string;
  readonly language: Spoken;
  readonly topic: string;
  readonly icon: string;
  readonly situation: string;
  readonly your_role: string;
  readonly goal: string;
  readonly persona: { readonly name: string; readonly role: string };
  readonly threat: boolean;
}

export interface Ended {
  readonly name: string;
  readonly label: string;
}

export interface RunTurn {
  readonly number: number;
  readonly client_id: string;
  readonly said: string;
  readonly reply: readonly { readonly text: string; readonly speaker: "persona" | "narrator" | "employee" }[];
  readonly behaviours: readonly { readonly name: string; readonly label: string; readonly quote: string }[];
}

export interface Run {
  readonly id: string;
  /** Null where it is no longer there: then the run can be read and not played. */
  readonly scenario: ScenarioSummary | null;
  readonly title: string;
  readonly level: 1 | 2 | 3;
  readonly chair: "employee" | "other";
  readonly opening: string;
  readonly turns: readonly RunTurn[];
  readonly ended: Ended | null;
  readonly hint: { readonly text: string } | null;
  readonly assessment: { readonly went_well: string; readonly differently: string } | null;
  readonly parent: { readonly run: string; readonly turn: number } | null;
  readonly branches: readonly string[];
  readonly plan: { readonly text: string; readonly event: string | null } | null;
}

export interface RunSummary {
  readonly id: string;
  readonly title: string;
  readonly started_at: string;
  readonly rounds: number;
  readonly ended: Ended | null;
}

export interface Quoted {
  readonly turn: number;
  readonly text: string;
}

export interface Debrief {
  readonly ended: Ended;
  readonly checks: readonly {
    readonly check: string;
    readonly passed: boolean;
    readonly quote: Quoted | null;
    readonly better: string | null;
    readonly tip: string | null;
  }[];
  readonly strength: { readonly check: string; readonly quote: Quoted } | null;
  readonly focus: {
    readonly check: string;
    readonly quote: Quoted | null;
    readonly better: string | null;
    readonly tip: string | null;
  } | null;
  readonly compared: { readonly focus_check: string; readonly now_passed: boolean } | null;
  readonly questions: readonly string[];
  readonly when_question: string;
  readonly procedure: string | null;
  readonly how: string;
}

export interface Branches {
  readonly turn: number;
  readonly branches: readonly {
    readonly run: string;
    readonly turns: readonly RunTurn[];
    readonly ended: Ended | null;
  }[];
}

export const roleplay = {
  scenarios: () => json<{ scenarios: ScenarioSummary[] }>("/v1/scenarios"),
  scenario: (slug: string) =>
    json<
      ScenarioSummary & { opening: string; background: string; checks: string[]; procedure: string | null }
    >(`/v1/scenarios/${own(slug)}`),
  runs: () => json<{ runs: RunSummary[] }>("/v1/roleplay/runs"),
  remove: (id: string) => call(`/v1/roleplay/runs/${own(id)}`, { method: "DELETE" }),
  begin: (client_id: string, scenario: string, level: number, chair: Run["chair"]) =>
    post<Run>("/v1/roleplay/runs", { client_id, scenario, level, chair }),
  run: (id: string) => json<Run>(`/v1/roleplay/runs/${own(id)}`),
  say: (id: string, client_id: string, text: string) =>
    post<{ run: Run }>(`/v1/roleplay/runs/${own(id)}/turns`, { client_id, text }, THINK_SECONDS),
  hint: (id: string) => post<{ hint: { text: string } | null }>(`/v1/roleplay/runs/${own(id)}/hint`, {}),
  stop: (id: string) => post<Run>(`/v1/roleplay/runs/${own(id)}/stop`, {}),
  assess: (id: string, went_well: string, differently: string) =>
    json<Run>(`/v1/roleplay/runs/${own(id)}/assessment`, { method: "PUT", json: { went_well, differently } }),
  debrief: (id: string) => json<Debrief>(`/v1/roleplay/runs/${own(id)}/debrief`),
  plan: (id: string, text: string) =>
    json<{ text: string; understood: { title: string; at: string } | null; event: string | null }>(
      `/v1/roleplay/runs/${own(id)}/plan`,
      { method: "PUT", json: { text } },
    ),
  replay: (id: string, client_id: string, turn: number) =>
    post<Run>(`/v1/roleplay/runs/${own(id)}/replay`, { client_id, turn }),
  branches: (id: string) => json<Branches>(`/v1/roleplay/runs/${own(id)}/branches`),
};
