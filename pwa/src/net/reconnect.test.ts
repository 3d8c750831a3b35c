// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { CloseCode } from "./protocol.gen";
import { ending, pause } from "./reconnect";

describe("the end of a socket", () => {
  it.each<[CloseCode | 1006 | 1001, string]>([
    [1000, "over"],
    [1001, "retry"],
    [1006, "retry"],
    [1007, "retry"],
    [1008, "retry"],
    [1009, "retry"],
    [1011, "retry"],
    [1012, "retry"],
    [1013, "full"],
    [4401, "stop"],
    [4403, "stop"],
    [4409, "stop"],
    [4429, "full"],
  ])("with %i means %s", (code, kind) => {
    expect(ending(code).kind).toBe(kind);
  });

  it("by a restart is followed by coming back at once", () => {
    expect(pause(ending(1012), 0, () => 1)).toBeLessThanOrEqual(0.25);
    expect(pause(ending(1012), 3, () => 1)).toBeGreaterThan(1);
  });

  it("is followed by growing pauses with a ceiling, spread at random", () => {
    const longest = [0, 1, 2, 3, 20].map((attempt) => pause(ending(1006), attempt, () => 1));
    expect(longest).toEqual([...longest].sort((a, b) => a - b));
    expect(longest.at(-1)).toBe(15);
    expect(pause(ending(1006), 20, () => 0)).toBeLessThan(0.1);
  });

  it("because there is no room is followed by a longer one", () => {
    expect(pause(ending(1013), 0, () => 0)).toBeGreaterThanOrEqual(2.5);
    expect(pause(ending(4429), 0, () => 0)).toBeGreaterThanOrEqual(5);
  });
});
