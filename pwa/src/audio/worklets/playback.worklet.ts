/** The answer's sound to the loudspeaker: runs in the audio thread. */

import { PlaybackQueue } from "../playback-queue";
import type { PlaybackOrder, PlaybackPosition } from "./messages";

/** Positions are told this often while there is sound. */
const REPORT_SECONDS = 0.04;

class PlaybackProcessor extends AudioWorkletProcessor {
  readonly #queue = new PlaybackQueue(sampleRate);
  readonly #every = Math.round(REPORT_SECONDS * sampleRate);
  #sinceReport = 0;
  #reported = "";
  #token: number | null = null;

  constructor() {
    super();
    this.port.onmessage = (event: MessageEvent<PlaybackOrder>) => this.#obey(event.data);
  }

  process(_inputs: Float32Array[][], outputs: Float32Array[][]): boolean {
    const channels = outputs[0] ?? [];
    const first = channels[0];
    if (!first) return true;
    this.#queue.render(first);
    for (const other of channels.slice(1)) other.set(first);
    this.#report(first.length);
    return true;
  }

  #obey(order: PlaybackOrder): void {
    switch (order.type) {
      case "push":
        this.#queue.push(order.item, order.sound, order.last);
        break;
      case "hold":
        this.#queue.hold();
        break;
      case "release":
        this.#queue.release();
        break;
      case "clear":
        this.#queue.clear();
        this.#token = order.token;
        break;
    }
  }

  #report(frames: number): void {
    this.#sinceReport += frames;
    const token = this.#token !== null && this.#queue.cleared() ? this.#token : null;
    if (token !== null) this.#token = null;
    const finished = this.#queue.finished;
    const state = `${this.#queue.item} ${this.#queue.played} ${finished}`;
    const due = this.#sinceReport >= this.#every || finished;
    if (token === null && (!due || state === this.#reported)) return;
    this.#sinceReport = 0;
    this.#reported = state;
    const position: PlaybackPosition = {
      item: this.#queue.item,
      played: this.#queue.played,
      queued: this.#queue.queued,
      finished,
      token,
    };
    this.port.postMessage(position);
  }
}

registerProcessor("souffleur-playback", PlaybackProcessor);
