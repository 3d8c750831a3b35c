// @vitest-environment node
import { describe, expect, it } from "vitest";
import { Timeline } from "./timeline";

describe("Timeline", () => {
  const timeline = () => {
    const made = new Timeline(24_000);
    made.add("a", { index: 1, text: "Tweede zin.", first: 24_000, samples: null });
    made.add("a", { index: 0, text: "Eerste zin.", first: 0, samples: 24_000 });
    return made;
  };

  it("tells which sentence sounds and how far it is", () => {
    expect(timeline().at("a", 6000)).toEqual({ sentence: 0, progress: 0.25 });
    expect(timeline().at("a", 24_000)).toEqual({ sentence: 1, progress: 0 });
    expect(timeline().at("b", 0)).toBeNull();
  });

  it("guesses by the text until the sound is known", () => {
    const made = timeline();
    const guessed = made.at("a", 24_000 + 12_000)?.progress ?? 0;
    expect(guessed).toBeCloseTo(0.5 / (11 / 15), 3);
    made.done("a", 1, 24_000, 48_000);
    expect(made.at("a", 24_000 + 12_000)).toEqual({ sentence: 1, progress: 0.25 });
    expect(made.at("a", 999_999)).toEqual({ sentence: 1, progress: 1 });
  });

  it("counts the sentences that were begun", () => {
    expect(timeline().heard("a", 0)).toBe(0);
    expect(timeline().heard("a", 10)).toBe(1);
    expect(timeline().heard("a", 24_001)).toBe(2);
  });
});
