/** The person's turn: is something being said, is an answer awaited, and where in the sound does it begin? */

import { CAPTURE_RATE } from "../audio/pcm";
import type { ServerEvent } from "../net/protocol.gen";
import type { Upstream } from "../net/upstream";

/** Sound before the moment at which speech was noticed. */
export const PRE_ROLL_SAMPLES = 0.6 * CAPTURE_RATE;
/** Less than this is a slip of the finger. */
const SHORTEST_SAMPLES = CAPTURE_RATE / 5;

export class Turn {
  readonly #upstream: Upstream;
  /** Something was said since listening began or since the last turn ended. */
  speech = false;
  /** The turn is over and its answer has not begun to sound. */
  thinking = false;
  /** Ring position from which what was said has not been answered. */
  from = 0;

  constructor(upstream: Upstream) {
    this.#upstream = upstream;
  }

  /** There is not enough sound since it began to hold a word. */
  get empty(): boolean {
    return this.#upstream.now - this.from < SHORTEST_SAMPLES;
  }

  /** What is said from now on is a new turn. */
  begin(): void {
    this.speech = false;
    this.from = this.#upstream.now;
  }

  /** Ring position of a moment of the session. */
  sample(milliseconds: number): number {
    return this.#upstream.toRing(Math.round((milliseconds / 1000) * CAPTURE_RATE));
  }

  /** The sound between two ring positions; null where it is too short for a question. */
  sound(from: number, to: number): Int16Array | null {
    const sound = this.#upstream.slice(Math.max(0, from), to);
    return sound.length < SHORTEST_SAMPLES ? null : sound;
  }

  /** Take an event of the server. */
  take(event: ServerEvent): void {
    switch (event.type) {
      case "input_audio_buffer.speech_started":
        this.speech = true;
        this.thinking = false;
        this.from = Math.max(0, this.sample(event.audio_start_ms) - PRE_ROLL_SAMPLES);
        break;
      case "input_audio_buffer.speech_stopped":
        this.speech = false;
        this.thinking = true;
        this.from = this.sample(event.audio_end_ms);
        break;
      case "souffleur.state":
        if (event.state === "ready") this.thinking = false;
        if (event.state === "thinking") this.thinking = true;
        break;
      case "response.done":
        this.thinking = false;
        break;
    }
  }
}
