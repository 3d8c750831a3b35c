/**
 * Sound on its way to the server: what was sent, what was received, what must go again after a lost connection.
 *
 * Positions are samples of the microphone's ring ("ring time"). The server counts from the beginning of its session;
 * `base` is the ring position of that beginning.
 */

import { SoundRing } from "../audio/ring";
import { encodeMicrophone } from "./frames";
import type { ClientEvent } from "./protocol.gen";

/** More than the 60 s that the server waits for a lost phone, and than the longest question of two minutes. */
const KEPT_SECONDS = 125;
/** Sound in one frame at most, when there is something to catch up. */
const FRAME_SECONDS = 0.1;
/** Do not push more into a socket that does not drain. */
const BUFFERED_BYTES = 64 * 1024;

/** The part of a WebSocket that is needed here. */
export interface Pipe {
  readonly bufferedAmount: number;
  send(data: string | ArrayBuffer): void;
}

/** A message with its place in the sound: it goes after everything that was said before it. */
interface Marked {
  readonly at: number;
  readonly event: ClientEvent;
  readonly acknowledged: string;
  sent: boolean;
}

export class Upstream {
  readonly #ring: SoundRing;
  readonly #frame: number;
  #base = 0;
  #next = 0;
  #counter = 0;
  #marked: Marked[] = [];

  constructor(rate: number) {
    this.#ring = new SoundRing(KEPT_SECONDS * rate);
    this.#frame = Math.round(FRAME_SECONDS * rate);
  }

  /** Ring position of what is said now. */
  get now(): number {
    return this.#ring.end;
  }

  /** Is there anything that has not been sent? */
  get pending(): boolean {
    return this.#next < this.#ring.end || this.#marked.some((mark) => !mark.sent);
  }

  append(samples: Int16Array): void {
    this.#ring.append(samples);
  }

  /** Sound between two ring positions, as far as it is still kept. */
  slice(from: number, to: number = this.now): Int16Array {
    return this.#ring.slice(from, to);
  }

  /** Ring position of a sample of the session. */
  toRing(sessionSample: number): number {
    return this.#base + sessionSample;
  }

  /** Send after all sound so far, and again after a resume until an event of type `acknowledged` comes. */
  mark(event: ClientEvent, acknowledged: string): void {
    this.#marked.push({ at: this.now, event, acknowledged, sent: false });
  }

  /** An event came: what it acknowledges need not be sent again. */
  acknowledge(type: string): void {
    this.#marked = this.#marked.filter((mark) => !mark.sent || mark.acknowledged !== type);
  }

  /** A new session begins: its first sample is at ring position `from`. */
  begin(from: number): void {
    this.#base = Math.max(from, this.#ring.start);
    this.#next = this.#base;
    this.#counter = 0;
    this.#marked = this.#marked.filter((mark) => mark.at >= this.#base);
    for (const mark of this.#marked) mark.sent = false;
  }

  /**
   * The session goes on and the server has this many samples of it.
   *
   * Returns the oldest sample of the session that can still be given where some are lost, else null.
   */
  resume(received: number): number | null {
    const wanted = this.#base + received;
    this.#next = Math.max(wanted, this.#ring.start);
    for (const mark of this.#marked) mark.sent = false;
    return this.#next > wanted ? this.#next - this.#base : null;
  }

  /** Nothing of what was said so far is to be sent any more. */
  skip(): void {
    this.#next = this.#ring.end;
    this.#marked = [];
  }

  /** Send what can be sent; true when something is left for later. */
  pump(pipe: Pipe): boolean {
    while (this.pending) {
      if (pipe.bufferedAmount > BUFFERED_BYTES) return true;
      const mark = this.#marked.find((candidate) => !candidate.sent);
      if (mark && mark.at <= this.#next) {
        mark.sent = true;
        pipe.send(JSON.stringify(mark.event));
        continue;
      }
      this.#sendSound(pipe, mark?.at ?? this.#ring.end);
    }
    return false;
  }

  #sendSound(pipe: Pipe, until: number): void {
    this.#next = Math.max(this.#next, this.#ring.start);
    const to = Math.min(until, this.#ring.end, this.#next + this.#frame);
    const pcm = this.#ring.slice(this.#next, to);
    if (pcm.length > 0) pipe.send(encodeMicrophone(pcm, this.#counter, this.#next - this.#base));
    this.#counter += 1;
    this.#next = to;
  }
}
