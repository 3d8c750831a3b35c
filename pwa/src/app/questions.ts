/** Questions outside the live conversation: typed ones over HTTP, and those that wait for a connection. */

import { CAPTURE_RATE, toWav } from "../audio/pcm";
import { type Api, ApiError, type WireAnswer } from "../net/api";
import type { Kept } from "../offline/database";
import { type Outbox, OutboxFull, type Outcome } from "../offline/outbox";
import { toAnswer } from "./mapping";
import type { Moment, Waiting, WritableModel } from "./model";
import type { Notices } from "./notices";
import type { KeptQuestion, Safety } from "./rescue";
import { changeSaid, put, said } from "./transcript";

export interface QuestionParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly api: Api;
  /** Null where this browser lets nothing be stored (some private windows). */
  readonly outbox: Promise<Outbox | null>;
  readonly page: string;
}

export class Questions implements Safety {
  readonly #parts: QuestionParts;
  readonly #model: WritableModel;
  #conversation: string | null = null;
  /** The last question over HTTP, to answer it again for another moment. */
  #last: string | null = null;

  constructor(parts: QuestionParts) {
    this.#parts = parts;
    this.#model = parts.model;
  }

  get last(): string | null {
    return this.#last;
  }

  /** Ask over HTTP, or keep it for later. */
  async ask(text: string, moment: Moment | null = null): Promise<void> {
    const clientId = crypto.randomUUID();
    this.#last = text;
    this.#show(clientId, text, "final");
    const question = this.#kept(clientId, { kind: "text", text, moment, live: this.#parts.page });
    await this.#store(question);
    this.#model.voice.value = "thinking";
    const outcome = await this.#send(question);
    this.#model.voice.value = this.#model.online.value ? "ready" : "offline";
    if (outcome.kind === "answered") {
      this.forget(clientId);
      return;
    }
    this.#model.transcript.value = changeSaid(this.#model.transcript.value, clientId, { state: "waiting" });
    const refused = outcome.kind === "refused" ? outcome.code : null;
    await this.#store({ ...question, live: null, refused });
    if (refused === null) this.#parts.notices.tell("offline_kept");
  }

  async keep({ clientId, text, sound }: KeptQuestion): Promise<void> {
    await this.#store(
      this.#kept(clientId, {
        kind: sound ? "sound" : "text",
        text,
        sound: sound && new Blob([toWav(sound, CAPTURE_RATE)], { type: "audio/wav" }),
        seconds: sound && sound.length / CAPTURE_RATE,
        live: this.#parts.page,
      }),
    );
  }

  forget(clientId: string): void {
    void this.#parts.outbox.then((outbox) => outbox?.remove(clientId));
  }

  giveUp(): void {
    this.#parts.notices.tell("offline_kept");
    void this.#parts.outbox.then(async (outbox) => {
      await outbox?.release();
      await this.drain();
    });
  }

  /** Send everything that waits, if there is a connection. */
  async drain(): Promise<void> {
    const outbox = await this.#parts.outbox;
    if (!outbox || !navigator.onLine) return;
    await outbox.drain((question) => this.#send(question));
  }

  async discard(clientId: string): Promise<void> {
    this.forget(clientId);
    this.#model.transcript.value = this.#model.transcript.value.filter((item) => item.id !== clientId);
  }

  /** Show what waits. */
  async list(): Promise<void> {
    const kept = (await (await this.#parts.outbox)?.list()) ?? [];
    this.#model.waiting.value = kept
      .filter((question) => question.live !== this.#parts.page)
      .map((question): Waiting => {
        const { clientId, kind, text, seconds, at, refused } = question;
        return { clientId, kind, text, seconds, at, state: refused === null ? "waiting" : "refused" };
      });
  }

  continues(session: string | null): void {
    this.#conversation = session ?? this.#conversation;
  }

  newConversation(): void {
    this.#conversation = null;
    this.#last = null;
  }

  #kept(clientId: string, change: Partial<Kept>): Kept {
    return {
      clientId,
      kind: "text",
      text: null,
      sound: null,
      seconds: null,
      language: this.#model.language.value,
      moment: null,
      hurry: this.#model.hurry.value,
      at: new Date().toISOString(),
      live: null,
      refused: null,
      ...change,
    };
  }

  async #store(question: Kept): Promise<void> {
    const outbox = await this.#parts.outbox;
    try {
      await outbox?.put(question);
    } catch (error) {
      this.#parts.notices.tell(error instanceof OutboxFull ? "outbox_full" : "storage_failed");
    }
  }

  /** Send one; shows its answer. */
  async #send(question: Kept): Promise<Outcome> {
    try {
      const answer = await this.#request(question);
      this.#answered(question, answer);
      return { kind: "answered" };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (error.code === "nothing_heard") {
        this.#show(question.clientId, "", "unheard", true);
        this.#parts.notices.tell("nothing_heard", error.text);
        return { kind: "answered" };
      }
      if (error.status !== 0) this.#parts.notices.failure(error);
      // Whoever is not signed in, or not allowed now, may be so later; what they asked is not thrown away.
      const later = error.temporary || error.status === 401 || error.status === 403;
      return later ? { kind: "later" } : { kind: "refused", code: error.code };
    }
  }

  #request(question: Kept): Promise<WireAnswer> {
    const { api } = this.#parts;
    const { clientId, language, moment, hurry } = question;
    if (question.sound) return api.askAloud(clientId, language, question.sound);
    const text = question.text ?? "";
    return api.ask({ clientId, text, language, moment, hurry, conversation: this.#conversation });
  }

  #answered(question: Kept, answer: WireAnswer): void {
    this.#conversation = answer.conversation;
    this.#last = answer.question.text;
    const state = answer.question.text.trim() === "" ? "unheard" : "final";
    this.#show(question.clientId, answer.question.text, state, question.kind === "sound");
    this.#model.transcript.value = put(this.#model.transcript.value, toAnswer(answer, question.clientId));
    if (answer.moment) this.#model.moment.value = { moment: answer.moment, inferred: answer.inferred };
    if (question.live === null) this.#parts.notices.tell("outbox_sent");
  }

  #show(id: string, text: string, state: "final" | "waiting" | "unheard", spoken = false): void {
    this.#model.transcript.value = put(this.#model.transcript.value, said(id, text, { spoken, state }));
  }
}
