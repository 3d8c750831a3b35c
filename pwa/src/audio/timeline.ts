/** Which sentence of which answer sounds at a given sample. Times are samples of the answer's sound. */

export interface TimedSentence {
  readonly index: number;
  readonly text: string;
  readonly first: number;
  /** Null until all of its sound is known. */
  readonly samples: number | null;
}

export interface Place {
  readonly sentence: number;
  /** 0 to 1, by characters. */
  readonly progress: number;
}

/** Speaking rate of an ordinary Dutch or English voice, until a sentence's own length is known. */
const CHARACTERS_A_SECOND = 15;

export class Timeline {
  readonly #sentences = new Map<string, TimedSentence[]>();
  readonly #rate: number;

  constructor(rate: number) {
    this.#rate = rate;
  }

  add(item: string, sentence: TimedSentence): void {
    const list = this.#sentences.get(item) ?? [];
    const others = list.filter((other) => other.index !== sentence.index);
    this.#sentences.set(
      item,
      [...others, sentence].sort((a, b) => a.index - b.index),
    );
  }

  /** The sentence's sound is complete. */
  done(item: string, index: number, first: number, samples: number): void {
    const sentence = this.#sentences.get(item)?.find((other) => other.index === index);
    if (sentence) this.add(item, { ...sentence, first, samples });
  }

  /** Where in the text the sound is; null before the first sentence. */
  at(item: string, sample: number): Place | null {
    let current: TimedSentence | null = null;
    for (const sentence of this.#sentences.get(item) ?? []) {
      if (sentence.first <= sample) current = sentence;
    }
    if (!current) return null;
    const guess = (current.text.length / CHARACTERS_A_SECOND) * this.#rate;
    const length = Math.max(1, current.samples ?? guess);
    return { sentence: current.index, progress: Math.min(1, (sample - current.first) / length) };
  }

  /** Number of sentences that were at least partly heard by this sample. */
  heard(item: string, sample: number): number {
    return (this.#sentences.get(item) ?? []).filter((sentence) => sentence.first < sample).length;
  }

  forget(item: string): void {
    this.#sentences.delete(item);
  }

  clear(): void {
    this.#sentences.clear();
  }
}
