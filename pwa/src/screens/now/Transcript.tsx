/** What was said and answered, oldest first. Only the latest answer is large and can be acted on. */

import type { TranscriptItem } from "../../app/model";
import { Answer } from "./Answer";
import { Said } from "./Said";

interface TranscriptProps {
  readonly items: readonly TranscriptItem[];
  /** Show the card inside the answer (phone); on a laptop it stands beside the conversation. */
  readonly withCard: boolean;
}

/** All of it. */
export function Transcript({ items, withCard }: TranscriptProps) {
  const latest = items.findLast((item) => item.kind === "answer")?.id;
  const lastSaid = items.findLast((item) => item.kind === "said")?.id;
  return (
    <>
      {items.map((item) =>
        item.kind === "said" ? (
          <Said key={item.id} item={item} latest={item.id === lastSaid} />
        ) : (
          <Answer key={item.id} item={item} latest={item.id === latest} withCard={withCard} />
        ),
      )}
    </>
  );
}
