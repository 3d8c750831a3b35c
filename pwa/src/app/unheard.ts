/** A turn in which no words were found: nothing will be answered, so nobody has to wait for it. */

import type { ServerEvent } from "../net/protocol.gen";
import type { Upstream } from "../net/upstream";
import type { Notices } from "./notices";
import type { Rescue } from "./rescue";
import type { Turn } from "./turn";

export class Unheard {
  readonly #turn: Turn;
  readonly #rescue: Rescue;
  readonly #upstream: Upstream;
  readonly #notices: Notices;

  constructor(turn: Turn, rescue: Rescue, upstream: Upstream, notices: Notices) {
    this.#turn = turn;
    this.#rescue = rescue;
    this.#upstream = upstream;
    this.#notices = notices;
  }

  take(event: ServerEvent): void {
    switch (event.type) {
      case "conversation.item.input_audio_transcription.completed":
        if (event.transcript.trim() === "") this.#noWords();
        break;
      case "conversation.item.input_audio_transcription.failed":
        this.#noWords();
        break;
      case "error":
        if (event.error.code === "input_audio_buffer_commit_empty") this.#nothingCommitted();
        break;
    }
  }

  /** Nothing will be answered, unless another question is open. */
  #noWords(): void {
    if (this.#rescue.idle) this.#turn.thinking = false;
  }

  /** The person ended a turn in which the server heard nobody; or the server was first, and has the turn. */
  #nothingCommitted(): void {
    this.#upstream.acknowledge("input_audio_buffer.committed");
    if (this.#rescue.awaited) return;
    this.#turn.thinking = false;
    this.#notices.tell("nothing_heard");
  }
}
