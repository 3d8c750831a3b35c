/** What Oefenen asks of the server, as it answers. Instants are ISO texts, places in a take are seconds. */

import type { Language } from "../../net/api";
import { call, json } from "../../net/http";

export type Spoken = "nl" | "en" | "fr" | "de";

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

export interface Measure {
  readonly kind: string;
  readonly name: string;
  readonly value: number | null;
  readonly unit: string;
  readonly text: string;
  readonly sure: "good" | "fair" | "not_measured";
  readonly why: string | null;
  readonly band: {
    readonly low: number | null;
    readonly high: number | null;
    readonly source: string;
  } | null;
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
  readonly band: Measure["band"];
  readonly points: readonly { readonly take: string; readonly at: string; readonly value: number }[];
}

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
  readonly scenario: ScenarioSummary;
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
  readonly scenario: { readonly slug: string; readonly title: string };
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

export interface Attempt {
  readonly heard: string;
  readonly verdict: "understood" | "partly" | "not_understood" | "nothing_heard" | "other_language";
  readonly message: string;
  readonly words: readonly {
    readonly text: string;
    readonly understood: boolean;
    readonly heard_as: string | null;
  }[];
  readonly work_on: readonly {
    readonly word: string;
    readonly index: number;
    readonly heard_as: string | null;
    readonly contrast: { readonly id: string; readonly title: string } | null;
    readonly tip: string | null;
  }[];
}

export interface Round {
  readonly id: string;
  readonly spoken: Spoken;
  readonly title: string;
  readonly sentences: readonly {
    readonly index: number;
    readonly text: string;
    readonly attempts: number;
    readonly last: Attempt | null;
  }[];
}

export interface Languages {
  readonly languages: readonly { readonly code: Spoken; readonly name: string; readonly voice: boolean }[];
  readonly sentences: Readonly<Partial<Record<Spoken, readonly { id: string; text: string; nl: string }[]>>>;
  readonly talks: readonly {
    readonly id: string;
    readonly spoken: Spoken;
    readonly title: string;
    readonly about: string;
  }[];
  readonly contrasts: Readonly<
    Partial<Record<Spoken, readonly { id: string; title: string; about: string }[]>>
  >;
}

export interface Talk {
  readonly id: string;
  readonly spoken: Spoken;
  readonly title: string;
  readonly about: string;
  readonly lines: readonly {
    readonly index: number;
    readonly who: "partner" | "you";
    readonly text: string;
    readonly nl: string | null;
  }[];
  readonly could_say: readonly { readonly text: string; readonly nl: string }[];
  readonly finished: boolean;
  readonly message: string | null;
}

export interface Help {
  readonly text: string | null;
  readonly meaning: string;
  readonly near: readonly { readonly text: string; readonly nl: string }[];
  readonly message: string;
}

export interface Contrast {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly spoken: Spoken;
  readonly pairs: readonly {
    readonly index: number;
    readonly one: { text: string };
    readonly other: { text: string };
  }[];
}

/** Recognition of a sentence, perhaps behind somebody else's. */
const SOUND_SECONDS = 90;
/** A language model may voice the persona. */
const THINK_SECONDS = 45;

const own = encodeURIComponent;
const post = <T>(path: string, body: object, seconds?: number) =>
  json<T>(path, { method: "POST", json: body, ...(seconds === undefined ? {} : { seconds }) });
const aloud = <T>(path: string, sound: Blob) =>
  json<T>(path, { method: "POST", body: sound, seconds: SOUND_SECONDS });

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

export const roleplay = {
  scenarios: () => json<{ scenarios: ScenarioSummary[] }>("/v1/scenarios"),
  scenario: (slug: string) =>
    json<
      ScenarioSummary & { opening: string; background: string; checks: string[]; procedure: string | null }
    >(`/v1/scenarios/${own(slug)}`),
  runs: () => json<{ runs: RunSummary[] }>("/v1/roleplay/runs"),
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

const round = (id: string, n: number) => `/v1/language/rounds/${own(id)}/sentences/${n}`;

export const languages = {
  all: (language: Language) => json<Languages>(`/v1/language?language=${language}`),
  begin: (client_id: string, spoken: Spoken, text: string, language: Language) =>
    post<Round>("/v1/language/rounds", { client_id, spoken, text, language }),
  round: (id: string) => json<Round>(`/v1/language/rounds/${own(id)}`),
  speech: (id: string, n: number, pace: "normal" | "slow", word?: number) =>
    `${round(id, n)}/speech?pace=${pace}${word === undefined ? "" : `&word=${word}`}`,
  attempt: (id: string, n: number, clientId: string, sound: Blob) =>
    aloud<Attempt>(`${round(id, n)}/attempts?client_id=${clientId}`, sound),
  contrast: (id: string) => json<Contrast>(`/v1/language/contrasts/${own(id)}`),
  pairSpeech: (id: string, n: number, side: "one" | "other") =>
    `/v1/language/contrasts/${own(id)}/pairs/${n}/speech?side=${side}`,
  sayPair: (id: string, n: number, side: "one" | "other", clientId: string, sound: Blob) =>
    aloud<{ heard: string; understood: "one" | "other" | "neither"; message: string }>(
      `/v1/language/contrasts/${own(id)}/pairs/${n}/attempts?client_id=${clientId}&side=${side}`,
      sound,
    ),
  help: (spoken: Spoken, text: string, language: Language) =>
    post<Help>("/v1/language/help", { spoken, text, language }, THINK_SECONDS),
  helpSpeech: (spoken: Spoken, text: string) => `/v1/language/help/speech?spoken=${spoken}&text=${own(text)}`,
  beginTalk: (client_id: string, talk: string, spoken: Spoken, language: Language) =>
    post<Talk>("/v1/language/talks", { client_id, talk, spoken, language }),
  talk: (id: string) => json<Talk>(`/v1/language/talks/${own(id)}`),
  sayInTalk: (id: string, client_id: string, text: string) =>
    post<Talk>(`/v1/language/talks/${own(id)}/turns`, { client_id, text }, THINK_SECONDS),
  sayInTalkAloud: (id: string, clientId: string, sound: Blob) =>
    aloud<Talk>(`/v1/language/talks/${own(id)}/turns/sound?client_id=${clientId}`, sound),
};
