/**
 * The question that has not been answered yet, so that it survives a lost connection, a killed server and a reload.
 *
 * Pure: fed with the server's events, positions are samples of the session.
 */

import type { ServerEvent } from "./protocol.gen";

export interface Pending {
  /** Idempotency key, should it be sent again. */
  readonly clientId: string;
  /** The person's message in the conversation; null until the server named it. */
  readonly item: string | null;
  /** What was understood or typed; null while it is only sound. */
  readonly text: string | null;
  /** Where its sound begins and ends, in milliseconds of the session; null: not spoken, or not over. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly response: string | null;
}

export class Unanswered {
  readonly #nameOf: (item: string) => string;
  #pending: Pending | null = null;

  /** `nameOf` gives the key of a spoken turn by its first message: the one under which the server keeps it too. */
  constructor(nameOf: (item: string) => string) {
    this.#nameOf = nameOf;
  }

  get pending(): Pending | null {
    return this.#pending;
  }

  /** A typed question went out. */
  asked(clientId: string, text: string): void {
    this.#pending = { clientId, item: null, text, fromMs: null, toMs: null, response: null };
  }

  /** A turn was recorded that the server never heard of. */
  recorded(clientId: string): void {
    this.#pending = { clientId, item: clientId, text: null, fromMs: null, toMs: null, response: null };
  }

  clear(): void {
    this.#pending = null;
  }

  /** Take an event of the server; true when the question was answered, or turned out to be none. */
  take(event: ServerEvent): boolean {
    switch (event.type) {
      case "input_audio_buffer.speech_started":
        this.#begin(event.item_id, event.audio_start_ms);
        return false;
      case "input_audio_buffer.speech_stopped":
        this.#change({ toMs: event.audio_end_ms }, event.item_id);
        return false;
      case "conversation.item.input_audio_transcription.completed":
        return this.#understood(event.item_id, event.transcript);
      case "conversation.item.input_audio_transcription.failed":
      case "conversation.item.deleted":
        return this.#end(this.#pending?.item === event.item_id);
      case "souffleur.turn.taken_back":
        this.#change({ item: event.continues_as, text: null, toMs: null, response: null }, event.item_id);
        return false;
      case "response.created":
        this.#change({ response: event.response.id });
        return false;
      case "response.done":
        return this.#end(this.#over(event.response.id, event.response.status_details?.reason ?? null));
      default:
        return false;
    }
  }

  #begin(item: string, fromMs: number): void {
    if (this.#pending?.item === item) return;
    this.#pending = {
      clientId: this.#nameOf(item),
      item,
      text: null,
      fromMs,
      toMs: null,
      response: null,
    };
  }

  #change(change: Partial<Pending>, item?: string): void {
    if (!this.#pending || (item !== undefined && this.#pending.item !== item)) return;
    this.#pending = { ...this.#pending, ...change };
  }

  #understood(item: string, transcript: string): boolean {
    if (transcript.trim() === "") return this.#end(this.#pending?.item === item);
    this.#change({ text: transcript }, item);
    return false;
  }

  /** A cancelled answer is over too, unless its turn goes on (it is taken back by an event of its own). */
  #over(response: string, reason: string | null): boolean {
    return this.#pending?.response === response && reason !== "turn_detected";
  }

  #end(over: boolean): boolean {
    if (over) this.#pending = null;
    return over;
  }
}
