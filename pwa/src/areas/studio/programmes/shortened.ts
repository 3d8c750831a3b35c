/** A history without the many small steps of somebody who was typing. */

import type { HistoryEntry } from "../server";

/** Saves by the same person within this time are one. */
export const TOGETHER_MS = 15 * 60 * 1000;

/** The entries, newest first; of a row of saves by one person the last one stands for all. */
export function shortened(entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return entries.filter((entry, place) => {
    const after = entries[place - 1];
    return !(
      after !== undefined &&
      entry.what === "saved" &&
      after.what === "saved" &&
      entry.by.name === after.by.name &&
      Date.parse(after.at) - Date.parse(entry.at) < TOGETHER_MS
    );
  });
}
