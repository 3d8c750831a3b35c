/** Two versions of one programme: what differs, and what to go on with. */

import type { Content } from "./content";

/** Parts of a programme that are decided on as a whole. */
export const PARTS = [
  "name",
  "purpose",
  "moment",
  "audience",
  "texts.nl.title",
  "texts.nl.body",
  "texts.en",
  "opens",
  "trigger",
  "policy",
  "starts",
  "ends",
  "owner",
] as const;
export type Part = (typeof PARTS)[number];

export type Side = "mine" | "theirs";

export interface Difference {
  readonly part: Part;
  /** Whose version to begin with: of who changed it; mine where both did, because I decide. */
  readonly suggestion: Side;
  /** Both changed it, each to something else. */
  readonly clash: boolean;
}

/** A part of a programme. */
export function partOf(content: Content, part: Part): unknown {
  switch (part) {
    case "texts.nl.title":
      return content.texts.nl.title;
    case "texts.nl.body":
      return content.texts.nl.body;
    case "texts.en":
      return content.texts.en ?? null;
    case "owner":
      return content.owner ?? "";
    default:
      return content[part];
  }
}

function same(one: unknown, other: unknown): boolean {
  return sorted(one) === sorted(other);
}

/** JSON with the keys in order, without what is null: an absent field and an empty one are the same. */
function sorted(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(
          Object.entries(inner)
            .filter(([, each]) => each !== null)
            .sort(([a], [b]) => (a < b ? -1 : 1)),
        )
      : inner,
  );
}

/**
 * What differs between two versions.
 *
 * @param base The version that mine began with; null where it is not known any more, and then every difference clashes.
 */
export function differences(mine: Content, theirs: Content, base: Content | null): readonly Difference[] {
  return PARTS.filter((part) => !same(partOf(mine, part), partOf(theirs, part))).map((part) => {
    const before = base === null ? undefined : partOf(base, part);
    const mineChanged = base === null || !same(partOf(mine, part), before);
    const theirsChanged = base === null || !same(partOf(theirs, part), before);
    return {
      part,
      suggestion: mineChanged ? "mine" : "theirs",
      clash: mineChanged && theirsChanged,
    };
  });
}

/** Their version with the chosen parts of mine. */
export function merged(
  mine: Content,
  theirs: Content,
  chosen: Readonly<Partial<Record<Part, Side>>>,
): Content {
  const pick = (part: Part) => (chosen[part] === "mine" ? mine : theirs);
  const english = pick("texts.en").texts.en;
  const owner = pick("owner").owner;
  return {
    name: pick("name").name,
    purpose: pick("purpose").purpose,
    moment: pick("moment").moment,
    audience: pick("audience").audience,
    texts: {
      nl: { title: pick("texts.nl.title").texts.nl.title, body: pick("texts.nl.body").texts.nl.body },
      ...(english === undefined ? {} : { en: english }),
    },
    opens: pick("opens").opens,
    trigger: pick("trigger").trigger,
    policy: pick("policy").policy,
    starts: pick("starts").starts,
    ends: pick("ends").ends,
    ...(owner === undefined ? {} : { owner }),
  };
}
