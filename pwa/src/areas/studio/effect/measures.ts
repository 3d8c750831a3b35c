/** What is counted of a nudge. */

import type { EffectCounts } from "../server";

export type Measure = "opened" | "acted" | "useful" | "switched_off";

export const MEASURES = [
  { measure: "opened", label: "effect.opened" },
  { measure: "acted", label: "effect.acted" },
  { measure: "useful", label: "effect.useful" },
  { measure: "switched_off", label: "effect.switched_off" },
] as const satisfies readonly { readonly measure: Measure & keyof EffectCounts; readonly label: string }[];

/** The name in the catalogues of what is counted. */
export function labelOf(measure: Measure): (typeof MEASURES)[number]["label"] {
  return MEASURES.find((each) => each.measure === measure)?.label ?? "effect.opened";
}
