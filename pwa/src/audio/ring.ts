/** The last seconds of sound, addressed by sample number since the stream began. */

export class SoundRing {
  readonly #data: Int16Array;
  #end = 0;
  #floor = 0;

  /** Keep the last `capacity` samples. */
  constructor(capacity: number) {
    this.#data = new Int16Array(capacity);
  }

  /** Number of the next sample that will be written. */
  get end(): number {
    return this.#end;
  }

  /** Number of the oldest sample that is still here. */
  get start(): number {
    return Math.max(this.#floor, this.#end - this.#data.length);
  }

  append(samples: Int16Array): void {
    const capacity = this.#data.length;
    const kept = samples.length > capacity ? samples.subarray(samples.length - capacity) : samples;
    const at = (this.#end + samples.length - kept.length) % capacity;
    const head = Math.min(kept.length, capacity - at);
    this.#data.set(kept.subarray(0, head), at);
    this.#data.set(kept.subarray(head), 0);
    this.#end += samples.length;
  }

  /** Copy samples `from` up to and without `to`; what is no longer (or not yet) here is left out. */
  slice(from: number, to: number = this.#end): Int16Array {
    const first = Math.max(from, this.start);
    const last = Math.min(to, this.#end);
    if (last <= first) return new Int16Array(0);
    const out = new Int16Array(last - first);
    const capacity = this.#data.length;
    const at = first % capacity;
    const head = Math.min(out.length, capacity - at);
    out.set(this.#data.subarray(at, at + head), 0);
    out.set(this.#data.subarray(0, out.length - head), head);
    return out;
  }

  /** Forget everything and count from `at` again. */
  reset(at = 0): void {
    this.#end = at;
    this.#floor = at;
    this.#data.fill(0);
  }
}
