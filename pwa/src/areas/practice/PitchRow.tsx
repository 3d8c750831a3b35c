/** One's own pitches as rows. */

import { RowLink } from "../../ui/Row";
import type { Pitch } from "./server/pitches";
import { plural } from "./words";

/** A pitch, and how often one practised it. */
export function PitchRow({ pitch }: { readonly pitch: Pitch }) {
  return (
    <RowLink
      to={`/oefenen/pitch/${pitch.id}`}
      title={pitch.title || pitch.goal}
      about={plural(pitch.takes, "pitch.take", "pitch.takes")}
    />
  );
}
