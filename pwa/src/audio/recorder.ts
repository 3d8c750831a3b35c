/** A recording for what is said in one go: opened by a tap, ended by a tap or after a while. */

import { Microphone, type MicrophoneState } from "./capture";
import { CAPTURE_RATE, toWav } from "./pcm";
import type { AudioStage } from "./stage";

export interface RecorderEvents {
  /** Seconds after which it ends by itself: a sentence, or an answer of two minutes; nobody records a meeting here. */
  readonly longest: number;
  readonly level: (value: number) => void;
  /** It ended by itself, because it became too long. */
  readonly full: () => void;
}

export class Recorder {
  readonly #microphone: Microphone;
  readonly #events: RecorderEvents;
  #frames: Int16Array[] = [];
  #samples = 0;

  constructor(stage: AudioStage, worklet: string, events: RecorderEvents) {
    this.#events = events;
    this.#microphone = new Microphone(stage, worklet, {
      frame: (samples) => this.#take(samples),
      level: events.level,
      state: () => undefined,
    });
  }

  /** Open the microphone. Straight from a tap. */
  async begin(): Promise<MicrophoneState> {
    this.#frames = [];
    this.#samples = 0;
    return this.#microphone.open();
  }

  /** Close the microphone; gives what was recorded as a WAV file, null where that is nothing. */
  end(): Blob | null {
    this.#microphone.close();
    if (this.#samples === 0) return null;
    const whole = new Int16Array(this.#samples);
    let at = 0;
    for (const frame of this.#frames) {
      whole.set(frame, at);
      at += frame.length;
    }
    this.#frames = [];
    this.#samples = 0;
    return new Blob([toWav(whole, CAPTURE_RATE)], { type: "audio/wav" });
  }

  #take(samples: Int16Array): void {
    if (this.#samples >= this.#events.longest * CAPTURE_RATE) return;
    this.#frames.push(samples);
    this.#samples += samples.length;
    if (this.#samples >= this.#events.longest * CAPTURE_RATE) this.#events.full();
  }
}
