/** Pitches and their takes, as the server answers. Places in a take are seconds. */

import type { Language } from "../../../net/api";
import { call, json, post } from "../../../net/http";
import { own, SOUND_SECONDS, type Spoken, THINK_SECONDS } from "./asking";

export interface Pitch {
  readonly id: string;
  readonly created_at: string;
  readonly title: string;
  readonly audience: string;
  readonly goal: string;
  readonly seconds: number;
  readonly language: Spoken;
  readonly takes: number;
}

export interface TakeSummary {
  readonly id: string;
  readonly number: number;
  readonly created_at: string;
  readonly state: Take["state"];
  readonly seconds: number | null;
  readonly kept: string;
}

export interface Place {
  readonly quote: string | null;
  readonly start: number | null;
  readonly end: number | null;
}

/** Between which values nothing needs to be said; null means no bound on that side. */
export interface Band {
  readonly low: number | null;
  readonly high: number | null;
  readonly source: string;
}

export interface Measure {
  readonly kind: string;
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly text: string;
  readonly sure: "good" | "fair" | "not_measured";
  readonly why: string | null;
  readonly band: Band | null;
}

export interface Finding extends Place {
  readonly id: string;
  readonly name: string;
  readonly note: string;
  readonly intended: boolean;
}

export interface Take {
  readonly id: string;
  readonly pitch: string;
  readonly number: number;
  readonly state: "recording" | "working" | "ready" | "unusable" | "failed";
  readonly progress: number;
  readonly received_samples: number;
  readonly seconds: number | null;
  readonly kept: "undecided" | "with_sound" | "without_sound";
  readonly has_sound: boolean;
  readonly language: Spoken;
  readonly problem: { readonly code: string; readonly message: string } | null;
  readonly notices: readonly { readonly code: string; readonly message: string }[];
  readonly segments:
    | readonly { readonly text: string; readonly start: number; readonly end: number }[]
    | null;
  readonly needs_judgement: boolean;
  readonly feedback: {
    readonly strength: Place & { readonly title: string; readonly text: string };
    readonly focus: Place & {
      readonly title: string;
      readonly text: string;
      readonly better: string | null;
      readonly how: string;
    };
    readonly comparison: { readonly title: string; readonly text: string; readonly changed: string } | null;
    readonly again: string;
  } | null;
  readonly details: {
    readonly measures: readonly Measure[];
    readonly findings: readonly Finding[];
    readonly checks: readonly (Place & {
      readonly id: string;
      readonly name: string;
      readonly passed: boolean;
      readonly hint: string;
    })[];
  } | null;
}

export interface Received {
  readonly received_samples: number;
  readonly stop_heard: boolean;
  readonly seconds_left: number;
}

export interface Chart {
  readonly measure: string;
  readonly name: string;
  readonly unit: string;
  readonly band: Band | null;
  readonly points: readonly { readonly take: string; readonly at: string; readonly value: number }[];
}

export const pitches = {
  all: () => json<{ pitches: Pitch[] }>("/v1/pitches"),
  one: (id: string) => json<Pitch & { all_takes: TakeSummary[] }>(`/v1/pitches/${own(id)}`),
  make: (pitch: Pick<Pitch, "audience" | "goal" | "seconds" | "language">) =>
    post<Pitch>("/v1/pitches", pitch),
  remove: (id: string) => call(`/v1/pitches/${own(id)}`, { method: "DELETE" }),
  ideas: (language: Language) =>
    json<{ audiences: string[]; goals: string[]; lengths: { seconds: number; label: string }[] }>(
      `/v1/pitch-ideas?language=${language}`,
    ),
  history: (id: string) => json<{ charts: Chart[] }>(`/v1/pitches/${own(id)}/history`),
  begin: (id: string, clientId: string) =>
    post<Take>(`/v1/pitches/${own(id)}/takes`, { client_id: clientId }),
};

export const takes = {
  one: (id: string) => json<Take>(`/v1/takes/${own(id)}`),
  put: (id: string, first: number, sound: Blob) =>
    json<Received>(`/v1/takes/${own(id)}/sound?first_sample=${first}`, {
      method: "PUT",
      body: sound,
      seconds: SOUND_SECONDS,
    }),
  finish: (id: string, samples: number) => post<Take>(`/v1/takes/${own(id)}/finish`, { samples }),
  judge: (id: string, went_well: string, differently: string) =>
    post<Take>(`/v1/takes/${own(id)}/judgement`, { went_well, differently }, THINK_SECONDS),
  correct: (id: string, segments: readonly string[]) =>
    json<Take>(`/v1/takes/${own(id)}/transcript`, {
      method: "PUT",
      json: { segments },
      seconds: THINK_SECONDS,
    }),
  intended: (id: string, finding: string, intended: boolean) =>
    post<Take>(`/v1/takes/${own(id)}/intended`, { finding, intended }),
  keep: (id: string, keep: "with_sound" | "without_sound" | "no") =>
    call(`/v1/takes/${own(id)}/keep`, { method: "POST", json: { keep } }),
  sound: (id: string, start: number, end: number) =>
    `/v1/takes/${own(id)}/sound?start=${Math.max(0, start).toFixed(2)}&end=${end.toFixed(2)}`,
};
