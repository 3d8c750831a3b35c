/** Which card an answer is from, and which part of it sounds now, while its lines are spoken as an answer or read aloud as a tip. */

import type { AnswerItem, Card, Model, Sentence } from "../../app/model";
import type { Sounding } from "../../ui/CardView";

/** Two texts are the same line when they differ only in spaces, quotation marks, capitals and the last stop. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replace(/["'“”‘’]/g, "")
    .replace(/\s+/g, " ")
    .replace(/[.?]$/, "")
    .trim();
}

/** Slug of the card that an answer is from: named with it, or carried by its sentences ("verder" goes on with a card). */
export function cardOf(answer: AnswerItem): string | null {
  return answer.card?.slug ?? answer.sentences.find((sentence) => sentence.card !== null)?.card ?? null;
}

/** The part of the card that a spoken sentence belongs to: 0 the line to say, 1 the first step, -1 none. */
export function partOf(card: Card, sentence: Sentence): number {
  const said = bare(sentence.text);
  if (said === "") return -1;
  return [card.firstLine, ...card.steps].findIndex((part) => bare(part).includes(said));
}

/** Where the voice is in that part, when the sentence is only a piece of it. */
function within(part: string, sentence: string, progress: number): number {
  const start = Math.max(0, bare(part).indexOf(bare(sentence)));
  const length = Math.max(1, bare(part).length);
  return Math.min(1, (start + progress * bare(sentence).length) / length);
}

/** The part of the card that an answer is about: what sounds now, or else what it said last; null when neither is on the card. */
export function soundingPart(card: Card, answer: AnswerItem, model: Model): Sounding | null {
  const audible = model.audible.value;
  const here = audible !== null && audible.item === answer.id ? audible : null;
  const sentence = here
    ? answer.sentences.find((each) => each.index === here.sentence)
    : answer.sentences.findLast((each) => partOf(card, each) >= 0);
  if (sentence === undefined) return null;
  const part = partOf(card, sentence);
  const text = part === 0 ? card.firstLine : card.steps[part - 1];
  if (text === undefined) return null;
  const marks = here !== null && model.preferences.value.captions;
  return { part, progress: marks ? within(text, sentence.text, here.progress) : null };
}
