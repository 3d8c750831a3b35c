/** Cards, in short and whole. */

import type { Language } from "./person";
import type { CardRef, Moment } from "./talk";

/** A card in short, as in the list. */
export interface CardSummary extends CardRef {
  readonly moment: Moment;
  readonly language: Language;
  readonly situation: string;
  readonly tile: boolean;
  readonly icon: string | null;
  readonly tileLabel: string | null;
}

/** A whole card. */
export interface Card extends CardSummary {
  readonly firstLine: string;
  readonly steps: readonly string[];
  /** Markdown, one to three short paragraphs. */
  readonly details: string;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly checkedOn: string | null;
  readonly owner: string;
  readonly validUntil: string;
  readonly example: boolean;
}
