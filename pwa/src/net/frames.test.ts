// @vitest-environment node
import { describe, expect, it } from "vitest";
import { decodeAnswer, encodeMicrophone } from "./frames";

const hex = (buffer: ArrayBuffer) => Buffer.from(buffer).toString("hex");
const bytes = (text: string) => new Uint8Array(Buffer.from(text, "hex")).buffer;

describe("binary frames", () => {
  it("are written little-endian, header first", () => {
    const frame = encodeMicrophone(Int16Array.of(1, -2), 0x01020304, 0x0a0b0c0d);
    expect(hex(frame)).toBe("0100000004030201" + "0d0c0b0a" + "0100feff");
  });

  it("are read with everything in their header", () => {
    const frame = decodeAnswer(bytes("020103000700000000020000" + "ff7f0080"));
    expect(frame).toEqual({
      response: 3,
      seq: 7,
      firstSample: 512,
      lastOfSentence: true,
      pcm: Int16Array.of(32767, -32768),
    });
  });

  it("may hold no sound, or an odd byte that is dropped", () => {
    expect(decodeAnswer(bytes("020100000100000000000000"))?.pcm).toHaveLength(0);
    expect(decodeAnswer(bytes(`020100000100000000000000${"01"}`))?.pcm).toHaveLength(0);
  });

  it("are refused where they are none", () => {
    expect(decodeAnswer(bytes("0201"))).toBeNull();
    expect(decodeAnswer(bytes("010100000100000000000000"))).toBeNull();
  });
});
