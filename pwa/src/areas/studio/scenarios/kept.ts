/** A scenario's file while it is being written: on this device until the server has it. */

import type { Keep } from "../saving";

export interface Kept {
  readonly text: string;
  /** The revision that its writer saw; null where they saw none. */
  readonly revision: number | null;
}

const keptAs = (slug: string) => `souffleur.scenario.${slug}`;

/** What the server does not have yet; null where there is nothing. */
export function keptText(keep: Keep, slug: string): Kept | null {
  try {
    const found = keep.getItem(keptAs(slug));
    return found === null ? null : read(found);
  } catch {
    return null;
  }
}

function read(found: string): Kept {
  // Before there were drafts on the server, the text itself was kept.
  if (!found.startsWith("{")) return { text: found, revision: null };
  const { text, revision } = JSON.parse(found) as Record<string, unknown>;
  return { text: String(text ?? ""), revision: typeof revision === "number" ? revision : null };
}

/** Keep a text; a browser that keeps nothing still shows it. */
export function keepText(keep: Keep, slug: string, kept: Kept): void {
  try {
    keep.setItem(keptAs(slug), JSON.stringify(kept));
  } catch {
    // A full or forbidden storage: the server gets it a moment later.
  }
}

/** The server has it. */
export function forgetText(keep: Keep, slug: string): void {
  try {
    keep.removeItem(keptAs(slug));
  } catch {
    // What cannot be reached was not kept either.
  }
}

/** The name of a scenario from that of its file, or from its title: "Boze klant.md" is `boze-klant`. */
export function slugOf(name: string): string {
  return name
    .replace(/\.md$/i, "")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 70)
    .replace(/^-+|-+$/g, "");
}

/** A name that is not taken yet: with a number behind it where it is. */
export function freeSlug(wanted: string, taken: readonly string[]): string {
  const base = wanted || "scenario";
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}-${number}`)) number += 1;
  return `${base}-${number}`;
}

/** A file with another title; quoted, so that every letter may be in it. */
export function titled(text: string, title: string): string {
  return text.replace(/^title:.*$/m, () => `title: ${JSON.stringify(title)}`);
}
