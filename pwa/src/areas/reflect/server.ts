/** What Reflectie asks of the server, as it answers. Instants are ISO texts. */

import type { Language } from "../../net/api";
import { call, json, post, postSound } from "../../net/http";

export interface Line {
  readonly index: number;
  readonly who: "coach" | "you";
  readonly kind: "question" | "follow_up" | "note" | "idea" | "summary" | "closing" | "answer" | "step";
  readonly text: string;
  /** A verbatim part of an own answer. */
  readonly quote: string | null;
  readonly source: { readonly slug: string; readonly title: string } | null;
  readonly by: "script" | "model";
}

export interface Session {
  readonly id: string;
  readonly form: string;
  readonly title: string;
  readonly language: Language;
  readonly about: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly lines: readonly Line[];
  readonly expects: {
    readonly key: string;
    readonly kind: "answer" | "follow_up" | "step";
    readonly text: string;
    readonly hint: string | null;
    readonly optional: boolean;
  } | null;
  readonly progress: { readonly at: number; readonly of: number };
  readonly may_ask_ideas: boolean;
  readonly step: {
    readonly text: string;
    readonly nudge: { readonly event: string; readonly when: string } | null;
  } | null;
}

export interface Today {
  readonly date: string;
  readonly question: {
    readonly id: string;
    readonly number: number;
    readonly text: string;
    readonly why: string;
  };
  readonly event: { readonly id: string; readonly title: string; readonly at: string } | null;
  readonly session: Session | null;
  readonly step: { readonly session: string; readonly text: string; readonly chosen_at: string } | null;
  readonly minutes: number;
}

export interface Form {
  readonly id: string;
  readonly title: string;
  readonly about: string;
  readonly minutes: number;
}

export interface SessionSummary {
  readonly id: string;
  readonly form: string;
  readonly title: string;
  readonly about: string | null;
  readonly started_at: string;
  readonly finished_at: string | null;
  readonly first_answer: string | null;
}

export interface Folder {
  readonly id: string;
  readonly name: string;
  readonly notes: number;
}

export interface Note {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly language: string;
  readonly spoken: boolean;
  readonly created_at: string;
  readonly folder: { readonly id: string; readonly name: string } | null;
  readonly proposed: { readonly name: string; readonly id: string | null } | null;
}

export interface WeekLine {
  readonly kind: "practised" | "noted" | "tried" | "reflected" | "asked";
  readonly text: string;
  readonly at: string;
  readonly place: string;
  readonly id: string;
  readonly about: string | null;
}

export interface Week {
  readonly week: string;
  readonly first: string;
  readonly last: string;
  readonly previous: string;
  readonly next: string | null;
  readonly lines: readonly WeekLine[];
  readonly pattern: {
    readonly question: string;
    readonly quotes: readonly { readonly text: string; readonly place: string; readonly id: string }[];
  } | null;
  readonly empty: string | null;
}

/** Recognition of two minutes of sound, perhaps behind somebody else's. */
const SOUND_SECONDS = 120;
/** A language model may think along. */
const THINK_SECONDS = 45;

const session = (id: string) => `/v1/coach/sessions/${encodeURIComponent(id)}`;
const note = (id: string) => `/v1/notes/${encodeURIComponent(id)}`;

export interface Begin {
  readonly client_id: string;
  readonly form: string;
  readonly language: Language;
  readonly about?: string;
}

export const server = {
  today: (language: Language) => json<Today>(`/v1/coach/today?language=${language}`),
  forms: (language: Language) => json<{ forms: Form[] }>(`/v1/coach/forms?language=${language}`),
  sessions: () => json<{ sessions: SessionSummary[] }>("/v1/coach/sessions"),
  session: (id: string) => json<Session>(session(id)),
  begin: (begin: Begin) => post<Session>("/v1/coach/sessions", begin),
  answer: (id: string, clientId: string, text: string) =>
    post<Session>(`${session(id)}/answers`, { client_id: clientId, text }, THINK_SECONDS),
  answerAloud: (id: string, clientId: string, sound: Blob) =>
    postSound<Session>(`${session(id)}/answers/sound?client_id=${clientId}`, sound, SOUND_SECONDS),
  skip: (id: string, clientId: string) => post<Session>(`${session(id)}/skip`, { client_id: clientId }),
  ideas: (id: string, clientId: string) =>
    post<Session>(`${session(id)}/ideas`, { client_id: clientId }, THINK_SECONDS),
  remind: (id: string, clientId: string, when: string) =>
    post<Session>(`${session(id)}/nudge`, { client_id: clientId, when }),
  correct: (id: string, index: number, text: string) =>
    json<Session>(`${session(id)}/lines/${index}`, { method: "PATCH", json: { text } }),
  removeSession: (id: string) => call(session(id), { method: "DELETE" }),

  notes: (words: string, folder: string | null) => {
    const query = new URLSearchParams();
    if (words !== "") query.set("q", words);
    if (folder !== null) query.set("folder", folder);
    return json<{ notes: Note[]; folders: Folder[] }>(`/v1/notes?${query}`);
  },
  addNote: (clientId: string, text: string, language: Language) =>
    post<Note>("/v1/notes", { client_id: clientId, text, language }),
  addNoteAloud: (clientId: string, sound: Blob, language: Language) =>
    postSound<Note>(`/v1/notes/sound?client_id=${clientId}&language=${language}`, sound, SOUND_SECONDS),
  changeNote: (id: string, change: { title?: string; text?: string; folder?: string | null }) =>
    json<Note>(note(id), { method: "PATCH", json: change }),
  acceptFolder: (id: string) => post<Note>(`${note(id)}/accept`, {}),
  removeNote: (id: string) => call(note(id), { method: "DELETE" }),

  week: (language: Language, week: string | null) =>
    json<Week>(`/v1/week?language=${language}${week === null ? "" : `&week=${encodeURIComponent(week)}`}`),
};
