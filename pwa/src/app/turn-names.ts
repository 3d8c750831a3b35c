/** Under which name the server keeps the turn that an answer belongs to. */

import type { TranscriptItem } from "./model";

export class TurnNames {
  readonly #names = new Map<string, string>();

  /** Name of the turn on the server: the answer's own, where it did not come live. */
  of(answer: string): string {
    return this.#names.get(answer) ?? answer;
  }

  /** An answer began: its turn is called after the session and the question. */
  note(response: string, session: string | null, transcript: readonly TranscriptItem[]): void {
    const answer = transcript.find((item) => item.id === response);
    if (answer?.kind === "answer") this.#names.set(response, `${session}:${answer.question}`);
  }
}
