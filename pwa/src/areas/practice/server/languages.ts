/** Another language: rounds of sentences, talks, hard sounds and help, as the server answers. */

import type { Language } from "../../../net/api";
import { call, json, post, postSound } from "../../../net/http";
import { own, SOUND_SECONDS, type Spoken, THINK_SECONDS } from "./asking";

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
  readonly sentences: Readonly<
    Partial<Record<Spoken, readonly { id: string; text: string; meaning: string }[]>>
  >;
  readonly talks: readonly {
    readonly id: string;
    readonly spoken: Spoken;
    readonly title: string;
    readonly about: string;
  }[];
  readonly contrasts: Readonly<
    Partial<Record<Spoken, readonly { id: string; title: string; tip: string }[]>>
  >;
}

export interface Talk {
  readonly id: string;
  readonly spoken: Spoken;
  readonly title: string;
  readonly about: string;
  readonly lines: readonly {
    readonly index: number;
    readonly who: "partner" | "you" | "helper";
    readonly text: string;
    readonly meaning: string | null;
  }[];
  readonly could_say: readonly { readonly text: string; readonly meaning: string }[];
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
  readonly tip: string;
  readonly spoken: Spoken;
  readonly pairs: readonly {
    readonly index: number;
    readonly one: string;
    readonly other: string;
  }[];
}

export interface RoundSummary {
  readonly id: string;
  readonly spoken: Spoken;
  readonly title: string;
  readonly sentences: number;
  readonly attempted: number;
  readonly created_at: string;
}

export interface TalkSummary {
  readonly id: string;
  readonly spoken: Spoken;
  readonly title: string;
  readonly finished: boolean;
  readonly created_at: string;
}

const aloud = <T>(path: string, sound: Blob) => postSound<T>(path, sound, SOUND_SECONDS);
const round = (id: string, n: number) => `/v1/language/rounds/${own(id)}/sentences/${n}`;

export const languages = {
  all: (language: Language) => json<Languages>(`/v1/language?language=${language}`),
  rounds: () => json<{ rounds: RoundSummary[] }>("/v1/language/rounds"),
  removeRound: (id: string) => call(`/v1/language/rounds/${own(id)}`, { method: "DELETE" }),
  talks: () => json<{ talks: TalkSummary[] }>("/v1/language/talks"),
  removeTalk: (id: string) => call(`/v1/language/talks/${own(id)}`, { method: "DELETE" }),
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
