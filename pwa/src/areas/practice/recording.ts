/**
 * A take on its way to the server: sound is kept here until the server has it, sent again where the line was lost.
 *
 * No clock and no microphone of its own: fed with frames, told when to send.
 */

import { signal } from "@preact/signals";
import { CAPTURE_RATE } from "../../audio/pcm";
import { ApiError } from "../../net/http";
import type { Received, Take } from "./server/pitches";

/** What the take needs of the server. */
export interface TakeServer {
  put(id: string, first: number, sound: Blob): Promise<Received>;
  one(id: string): Promise<Take>;
  finish(id: string, samples: number): Promise<Take>;
}

/** Sound goes in pieces of about this long. */
export const PIECE_SECONDS = 1.5;
/** The most that one request takes. */
const MOST_SAMPLES = 25 * CAPTURE_RATE;

export class Recording {
  /** Seconds recorded so far. */
  readonly seconds = signal(0);
  /** The line was lost; sound waits here. */
  readonly waiting = signal(false);
  /** The server heard that the person wants to stop. */
  readonly stopHeard = signal(false);
  /** The server takes no more: the take is as long as it may be. */
  readonly full = signal(false);
  readonly #id: string;
  readonly #server: TakeServer;
  #frames: Int16Array[] = [];
  /** First sample that is still here. */
  #kept = 0;
  #recorded = 0;
  #sending: Promise<void> | null = null;

  constructor(id: string, server: TakeServer) {
    this.#id = id;
    this.#server = server;
  }

  /** Sound of the microphone, at `CAPTURE_RATE`. */
  take(samples: Int16Array): void {
    if (this.full.peek()) return;
    this.#frames.push(samples);
    this.#recorded += samples.length;
    this.seconds.value = this.#recorded / CAPTURE_RATE;
    if (this.#recorded - this.#kept >= PIECE_SECONDS * CAPTURE_RATE) void this.send();
  }

  /** Send what the server does not have yet, one request at a time; what does not arrive is kept. */
  send(): Promise<void> {
    this.#sending ??= this.#send().finally(() => {
      this.#sending = null;
    });
    return this.#sending;
  }

  /** Everything is on the server: let it look. Throws what the request throws; the sound is then still here. */
  async finish(): Promise<Take> {
    await this.send();
    // What was recorded while the last piece was on its way.
    while (this.#kept < this.#recorded && !this.full.peek() && !this.waiting.peek()) await this.send();
    if (this.waiting.peek()) throw new ApiError("offline", 0, null);
    return this.#server.finish(this.#id, this.full.peek() ? this.#kept : this.#recorded);
  }

  async #send(): Promise<void> {
    const piece = this.#piece();
    if (piece.length === 0) {
      this.waiting.value = false;
      return;
    }
    try {
      const sound = new Blob([piece as Int16Array<ArrayBuffer>], { type: "audio/pcm" });
      const received = await this.#server.put(this.#id, this.#kept, sound);
      this.#arrived(received.received_samples);
      if (received.stop_heard) this.stopHeard.value = true;
      this.waiting.value = false;
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      await this.#refused(error);
    }
  }

  async #refused(error: ApiError): Promise<void> {
    if (error.code === "sound_gap") this.#arrived((await this.#server.one(this.#id)).received_samples);
    else if (error.code === "take_too_long" || error.code === "take_finished") this.full.value = true;
    else this.waiting.value = true;
  }

  /** Forget what the server has. */
  #arrived(samples: number): void {
    let drop = Math.max(0, samples - this.#kept);
    this.#kept += drop;
    while (drop > 0) {
      const first = this.#frames[0];
      if (first === undefined) break;
      if (first.length <= drop) {
        this.#frames.shift();
        drop -= first.length;
      } else {
        this.#frames[0] = first.subarray(drop);
        drop = 0;
      }
    }
  }

  #piece(): Int16Array {
    const length = Math.min(MOST_SAMPLES, this.#recorded - this.#kept);
    const piece = new Int16Array(length);
    let at = 0;
    for (const frame of this.#frames) {
      if (at >= length) break;
      piece.set(frame.subarray(0, length - at), at);
      at += frame.length;
    }
    return piece;
  }
}
