/**
 * The queue behind the loudspeaker: pure, so that it is tested sample by sample outside the audio thread.
 *
 * Pieces of sound are played end to end. Holding, releasing and clearing are short ramps of loudness, so that nothing
 * clicks. When the queue runs dry it waits until a little has come in again; the clock of an item then simply stands still.
 */

/** Loudness goes from full to silent in this time. */
const RAMP_SECONDS = 0.015;
/** After running dry, play on when this much is there (or the end of the item is). */
const REFILL_SECONDS = 0.12;

interface Piece {
  readonly item: number;
  readonly sound: Float32Array;
  readonly last: boolean;
}

export class PlaybackQueue {
  readonly #pieces: Piece[] = [];
  readonly #ramp: number;
  readonly #refill: number;
  #offset = 0;
  #queued = 0;
  #gain = 1;
  #target = 1;
  #clearing = false;
  #dry = true;
  #ranDry = false;
  #item = -1;
  #played = 0;
  #finished = false;

  constructor(rate: number) {
    this.#ramp = 1 / (RAMP_SECONDS * rate);
    this.#refill = REFILL_SECONDS * rate;
  }

  get item(): number {
    return this.#item;
  }
  /** Samples of `item` that were played; `item` is -1 before the first. */
  get played(): number {
    return this.#played;
  }
  get queued(): number {
    return this.#queued;
  }
  /** The last piece of `item` was played to its end. */
  get finished(): boolean {
    return this.#finished;
  }

  push(item: number, sound: Float32Array, last: boolean): void {
    this.#pieces.push({ item, sound, last });
    this.#queued += sound.length;
    this.#finished = false;
  }

  hold(): void {
    this.#target = 0;
  }

  release(): void {
    if (!this.#clearing) this.#target = 1;
  }

  /** Fade out and forget; `cleared()` tells when it is silent. */
  clear(): void {
    this.#clearing = true;
    this.#target = 0;
    // What has not begun to sound does not begin any more.
    if (this.#dry) this.#gain = 0;
  }

  /** True once after a clear has taken effect. */
  cleared(): boolean {
    if (!this.#clearing || (this.#gain > 0 && !this.#dry)) return false;
    this.#clearing = false;
    this.#pieces.length = 0;
    this.#offset = 0;
    this.#queued = 0;
    this.#dry = true;
    this.#ranDry = false;
    this.#gain = 1;
    this.#target = 1;
    return true;
  }

  /** Fill a block with what is heard next. */
  render(out: Float32Array): void {
    for (let i = 0; i < out.length; i += 1) {
      this.#stepGain();
      out[i] = this.#next() * this.#gain;
    }
  }

  #stepGain(): void {
    if (this.#gain < this.#target) this.#gain = Math.min(this.#target, this.#gain + this.#ramp);
    else if (this.#gain > this.#target) this.#gain = Math.max(this.#target, this.#gain - this.#ramp);
  }

  /** Take one sample from the queue; silence while it is dry, held or faded out. */
  #next(): number {
    if (this.#gain === 0 || !this.#flowing()) return 0;
    const piece = this.#pieces[0] as Piece;
    if (this.#offset === 0) this.#begin(piece);
    const value = piece.sound[this.#offset] ?? 0;
    this.#advance(piece);
    return value;
  }

  #begin(piece: Piece): void {
    if (piece.item === this.#item) return;
    this.#item = piece.item;
    this.#played = 0;
    this.#finished = false;
  }

  #advance(piece: Piece): void {
    if (piece.sound.length > 0) {
      this.#offset += 1;
      this.#played += 1;
      this.#queued -= 1;
    }
    if (this.#offset < piece.sound.length) return;
    this.#pieces.shift();
    this.#offset = 0;
    if (piece.last) this.#finished = true;
  }

  /** Is there sound to play? Sets and leaves the dry state. */
  #flowing(): boolean {
    if (this.#pieces.length === 0) {
      this.#ranDry = !this.#finished && this.#played > 0;
      this.#dry = true;
      return false;
    }
    if (!this.#dry) return true;
    const ended = this.#pieces.some((piece) => piece.last);
    if (this.#ranDry && !ended && this.#queued < this.#refill) return false;
    this.#dry = false;
    this.#ranDry = false;
    return true;
  }
}
