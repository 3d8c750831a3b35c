import { describe, expect, it } from "vitest";
import type { HistoryEntry } from "../server";
import { shortened } from "./shortened";

function entry(
  revision: number,
  at: string,
  name: string,
  what: HistoryEntry["what"] = "saved",
): HistoryEntry {
  return { revision, what, by: { name, me: false }, at: `2026-11-22T${at}:00Z`, programme: {} };
}

describe("the history", () => {
  it("tells a row of saves by one person once, by the last of them", () => {
    const entries = [
      entry(7, "12:00", "Noor"),
      entry(6, "10:20", "Sam"),
      entry(5, "10:10", "Noor"),
      entry(4, "10:05", "Noor"),
      entry(3, "10:04", "Noor", "published"),
      entry(2, "10:03", "Noor"),
      entry(1, "09:00", "Noor"),
    ];
    expect(shortened(entries).map(({ revision }) => revision)).toEqual([7, 6, 5, 3, 2, 1]);
    expect(shortened([])).toEqual([]);
  });
});
