import { describe, expect, it } from "vitest";
import { places } from "./PitchPage";
import { clock } from "./TakePage";
import { number, usual } from "./words";

describe("the timer", () => {
  it("counts in minutes and seconds", () => {
    expect([0, 9.9, 65, 600].map(clock)).toEqual(["0:00", "0:09", "1:05", "10:00"]);
  });
});

describe("the chart of one's own takes", () => {
  it("puts the highest value highest and the takes from left to right", () => {
    const [first, second, third] = places([2, 4, 3]);
    expect(first?.[0]).toBeLessThan(second?.[0] ?? 0);
    expect(second?.[1]).toBeLessThan(third?.[1] ?? 0);
    expect(third?.[1]).toBeLessThan(first?.[1] ?? 0);
  });

  it("draws a level line where nothing changed", () => {
    expect(new Set(places([5, 5, 5]).map(([, y]) => y)).size).toBe(1);
  });
});

describe("what is usual", () => {
  it("is told in words, with the bounds that there are and where they come from", () => {
    const source = "Kloots 2004";
    expect(usual({ low: 3.3, high: 4.7, source })).toBe("Meestal 3,3 tot 4,7. Bron: Kloots 2004.");
    expect(usual({ low: null, high: 6, source })).toContain("hoogstens 6.");
    expect(usual({ low: 4, high: null, source })).toContain("minstens 4.");
    expect(number(0.25)).toBe("0,3");
  });
});
