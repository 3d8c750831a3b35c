// @vitest-environment node
import { describe, expect, it } from "vitest";
import { fromPcm16, meter, rms, toPcm16, toWav } from "./pcm";

describe("samples", () => {
  it("go to 16 bits and back, clipped", () => {
    expect([...toPcm16(Float32Array.of(0, 1, -1, 2, -2, 0.5))]).toEqual([
      0, 32767, -32768, 32767, -32768, 16384,
    ]);
    expect([...fromPcm16(Int16Array.of(0, -32768, 16384))]).toEqual([0, -1, 0.5]);
  });

  it("have a loudness between nothing and everything", () => {
    expect(rms(new Int16Array(0))).toBe(0);
    expect(rms(Int16Array.of(16384, -16384))).toBe(0.5);
    expect(meter(0)).toBe(0);
    expect(meter(0.001)).toBe(0);
    expect(meter(0.05)).toBeGreaterThan(0.5);
    expect(meter(1)).toBe(1);
  });

  it("make a WAV file that says what it holds", () => {
    const view = new DataView(toWav(Int16Array.of(1, -2, 3), 16_000));
    const text = (at: number) => String.fromCharCode(...[0, 1, 2, 3].map((i) => view.getUint8(at + i)));
    expect([text(0), text(8), text(12), text(36)]).toEqual(["RIFF", "WAVE", "fmt ", "data"]);
    expect(view.getUint32(4, true)).toBe(36 + 6);
    expect([view.getUint16(20, true), view.getUint16(22, true), view.getUint32(24, true)]).toEqual([
      1, 1, 16_000,
    ]);
    expect([44, 46, 48].map((at) => view.getInt16(at, true))).toEqual([1, -2, 3]);
  });
});
