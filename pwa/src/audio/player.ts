/**
 * The answer's sound: PCM16 in, loudspeaker out, and what was really heard.
 *
 * The page keeps the sound and hands the audio thread a few seconds at a time, so that an interruption is immediate and
 * a long answer costs little. Feeding is driven by the audio thread's own messages, which a page in the background still gets.
 */

import { ANSWER_RATE, fromPcm16 } from "./pcm";
import { Resampler } from "./resampler";
import type { AudioStage } from "./stage";
import type { PlaybackOrder, PlaybackPosition } from "./worklets/messages";

export interface Heard {
  readonly item: string;
  /** Highest audible sample of the item, at `ANSWER_RATE`. */
  readonly samples: number;
}

export interface PlayerEvents {
  /** Sound of this item comes out of the device now; `at` is a `performance.now()` instant, latency included. */
  started(item: string, at: number): void;
  /** How far the ear is. Up to 25 a second. */
  position(heard: Heard): void;
  finished(item: string): void;
}

/** How much the audio thread has at most. */
const AHEAD_SECONDS = 3;
/** More than any answer lasts; beyond it sound is dropped rather than memory filled. */
const LIMIT_SECONDS = 600;
/** An answer to `clear` that does not come (context suspended) is not waited for any longer than this. */
const CLEAR_SECONDS = 0.25;

interface Piece {
  readonly item: number;
  readonly pcm: Int16Array;
  readonly last: boolean;
}

export class Player {
  readonly #stage: AudioStage;
  readonly #worklet: string;
  readonly #events: PlayerEvents;
  #node: AudioWorkletNode | null = null;
  #starting: Promise<void> | null = null;
  #pieces: Piece[] = [];
  #waitingSamples = 0;
  #inThread = 0;
  #resampler: { readonly item: number; readonly filter: Resampler } | null = null;
  #names: string[] = [];
  #ended = new Set<number>();
  #current = -1;
  #begun = new Set<number>();
  #heard = 0;
  #dropped = new Set<string>();
  #clears = new Map<number, () => void>();
  #token = 0;
  #held = false;

  constructor(stage: AudioStage, worklet: string, events: PlayerEvents) {
    this.#stage = stage;
    this.#worklet = worklet;
    this.#events = events;
  }

  /** Is anything sounding or waiting to? */
  get busy(): boolean {
    return this.#ended.size < this.#names.length;
  }

  get held(): boolean {
    return this.#held;
  }

  /** What is sounding now and how far it got. */
  get heard(): Heard | null {
    const item = this.#names[this.#current];
    return item === undefined ? null : { item, samples: this.#heard };
  }

  /** Add sound of an item. Items sound in the order in which they are first pushed. */
  push(item: string, pcm: Int16Array): void {
    if (this.#dropped.has(item) || this.#waitingSamples > LIMIT_SECONDS * ANSWER_RATE) return;
    this.#pieces.push({ item: this.#number(item), pcm, last: false });
    this.#waitingSamples += pcm.length;
    this.#feed();
  }

  /** No more sound of this item will come. */
  finish(item: string): void {
    if (this.#dropped.has(item) || !this.#names.includes(item)) return;
    this.#pieces.push({ item: this.#number(item), pcm: new Int16Array(0), last: true });
    this.#feed();
  }

  hold(): void {
    this.#held = true;
    this.#order({ type: "hold" });
  }

  release(): void {
    this.#held = false;
    this.#order({ type: "release" });
    this.#feed();
  }

  /** Silence now, forget all that waits, and tell what was heard. Sound of these items that still comes is dropped. */
  async interrupt(): Promise<Heard | null> {
    const unfinished = this.#names.map((_, number) => number).filter((number) => !this.#ended.has(number));
    const [first] = unfinished;
    if (first === undefined) return null;
    for (const number of unfinished) {
      this.#dropped.add(this.#names[number] as string);
      this.#ended.add(number);
    }
    this.#pieces = [];
    this.#waitingSamples = 0;
    this.#resampler = null;
    this.#held = false;
    if (this.#node) await this.#clear();
    this.#inThread = 0;
    return { item: this.#names[first] as string, samples: this.#current === first ? this.#heard : 0 };
  }

  /** Forget what is known of earlier items (a new session numbers them anew). */
  reset(): void {
    this.#dropped.clear();
  }

  #number(item: string): number {
    const known = this.#names.lastIndexOf(item);
    if (known >= 0) return known;
    this.#names.push(item);
    return this.#names.length - 1;
  }

  #order(order: PlaybackOrder, transfer: Transferable[] = []): void {
    this.#node?.port.postMessage(order, transfer);
  }

  #clear(): Promise<void> {
    this.#token += 1;
    const token = this.#token;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#clears.delete(token);
        resolve();
      };
      const timer = setTimeout(done, CLEAR_SECONDS * 1000);
      this.#clears.set(token, done);
      this.#order({ type: "clear", token });
    });
  }

  #feed(): void {
    const context = this.#stage.context;
    if (!context) return;
    if (!this.#node) {
      this.#starting ??= this.#start().finally(() => {
        this.#starting = null;
      });
      return;
    }
    while (this.#pieces.length > 0 && this.#inThread < AHEAD_SECONDS * context.sampleRate) {
      this.#hand(this.#pieces.shift() as Piece, context.sampleRate);
    }
  }

  /** Give one piece to the audio thread at the device's rate. */
  #hand(piece: Piece, rate: number): void {
    this.#waitingSamples -= piece.pcm.length;
    if (this.#resampler?.item !== piece.item) {
      this.#resampler = { item: piece.item, filter: new Resampler(ANSWER_RATE, rate) };
    }
    const { filter } = this.#resampler;
    const samples = piece.last ? filter.flush() : filter.process(fromPcm16(piece.pcm));
    if (samples.length === 0 && !piece.last) return;
    const sound = new Float32Array(samples);
    this.#inThread += sound.length;
    this.#order({ type: "push", item: piece.item, sound, last: piece.last }, [sound.buffer]);
  }

  async #start(): Promise<void> {
    const context = await this.#stage.load(this.#worklet);
    const node = new AudioWorkletNode(context, "souffleur-playback", {
      numberOfInputs: 0,
      numberOfOutputs: 1,
      outputChannelCount: [1],
    });
    node.port.onmessage = (event: MessageEvent<PlaybackPosition>) => this.#at(event.data);
    node.connect(context.destination);
    this.#node = node;
    if (this.#held) this.hold();
    this.#feed();
  }

  #at(position: PlaybackPosition): void {
    if (position.token !== null) {
      if (position.item > this.#current) this.#current = position.item;
      this.#measure(position);
      this.#clears.get(position.token)?.();
      return;
    }
    this.#inThread = position.queued;
    if (position.item > this.#current) this.#turnTo(position.item);
    if (position.item === this.#current) this.#measure(position);
    this.#feed();
    if (position.finished) setTimeout(() => this.#end(position.item), this.#stage.outputLatency * 1000);
  }

  #measure(position: PlaybackPosition): void {
    const rate = this.#stage.context?.sampleRate ?? ANSWER_RATE;
    const audible = position.played - (position.finished ? 0 : this.#stage.outputLatency * rate);
    this.#heard = Math.max(0, Math.round((audible * ANSWER_RATE) / rate));
    const item = this.#names[position.item];
    if (item === undefined) return;
    if (position.played > 0 && !this.#begun.has(position.item)) {
      this.#begun.add(position.item);
      const late = (position.played / rate - this.#stage.outputLatency) * 1000;
      this.#events.started(item, performance.now() - late);
    }
    if (position.token === null && !this.#ended.has(position.item)) {
      this.#events.position({ item, samples: this.#heard });
    }
  }

  /** A later item began: the ones before it are over. */
  #turnTo(item: number): void {
    for (let number = Math.max(0, this.#current); number < item; number += 1) this.#end(number);
    this.#current = item;
    this.#heard = 0;
  }

  #end(number: number): void {
    const item = this.#names[number];
    if (item === undefined || this.#ended.has(number)) return;
    this.#ended.add(number);
    this.#events.finished(item);
  }
}
