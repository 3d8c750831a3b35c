import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import { followLanguage, type Language } from "../../i18n";
import { dateField, dayOf, momentField, weekdays, when } from "./times";

// Wednesday.
const NOW = new Date(2026, 10, 25, 10);
const day = (days: number, hour = 9) => new Date(2026, 10, 25 + days, hour);
const language = signal<Language>("nl");
followLanguage(language);

describe("moments in words", () => {
  it.each([
    [0, "vandaag"],
    [1, "morgen"],
    [-1, "gisteren"],
    [3, "zaterdag"],
    [7, "wo 2 dec"],
    [-3, "zo 22 nov"],
  ])("%i days from now is %s", (days, words) => {
    expect(dayOf(day(days), NOW)).toBe(words);
  });

  it("count days and not hours: just before and after midnight differ", () => {
    expect(dayOf(new Date(2026, 10, 25, 23, 59), NOW)).toBe("vandaag");
    expect(dayOf(new Date(2026, 10, 26, 0, 1), NOW)).toBe("morgen");
    // The night in which the clock goes back is an hour longer.
    expect(dayOf(new Date(2026, 9, 26, 0, 30), new Date(2026, 9, 25, 0, 30))).toBe("morgen");
  });

  it("have a time, and follow the language", () => {
    expect(when(day(1), NOW)).toBe("morgen 9:00");
    language.value = "en";
    expect(when(day(1), NOW)).toBe("tomorrow 9:00");
    expect(weekdays()[0]).toEqual({ short: "Mon", long: "Monday" });
    language.value = "nl";
    expect(weekdays().map(({ short }) => short)).toEqual(["ma", "di", "wo", "do", "vr", "za", "zo"]);
  });

  it("fill in fields with the clock of this place", () => {
    expect([dateField(NOW), momentField(NOW)]).toEqual(["2026-11-25", "2026-11-25T10:00"]);
  });
});
