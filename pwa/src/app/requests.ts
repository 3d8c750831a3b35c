/** What is asked of the live conversation without talking: a typed question, and the buttons beside an answer. */

import type { AudioStage } from "../audio/stage";
import type { ClientEvent } from "../net/protocol.gen";
import type { Realtime } from "../net/realtime";
import type { CommandName, Moment, WritableModel } from "./model";
import type { Rescue } from "./rescue";
import type { Speaking } from "./speaking";
import { put, said } from "./transcript";
import type { Turn } from "./turn";

export interface RequestParts {
  readonly model: WritableModel;
  readonly stage: AudioStage;
  readonly link: Realtime;
  readonly speaking: Speaking;
  readonly rescue: Rescue;
  readonly turn: Turn;
  readonly changed: () => void;
}

export class Requests {
  readonly #parts: RequestParts;

  constructor(parts: RequestParts) {
    this.#parts = parts;
  }

  /** A typed question. */
  ask(clientId: string, text: string): void {
    const { model, stage, speaking, rescue, turn, changed } = this.#parts;
    stage.unlock();
    void speaking.interrupt();
    model.transcript.value = put(
      model.transcript.value,
      said(clientId, text, { spoken: false, state: "final" }),
    );
    rescue.ask(clientId, text);
    turn.thinking = true;
    changed();
  }

  /** These give false where there is no live conversation, and then did nothing. */
  command(name: CommandName): boolean {
    return this.#act({ type: "souffleur.command", name });
  }

  chooseMoment(moment: Moment): boolean {
    return this.#act({ type: "souffleur.moment", moment });
  }

  showCard(card: string): boolean {
    return this.#act({ type: "souffleur.show_card", card });
  }

  setHurry(on: boolean): void {
    this.#parts.link.send({ type: "souffleur.hurry", on });
  }

  /** The answer falls silent first, so that the server knows how much of it was heard. */
  #act(event: ClientEvent): boolean {
    const { link, stage, speaking } = this.#parts;
    if (!link.ready) return false;
    stage.unlock();
    void speaking.interrupt().then(() => link.send(event));
    return true;
  }
}
