/** What Reflectie knows, and what one can do there. Signals of the page: they outlive a visit to another screen. */

import { signal } from "@preact/signals";
import type { Language } from "../../net/api";
import { ApiError } from "../../net/http";
import { Keys } from "../../net/keys";
import {
  type Folder,
  type Form,
  type Note,
  type Session,
  type SessionSummary,
  server,
  type Today,
  type Week,
} from "./server";

export const today = signal<Today | null>(null);
export const forms = signal<readonly Form[]>([]);
export const sessions = signal<readonly SessionSummary[]>([]);
export const session = signal<Session | null>(null);
export const notes = signal<readonly Note[] | null>(null);
export const folders = signal<readonly Folder[]>([]);
export const week = signal<Week | null>(null);
/** The server is at work: an answer is being understood, or ideas are being thought of. */
export const busy = signal(false);
/** What was typed and not sent yet, by where it belongs; nothing typed is lost by looking elsewhere. */
export const drafts = signal<Readonly<Record<string, string>>>({});

export function draft(place: string, text: string): void {
  drafts.value = { ...drafts.value, [place]: text };
}

/** What another person saw on this page is gone. */
export function forget(): void {
  today.value = null;
  sessions.value = [];
  session.value = null;
  notes.value = null;
  folders.value = [];
  week.value = null;
  drafts.value = {};
}

type Failure = (error: unknown) => void;

export class Desk {
  readonly #failure: Failure;
  readonly #keys = new Keys();

  constructor(failure: Failure) {
    this.#failure = failure;
  }

  async loadToday(language: Language): Promise<void> {
    await this.#try(async () => {
      const [now, all, own] = await Promise.all([
        server.today(language),
        server.forms(language),
        server.sessions(),
      ]);
      today.value = now;
      forms.value = all.forms.filter(({ id }) => id !== "daily");
      sessions.value = own.sessions;
    });
  }

  /** Begin a form; gives the conversation, null where that failed. */
  async begin(form: string, language: Language, about?: string): Promise<Session | null> {
    const begun = await this.#work(async () => {
      const client_id = this.#keys.of(`${form} ${about}`);
      session.value = await server.begin({ client_id, form, language, ...(about ? { about } : {}) });
    });
    return begun ? session.value : null;
  }

  async loadSession(id: string): Promise<void> {
    if (session.value?.id !== id) session.value = null;
    await this.#try(async () => {
      session.value = await server.session(id);
    });
  }

  /** Answer in words or in sound; what was typed stays in the field until it arrived. */
  async answer(id: string, said: string | Blob): Promise<boolean> {
    return this.#work(async () => {
      const key = this.#keys.of(said);
      session.value =
        typeof said === "string"
          ? await server.answer(id, key, said)
          : await server.answerAloud(id, key, said);
      if (typeof said === "string") draft(id, "");
    });
  }

  async skip(id: string): Promise<void> {
    await this.#work(async () => {
      session.value = await server.skip(id, this.#keys.of(`skip ${id}`));
    });
  }

  async ideas(id: string): Promise<void> {
    await this.#work(async () => {
      session.value = await server.ideas(id, this.#keys.of(`ideas ${id}`));
    });
  }

  /** Let the small step come back as a nudge; `when` is local, such as `2026-11-23T09:00`. */
  async remind(id: string, when: string): Promise<void> {
    await this.#work(async () => {
      session.value = await server.remind(id, this.#keys.of(`remind ${id} ${when}`), when);
    });
  }

  async correct(id: string, index: number, text: string): Promise<void> {
    await this.#work(async () => {
      session.value = await server.correct(id, index, text);
    });
  }

  async removeSession(id: string): Promise<boolean> {
    return this.#try(async () => {
      await server.removeSession(id);
      sessions.value = sessions.value.filter((one) => one.id !== id);
      if (today.value?.session?.id === id) today.value = { ...today.value, session: null };
    });
  }

  async loadNotes(words: string, folder: string | null): Promise<void> {
    await this.#try(async () => {
      const found = await server.notes(words, folder);
      notes.value = found.notes;
      folders.value = found.folders;
    });
  }

  /** Keep a thought; gives true when it is kept. */
  async addNote(said: string | Blob, language: Language): Promise<boolean> {
    return this.#work(async () => {
      const key = this.#keys.of(said);
      const made =
        typeof said === "string"
          ? await server.addNote(key, said, language)
          : await server.addNoteAloud(key, said, language);
      notes.value = [made, ...(notes.value ?? []).filter(({ id }) => id !== made.id)];
      if (typeof said === "string") draft("note", "");
    });
  }

  async changeNote(
    id: string,
    change: { title?: string; text?: string; folder?: string | null },
  ): Promise<void> {
    await this.#work(async () => this.#put(await server.changeNote(id, change)));
  }

  async acceptFolder(id: string): Promise<void> {
    await this.#work(async () => this.#put(await server.acceptFolder(id)));
  }

  async removeNote(id: string): Promise<void> {
    await this.#try(async () => {
      await server.removeNote(id);
      notes.value = (notes.value ?? []).filter((one) => one.id !== id);
    });
  }

  async loadWeek(language: Language, wanted: string | null): Promise<void> {
    await this.#try(async () => {
      week.value = await server.week(language, wanted);
    });
  }

  #put(note: Note): void {
    notes.value = (notes.value ?? []).map((one) => (one.id === note.id ? note : one));
  }

  /** One thing at a time; false where it failed or something else is under way. */
  async #work(what: () => Promise<void>): Promise<boolean> {
    if (busy.value) return false;
    busy.value = true;
    try {
      const done = await this.#try(what);
      if (done) this.#keys.arrived();
      return done;
    } finally {
      busy.value = false;
    }
  }

  async #try(what: () => Promise<void>): Promise<boolean> {
    try {
      await what();
      return true;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#failure(error);
      return false;
    }
  }
}
