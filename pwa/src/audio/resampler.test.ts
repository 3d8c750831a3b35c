// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Resampler } from "./resampler";

function tone(hertz: number, rate: number, seconds: number): Float32Array {
  return Float32Array.from({ length: rate * seconds }, (_, i) => Math.sin((2 * Math.PI * hertz * i) / rate));
}

function rms(samples: Float32Array): number {
  return Math.sqrt(samples.reduce((sum, value) => sum + value * value, 0) / samples.length);
}

/** The middle, where the filter's beginning and end play no part. */
const middle = (samples: Float32Array) => samples.subarray(samples.length / 4, (3 * samples.length) / 4);

describe("Resampler", () => {
  it.each([
    [48_000, 16_000],
    [44_100, 16_000],
    [24_000, 48_000],
    [24_000, 44_100],
    [16_000, 16_000],
  ])("keeps a tone of 1 kHz from %i to %i, in place and in loudness", (source, target) => {
    const resampler = new Resampler(source, target);
    const out = resampler.process(tone(1000, source, 1));
    const wanted = tone(1000, target, 1);
    const error = middle(out).map(
      (value, i) => value - (middle(wanted.subarray(0, out.length))[i] as number),
    );
    expect(rms(error)).toBeLessThan(0.002);
  });

  it.each([9000, 12_000, 20_000])("lets nothing of %i Hz fold back into 16 kHz", (hertz) => {
    const out = new Resampler(48_000, 16_000).process(tone(hertz, 48_000, 1));
    expect(20 * Math.log10(rms(middle(out)) / Math.SQRT1_2)).toBeLessThan(-60);
  });

  it("gives the same samples whatever the size of the pieces", () => {
    const input = tone(440, 48_000, 0.5).map((value, i) => value * Math.sin(i / 700));
    const whole = new Resampler(48_000, 16_000).process(input);
    const pieces = new Resampler(48_000, 16_000);
    const joined: number[] = [];
    for (let i = 0; i < input.length; i += 128) joined.push(...pieces.process(input.subarray(i, i + 128)));
    expect(joined.length).toBe(whole.length);
    expect(Float32Array.from(joined)).toEqual(whole);
  });

  it("gives the tail when flushed", () => {
    const resampler = new Resampler(24_000, 48_000);
    const out = resampler.process(tone(300, 24_000, 0.1)).length + resampler.flush().length;
    expect(out).toBe(4800);
  });
});
