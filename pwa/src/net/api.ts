/** The HTTP interface that the entry needs, typed. An area has its own calls in its own folder, over `./http`. */

import { ApiError, call, json } from "./http";
import type { Moment, SourceView, SuggestedCard } from "./protocol.gen";

export { ApiError } from "./http";
export type Language = "nl" | "en";

export interface WirePreferences {
  voice: string | null;
  speed: number;
  captions: boolean;
  hands_free: boolean;
  earcons: boolean;
  vibrate: boolean;
  audio_out: "server" | "device";
  barge_in: boolean;
  theme: "auto" | "light" | "dark";
}

export interface WireMe {
  id: string;
  name: string;
  role: "employee" | "learning_professional" | "administrator";
  language: Language;
  preferences: WirePreferences;
  demo: boolean;
  signed_in_via: string;
}

export interface WireCardSummary {
  slug: string;
  title: string;
  moment: Moment;
  language: Language;
  situation: string;
  tile: boolean;
  icon: string | null;
  tile_label: string | null;
}

export interface WireCard extends WireCardSummary {
  first_line: string;
  steps: string[];
  details: string;
  source: string;
  source_url: string | null;
  checked_on: string | null;
  owner: string;
  valid_until: string;
  example: boolean;
}

export interface WireAnswer {
  client_id: string;
  conversation: string;
  turn: string;
  question: { text: string };
  moment: Moment | null;
  inferred: boolean;
  say: { text: string; line: string; card: string | null }[];
  card: { slug: string; title: string } | null;
  sources: SourceView[];
  general_knowledge: boolean;
  suggestions: SuggestedCard[];
  offer_note: string | null;
}

export interface WireStatus {
  version: string;
  engines: {
    speech: { name: string; detail: string; better: { model: string; how: string } | null };
    voice: { chain: { name: string; available: boolean; note: string }[] };
    conversation: { name: string; detail: string };
  };
  keeps: { days: number };
}

export interface WireConversation {
  id: string;
  started_at: string;
  first_question: string;
  turns: number;
}

export interface WireCounted {
  name: string;
  title: string;
  count: number;
}

export interface WireBelonging extends WireCounted {
  parts: WireCounted[];
}

export interface Question {
  readonly clientId: string;
  readonly text: string;
  readonly language: Language;
  readonly moment: Moment | null;
  readonly hurry: boolean;
  readonly conversation: string | null;
}

/** Understanding a long recording takes its time. */
const SOUND_TIMEOUT_SECONDS = 90;
/** Hours of kept sound come along. */
const EXPORT_SECONDS = 600;
const ERASE_SECONDS = 60;

const cardPath = (slug: string) => `/v1/cards/${encodeURIComponent(slug)}`;

/** Where a tip's sound is found; also what the service worker keeps for use without a connection. */
export const speechPath = (slug: string) => `${cardPath(slug)}/speech?part=tip`;

export const api = {
  me: () => json<WireMe>("/v1/me"),
  changeMe: (change: { language?: Language; preferences?: Partial<WirePreferences> }) =>
    json<WireMe>("/v1/me", { method: "PATCH", json: change }),
  demo: (role: "employee" | "learning_professional") =>
    json<WireMe>("/v1/demo", { method: "POST", json: { role } }),
  signOut: () => call("/v1/sign-in", { method: "DELETE" }),

  cards: (language: Language) =>
    json<{ revision: string; cards: WireCardSummary[] }>(`/v1/cards?language=${language}`),
  card: (slug: string) => json<WireCard>(cardPath(slug)),
  tips: (language: Language) => json<{ revision: string; tips: WireCard[] }>(`/v1/tips?language=${language}`),
  opened: (slug: string) => call(`${cardPath(slug)}/opened`, { method: "POST" }),
  speech: async (slug: string) => (await call(speechPath(slug))).arrayBuffer(),

  ask: (question: Question) =>
    json<WireAnswer>("/v1/questions", {
      method: "POST",
      json: {
        client_id: question.clientId,
        text: question.text,
        language: question.language,
        moment: question.moment,
        hurry: question.hurry,
        ...(question.conversation ? { conversation: question.conversation } : {}),
      },
    }),
  askAloud: (clientId: string, language: Language, sound: Blob) =>
    json<WireAnswer>(`/v1/questions/sound?client_id=${encodeURIComponent(clientId)}&language=${language}`, {
      method: "POST",
      body: sound,
      seconds: SOUND_TIMEOUT_SECONDS,
    }),
  helped: (turn: string, helped: boolean) =>
    call(`/v1/turns/${encodeURIComponent(turn)}/helped`, { method: "POST", json: { helped } }),
  note: (text: string, language: Language) =>
    call("/v1/open-questions", { method: "POST", json: { text, language } }),

  unanswered: () => json<{ count: number }>("/v1/nudges/unanswered"),

  conversations: () => json<{ conversations: WireConversation[] }>("/v1/conversations"),
  eraseConversation: (id: string) =>
    call(`/v1/conversations/${encodeURIComponent(id)}`, { method: "DELETE" }),
  belongings: (language: Language) =>
    json<{ belongings: WireBelonging[] }>(`/v1/belongings?language=${language}`),
  eraseKind: (name: string) =>
    call(`/v1/belongings/${encodeURIComponent(name)}`, { method: "DELETE", seconds: ERASE_SECONDS }),
  eraseAll: () => call("/v1/belongings", { method: "DELETE", seconds: ERASE_SECONDS }),
  /** An archive with everything, sound included. */
  exportAll: async () => {
    try {
      return await (await call("/v1/export.zip", { seconds: EXPORT_SECONDS })).blob();
    } catch (error) {
      // The connection may break while the file comes in.
      throw error instanceof ApiError ? error : new ApiError("offline", 0, null);
    }
  },
  status: () => json<WireStatus>("/v1/status"),
};

export type Api = typeof api;
