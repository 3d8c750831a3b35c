/** Samples as numbers and as bytes. */

/** Everything that this app listens to is sent at this rate: what recognition needs, a third of a phone's own. */
export const CAPTURE_RATE = 16_000;
/** The answer comes at this rate. */
export const ANSWER_RATE = 24_000;

/** Turn -1..1 into signed 16-bit, clipping what is louder. */
export function toPcm16(samples: Float32Array): Int16Array {
  const out = new Int16Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) {
    const value = Math.max(-1, Math.min(1, samples[i] as number));
    out[i] = Math.round(value * (value < 0 ? 32768 : 32767));
  }
  return out;
}

/** Turn signed 16-bit into -1..1. */
export function fromPcm16(samples: Int16Array): Float32Array {
  const out = new Float32Array(samples.length);
  for (let i = 0; i < samples.length; i += 1) out[i] = (samples[i] as number) / 32768;
  return out;
}

/** Root mean square of 16-bit samples, 0 to 1. */
export function rms(samples: Int16Array): number {
  if (samples.length === 0) return 0;
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return Math.sqrt(sum / samples.length) / 32768;
}

const QUIET_DB = -55;
const LOUD_DB = -12;

/** Loudness as the eye expects it: 0 at room noise, 1 at a raised voice. */
export function meter(level: number): number {
  if (level <= 0) return 0;
  const decibel = 20 * Math.log10(level);
  return Math.max(0, Math.min(1, (decibel - QUIET_DB) / (LOUD_DB - QUIET_DB)));
}

/** Wrap mono 16-bit samples as a WAV file. */
export function toWav(samples: Int16Array, rate: number): ArrayBuffer {
  const bytes = samples.length * 2;
  const buffer = new ArrayBuffer(44 + bytes);
  const view = new DataView(buffer);
  const word = (at: number, text: string) => {
    for (let i = 0; i < text.length; i += 1) view.setUint8(at + i, text.charCodeAt(i));
  };
  word(0, "RIFF");
  view.setUint32(4, 36 + bytes, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, bytes, true);
  for (let i = 0; i < samples.length; i += 1) view.setInt16(44 + i * 2, samples[i] as number, true);
  return buffer;
}
