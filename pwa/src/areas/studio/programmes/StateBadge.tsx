/** What a programme does, in a word, a shape and a colour. */

import { CirclePause, CirclePlay, CircleStop, type LucideIcon, PencilLine } from "lucide-preact";
import type { ProgrammeState } from "../server";
import { t } from "../words";

const SHOWN: Readonly<
  Record<
    ProgrammeState,
    readonly [LucideIcon, "state.draft" | "state.running" | "state.paused" | "state.ended"]
  >
> = {
  draft: [PencilLine, "state.draft"],
  running: [CirclePlay, "state.running"],
  paused: [CirclePause, "state.paused"],
  ended: [CircleStop, "state.ended"],
};

/** The badge. */
export function StateBadge({ state }: { readonly state: ProgrammeState }) {
  const [Icon, word] = SHOWN[state];
  return (
    <span class={`badge badge-${state}`}>
      <Icon size={16} />
      <span>{t(word)}</span>
    </span>
  );
}
