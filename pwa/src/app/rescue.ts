/** What becomes of a question whose answer does not come: it is kept, asked again, or goes out by itself. */

import type { ServerEvent } from "../net/protocol.gen";
import type { Realtime } from "../net/realtime";
import { Unanswered } from "../net/unanswered";
import type { WritableModel } from "./model";
import { changeSaid, put, remove, said } from "./transcript";
import { PRE_ROLL_SAMPLES, type Turn } from "./turn";

/** Where questions are kept until they are answered. */
export interface Safety {
  /** Keep this question while the conversation tries to come back. */
  keep(question: KeptQuestion): Promise<void>;
  /** It was answered, or was none. */
  forget(clientId: string): void;
  /** The conversation will not come back in time: let what was kept go out by itself. */
  giveUp(): void;
  /** What is asked from now on belongs to this live session, also where it goes another way. */
  continues(session: string | null): void;
}

export interface KeptQuestion {
  readonly clientId: string;
  readonly text: string | null;
  /** At `CAPTURE_RATE`; null for text. */
  readonly sound: Int16Array | null;
}

export interface RescueParts {
  readonly model: WritableModel;
  readonly safety: Safety;
  readonly link: Realtime;
  readonly turn: Turn;
  /** Waiting is over. */
  readonly changed: () => void;
}

/** How long a question waits for the live conversation to come back before it goes out by itself. */
const PATIENCE_SECONDS = 12;

export class Rescue {
  readonly #parts: RescueParts;
  readonly #model: WritableModel;
  readonly #unanswered: Unanswered;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: RescueParts) {
    this.#parts = parts;
    this.#model = parts.model;
    // The server's own name for the turn: sent again over HTTP, it is known there as the same question.
    this.#unanswered = new Unanswered((item) => `${parts.link.session ?? crypto.randomUUID()}-${item}`);
  }

  /** Nothing is asked, or it was answered. */
  get idle(): boolean {
    return this.#unanswered.pending === null;
  }

  /** The server has all of the turn and its answer is still to come. */
  get awaited(): boolean {
    return this.#unanswered.pending?.toMs != null;
  }

  /** A typed question goes out. */
  ask(clientId: string, text: string): void {
    this.#send(clientId, text);
    void this.#parts.safety.keep({ clientId, text, sound: null });
  }

  /** Take an event of the server: what was answered, or was none, need not be kept. */
  take(event: ServerEvent): void {
    const before = this.#unanswered.pending;
    if (this.#unanswered.take(event) && before) this.#parts.safety.forget(before.clientId);
  }

  /** Put the unanswered question where it survives this page. */
  keep(): void {
    const pending = this.#unanswered.pending;
    const clientId = pending?.clientId ?? crypto.randomUUID();
    let sound: Int16Array | null = null;
    if (!pending?.text) {
      const { turn, link } = this.#parts;
      if (!pending && !turn.thinking) return;
      const from = pending?.fromMs == null ? turn.from : turn.sample(pending.fromMs) - PRE_ROLL_SAMPLES;
      const to = pending?.toMs == null ? link.upstream.now : turn.sample(pending.toMs);
      sound = turn.sound(from, to);
      if (sound === null) return;
    }
    if (!pending) this.#adopt(clientId);
    void this.#parts.safety.keep({ clientId, text: pending?.text ?? null, sound });
    const seconds = navigator.onLine ? PATIENCE_SECONDS : 0;
    this.#patience ??= setTimeout(() => this.#giveUp(), seconds * 1000);
  }

  /**
   * A new session: what was said and not answered goes again.
   *
   * Returns the ring position from which the session's sound begins; `speaking`: a turn goes on, or just ended.
   */
  again(speaking: boolean): number {
    this.recovered();
    const { turn, link, safety } = this.#parts;
    safety.continues(link.session);
    const pending = this.#unanswered.pending;
    if (pending?.text) {
      this.#send(pending.clientId, pending.text);
      return link.upstream.now;
    }
    this.#drop();
    return speaking ? turn.from : link.upstream.now;
  }

  /** The conversation is back. */
  recovered(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  /** The person does not want the answer to what they typed. */
  withdrawTyped(): void {
    const pending = this.#unanswered.pending;
    if (!pending?.text) return;
    this.#parts.safety.forget(pending.clientId);
    this.#unanswered.clear();
  }

  /** An unfinished spoken turn is dropped, and its caption too. */
  dropSpoken(): void {
    if (this.#unanswered.pending?.text === null) this.#drop();
  }

  clear(): void {
    this.#unanswered.clear();
  }

  #send(clientId: string, text: string): void {
    this.#unanswered.asked(clientId, text);
    this.#parts.link.sendSurely({ type: "souffleur.ask", client_id: clientId, text }, "response.created");
  }

  /** A turn that the server never saw: give it a name of its own. */
  #adopt(clientId: string): void {
    this.#unanswered.recorded(clientId);
    this.#model.transcript.value = put(
      this.#model.transcript.value,
      said(clientId, "", { spoken: true, state: "waiting" }),
    );
  }

  /** The conversation does not come back in time: the question goes out by itself. */
  #giveUp(): void {
    const { link, turn, safety, changed } = this.#parts;
    this.#patience = undefined;
    if (link.state === "open") return;
    const item = this.#unanswered.pending?.item;
    if (item)
      this.#model.transcript.value = changeSaid(this.#model.transcript.value, item, { state: "waiting" });
    this.#unanswered.clear();
    link.upstream.skip();
    turn.from = link.upstream.now;
    turn.thinking = false;
    safety.giveUp();
    changed();
  }

  /** What the server did not understand yet has no name there: its caption goes, and what was kept of it. */
  #drop(): void {
    const pending = this.#unanswered.pending;
    if (!pending) return;
    this.#model.transcript.value = remove(this.#model.transcript.value, pending.item);
    this.#parts.safety.forget(pending.clientId);
    this.#unanswered.clear();
  }
}
