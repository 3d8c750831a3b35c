/** Microphone to frames: runs in the audio thread. */

import { CAPTURE_RATE, rms, toPcm16 } from "../pcm";
import { Resampler } from "../resampler";
import type { CapturedFrame } from "./messages";

/** 40 ms: few enough messages for a slow phone, short enough not to be felt. */
const FRAME = CAPTURE_RATE / 25;

class CaptureProcessor extends AudioWorkletProcessor {
  readonly #resampler = new Resampler(sampleRate, CAPTURE_RATE);
  #frame = new Float32Array(FRAME);
  #filled = 0;

  process(inputs: Float32Array[][]): boolean {
    const channel = inputs[0]?.[0];
    if (channel) this.#take(this.#resampler.process(channel));
    return true;
  }

  #take(samples: Float32Array): void {
    let used = 0;
    while (used < samples.length) {
      const part = samples.subarray(used, used + FRAME - this.#filled);
      this.#frame.set(part, this.#filled);
      this.#filled += part.length;
      used += part.length;
      if (this.#filled === FRAME) this.#send();
    }
  }

  #send(): void {
    const pcm = toPcm16(this.#frame);
    const sound = pcm.buffer as ArrayBuffer;
    const message: CapturedFrame = { sound, level: rms(pcm) };
    this.port.postMessage(message, [sound]);
    this.#filled = 0;
  }
}

registerProcessor("souffleur-capture", CaptureProcessor);
