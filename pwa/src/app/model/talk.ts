/** What is said in a conversation, and what of it sounds now. */

/** The five moments of need (Gottfredson & Mosher). */
export type Moment = "new" | "more" | "apply" | "solve" | "change";
export const MOMENTS: readonly Moment[] = ["new", "more", "apply", "solve", "change"];

/** What role a spoken sentence plays. */
export type LineRole =
  | "opener"
  | "first_line"
  | "step"
  | "detail"
  | "reflect"
  | "refusal"
  | "offer"
  | "notice";

export interface CardRef {
  readonly slug: string;
  readonly title: string;
}

export interface Source {
  readonly card: string;
  readonly title: string;
  readonly source: string;
  readonly url: string | null;
  /** ISO date on which the author checked the source. */
  readonly checkedOn: string | null;
  /** True where the fact is an example that differs by municipality. */
  readonly example: boolean;
}

export interface Sentence {
  readonly index: number;
  readonly text: string;
  readonly line: LineRole;
  readonly card: string | null;
}

/** Something the person said or typed. */
export interface SaidItem {
  readonly kind: "said";
  readonly id: string;
  readonly text: string;
  readonly spoken: boolean;
  /**
   * `partial`: still being said or recognised. `final`: understood. `waiting`: kept in the outbox, goes out by
   * itself when the connection is back. `unheard`: nothing was recognised in the sound.
   */
  readonly state: "partial" | "final" | "waiting" | "unheard";
}

/** An answer: sentences as they come, and what belongs to it. */
export interface AnswerItem {
  readonly kind: "answer";
  readonly id: string;
  /** Id of the `SaidItem` that it answers, where known. */
  readonly question: string | null;
  readonly sentences: readonly Sentence[];
  /** `streaming`: more may come. `done`: complete. `interrupted`: the person broke in or stopped it. */
  readonly state: "streaming" | "done" | "interrupted";
  /** After an interruption: number of sentences that were (partly) heard; null when all were. */
  readonly heard: number | null;
  readonly card: CardRef | null;
  readonly sources: readonly Source[];
  /** True: not from a card; show "dit is algemene kennis, controleer het". */
  readonly generalKnowledge: boolean;
  /** The nearest cards by name, where the answer is not known. */
  readonly suggestions: readonly CardRef[];
  /** A question that may be noted for the authors: show yes and no (`noteQuestion`). Null: no offer. */
  readonly offer: string | null;
  readonly moment: Moment | null;
  /** True when the moment was inferred from the wording, false when the person chose it. */
  readonly momentInferred: boolean;
  /** The person's own verdict: "hielp dit?". Null: not said. */
  readonly helped: boolean | null;
  /** False: `helped()` cannot be given for this one (nothing on the server to attach it to). */
  readonly canRate: boolean;
}

export type TranscriptItem = SaidItem | AnswerItem;

/** Which words are audible at this moment. Updated up to ten times a second while speaking. */
export interface Audible {
  /** Id of the answer (or `tip:SLUG` while a tip is read aloud). */
  readonly item: string;
  /** Index of the sentence that sounds now. */
  readonly sentence: number;
  /** How far into the sentence, 0 to 1, by characters: mark the word at `text.length * progress`. */
  readonly progress: number;
}
