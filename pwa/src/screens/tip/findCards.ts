/** Finds cards by a few letters, on the device, so that it works without a connection. */

import type { CardSummary } from "../../app/model";

/** Lower case and without accents. */
function plain(text: string): string {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/** Cards in which every word of the question occurs; those with a word in the title come first. */
export function findCards(cards: readonly CardSummary[], wanted: string): readonly CardSummary[] {
  const words = plain(wanted).split(/\s+/).filter(Boolean);
  const score = (card: CardSummary): number => {
    const title = plain(`${card.title} ${card.tileLabel ?? ""}`);
    const all = `${title} ${plain(card.situation)}`;
    if (!words.every((word) => all.includes(word))) return 0;
    return 1 + words.filter((word) => title.includes(word)).length;
  };
  return cards
    .map((card) => ({ card, score: score(card) }))
    .filter((each) => each.score > 0)
    .sort((one, other) => other.score - one.score)
    .map((each) => each.card);
}
