/** The areas that come as chunks of their own: what each is called, and where its code is. */

import type { ComponentType } from "preact";

/** An area with an address. */
export type PlaceName = "practice" | "reflect" | "nudges" | "studio";
/** `kept` is a section of Instellingen. */
export type AreaName = PlaceName | "kept";

/** What the entry of an area (`pwa/src/areas/NAME/index.tsx`, its default export) is given. */
export interface AreaProps {
  /** What follows the area's own address, in pieces: `/oefenen/gesprek/12` gives `["gesprek", "12"]`. */
  readonly rest: readonly string[];
}

export type Area = ComponentType<AreaProps>;

/** First piece of the address of each area. */
export const AREA_PATHS: Readonly<Record<string, PlaceName>> = {
  oefenen: "practice",
  reflectie: "reflect",
  seintjes: "nudges",
  studio: "studio",
};

/** Fetches the code of each area, with its words and styles. */
export const AREAS: Readonly<Record<AreaName, () => Promise<{ readonly default: Area }>>> = {
  practice: () => import("../areas/practice"),
  reflect: () => import("../areas/reflect"),
  nudges: () => import("../areas/nudges"),
  studio: () => import("../areas/studio"),
  kept: () => import("../areas/kept"),
};
