import { describe, expect, it } from "vitest";
import { beyond, MAX_MONTHS, monthsOf } from "./calendar";

describe("the calendar of what comes", () => {
  it("begins its weeks on Monday and marks the days", () => {
    const [december] = monthsOf(["2026-12-03T08:45", "2026-12-01T08:45"]);
    expect(december?.month).toBe("2026-12");
    // 1 December 2026 is a Tuesday.
    expect(december?.weeks[0]?.map((day) => day?.number ?? null)).toEqual([null, 1, 2, 3, 4, 5, 6]);
    expect(december?.weeks.at(-1)?.map((day) => day?.number ?? null)).toEqual([
      28,
      29,
      30,
      31,
      null,
      null,
      null,
    ]);
    expect(december?.weeks.flat().filter((day) => day?.times.length)).toEqual([
      { date: "2026-12-01", number: 1, times: ["08:45"] },
      { date: "2026-12-03", number: 3, times: ["08:45"] },
    ]);
  });

  it("keeps several times of one day in order", () => {
    const [month] = monthsOf(["2026-11-30T16:00", "2026-11-30T08:00"]);
    expect(month?.weeks.flat().find((day) => day?.times.length)?.times).toEqual(["08:00", "16:00"]);
  });

  it("knows a leap day and a month that begins on Monday", () => {
    const [february] = monthsOf(["2028-02-29T09:00"]);
    expect(february?.weeks.flat().find((day) => day?.number === 29)?.times).toEqual(["09:00"]);
    const [june] = monthsOf(["2026-06-01T09:00"]);
    expect(june?.weeks[0]?.[0]?.number).toBe(1);
  });

  it("shows only months in which something comes, and tells how much is left", () => {
    const walls = ["2026-01-31", "2026-03-31", "2026-05-31", "2026-07-31", "2026-08-31"].map(
      (d) => `${d}T09:00`,
    );
    expect(monthsOf(walls).map(({ month }) => month)).toEqual(["2026-01", "2026-03", "2026-05"]);
    expect(monthsOf(walls)).toHaveLength(MAX_MONTHS);
    expect(beyond(walls)).toBe(2);
    expect(monthsOf([])).toEqual([]);
    expect(beyond([])).toBe(0);
  });
});
