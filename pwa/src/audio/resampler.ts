/**
 * Streamed change of sampling rate.
 *
 * A polyphase windowed-sinc filter (Kaiser window; see Oppenheim & Schafer, Discrete-Time Signal Processing,
 * multirate chapter): the signal is thought of as upsampled by L, low-passed and decimated by M, but only the
 * products that survive are computed. Runs in the audio thread, so nothing is allocated per sample.
 */

/** Half the filter's length, in samples of the slower of the two rates. */
const HALF_TAPS = 16;
/** Share of the slower rate's band that is kept; the rest is the filter's slope. */
const PASS = 0.92;
/** Kaiser shape for about 80 dB of stop-band attenuation. */
const KAISER_BETA = 7.857;

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b);
}

/** Modified Bessel function of the first kind, order zero, by its series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; k < 40; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
    if (term < sum * 1e-12) break;
  }
  return sum;
}

function sinc(x: number): number {
  if (x === 0) return 1;
  return Math.sin(Math.PI * x) / (Math.PI * x);
}

/** One filter per output phase, each of `taps` coefficients that sum to one. */
function buildPhases(up: number, taps: number, cutoff: number): Float32Array[] {
  const half = taps / 2;
  const phases: Float32Array[] = [];
  for (let phase = 0; phase < up; phase += 1) {
    const filter = new Float32Array(taps);
    let sum = 0;
    for (let tap = 0; tap < taps; tap += 1) {
      const distance = tap - (half - 1) - phase / up;
      const edge = distance / half;
      const window = besselI0(KAISER_BETA * Math.sqrt(Math.max(0, 1 - edge * edge))) / besselI0(KAISER_BETA);
      const value = cutoff * sinc(cutoff * distance) * window;
      filter[tap] = value;
      sum += value;
    }
    phases.push(filter.map((value) => value / sum));
  }
  return phases;
}

/** Changes `source` Hz to `target` Hz, piece by piece; the delay is half the filter and is compensated. */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #taps: number;
  readonly #phases: Float32Array[];
  /** Input not yet fully used, preceded by the history that the filter still needs. */
  #buffer: Float32Array;
  #filled: number;
  /** Position of the next output sample, in input samples of `#buffer` (whole part) and phases. */
  #index = 0;
  #phase = 0;

  constructor(source: number, target: number) {
    const divisor = gcd(source, target);
    this.#up = target / divisor;
    this.#down = source / divisor;
    const slower = Math.min(1, target / source);
    this.#taps = 2 * Math.ceil(HALF_TAPS / slower);
    this.#phases = this.#up === this.#down ? [] : buildPhases(this.#up, this.#taps, PASS * slower);
    this.#buffer = new Float32Array(8192);
    // Half a filter of silence before the first sample, so that output sample 0 lies on input sample 0.
    this.#filled = this.#taps / 2 - 1;
  }

  /** Take input and give all the output that it completes. */
  process(input: Float32Array): Float32Array {
    if (this.#phases.length === 0) return input.slice();
    this.#append(input);
    const room = this.#filled - this.#taps - this.#index + 1;
    if (room <= 0) return new Float32Array(0);
    const output = new Float32Array(Math.ceil((room * this.#up - this.#phase) / this.#down));
    let count = 0;
    while (this.#index + this.#taps <= this.#filled && count < output.length) {
      output[count] = this.#sampleAt();
      count += 1;
      this.#phase += this.#down;
      this.#index += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }
    this.#forget();
    return count === output.length ? output : output.subarray(0, count);
  }

  /** Give the tail that still hangs in the filter. The resampler is spent afterwards. */
  flush(): Float32Array {
    if (this.#phases.length === 0) return new Float32Array(0);
    return this.process(new Float32Array(this.#taps / 2));
  }

  #sampleAt(): number {
    const filter = this.#phases[this.#phase] as Float32Array;
    let sum = 0;
    for (let tap = 0; tap < this.#taps; tap += 1) {
      sum += (filter[tap] as number) * (this.#buffer[this.#index + tap] as number);
    }
    return sum;
  }

  #append(input: Float32Array): void {
    if (this.#filled + input.length > this.#buffer.length) {
      const larger = new Float32Array(2 * (this.#filled + input.length));
      larger.set(this.#buffer.subarray(0, this.#filled));
      this.#buffer = larger;
    }
    this.#buffer.set(input, this.#filled);
    this.#filled += input.length;
  }

  #forget(): void {
    const used = Math.min(this.#index, this.#filled);
    this.#buffer.copyWithin(0, used, this.#filled);
    this.#filled -= used;
    this.#index -= used;
  }
}
