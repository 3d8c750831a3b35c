/** The open microphone: its tones, what goes wrong with it, and the times after which it does not stay open. */

import { Microphone, type MicrophoneState } from "../audio/capture";
import { playEarcon } from "../audio/earcons";
import type { AudioStage } from "../audio/stage";
import type { NoticeCode, WritableModel } from "./model";
import type { Notices } from "./notices";

export interface ListeningParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly stage: AudioStage;
  readonly worklet: string;
  readonly feed: (samples: Int16Array) => void;
  /** Somebody speaks or is being answered: the microphone is in use. */
  readonly busy: () => boolean;
  /** Nobody said anything for long. */
  readonly idle: () => void;
  /** The turn has become too long for one question. */
  readonly tooLong: () => void;
  readonly changed: () => void;
}

/** Longest question that is recorded without a server to end it; the server takes two minutes. */
const LONGEST_SECONDS = 115;
/** With nobody speaking the microphone does not stay open longer. */
const IDLE_SECONDS = 45;
const PROBLEMS: Partial<Record<MicrophoneState, NoticeCode>> = {
  denied: "microphone_denied",
  missing: "microphone_missing",
  unsupported: "microphone_unsupported",
  interrupted: "microphone_interrupted",
};

export class Listening {
  readonly #parts: ListeningParts;
  readonly #microphone: Microphone;
  #wanted = false;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #longest: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ListeningParts) {
    this.#parts = parts;
    this.#microphone = new Microphone(parts.stage, parts.worklet, {
      frame: parts.feed,
      level: (value) => {
        parts.model.level.value = value;
      },
      state: (state) => this.#microphoneIs(state),
    });
  }

  /** The person wants to be heard (also while the browser still asks for the microphone). */
  get on(): boolean {
    return this.#wanted;
  }

  /** The microphone is open, or is being opened for the person. */
  get open(): boolean {
    const { state } = this.#microphone;
    return this.#wanted && (state === "live" || state === "asking");
  }

  /** The person wants to be heard; `begin` opens the microphone. */
  want(): void {
    this.#wanted = true;
  }

  /** Open the microphone. Straight from a tap. */
  async begin(): Promise<void> {
    const { stage, notices, changed } = this.#parts;
    const state = await this.#microphone.open();
    if (state !== "live") {
      if (!(await stage.running())) notices.tell("sound_blocked");
      this.#wanted = false;
      changed();
      return;
    }
    if (!this.#wanted) {
      this.#microphone.mute();
      return;
    }
    this.#signal("begin");
    this.#armIdle();
    this.turnBegins();
    if (!(await stage.running())) notices.tell("sound_blocked");
  }

  end(): void {
    this.#disarm();
    const open = this.#microphone.state === "live";
    this.#wanted = false;
    this.#microphone.mute();
    if (open) this.#signal("end");
  }

  /** The next turn may take its full time. */
  turnBegins(): void {
    clearTimeout(this.#longest);
    if (this.#wanted) this.#longest = setTimeout(this.#parts.tooLong, LONGEST_SECONDS * 1000);
  }

  turnEnds(): void {
    clearTimeout(this.#longest);
  }

  /** May sound come through? */
  gate(through: boolean): void {
    this.#microphone.gate(through);
  }

  /** Give the microphone back to the phone. */
  close(): void {
    this.#microphone.close();
  }

  #disarm(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#longest);
  }

  #armIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (this.#parts.busy()) this.#armIdle();
      else this.#parts.idle();
    }, IDLE_SECONDS * 1000);
  }

  #signal(earcon: "begin" | "end"): void {
    const { earcons, vibrate } = this.#parts.model.preferences.value;
    if (earcons) playEarcon(this.#parts.stage, earcon);
    if (vibrate) navigator.vibrate?.(earcon === "begin" ? 20 : [15, 40, 15]);
  }

  #microphoneIs(state: MicrophoneState): void {
    const { model, notices, changed } = this.#parts;
    model.microphone.value = state;
    const problem = PROBLEMS[state];
    if (problem) {
      notices.tell(problem);
      this.#disarm();
      this.#wanted = false;
    } else if (state === "live") {
      for (const code of Object.values(PROBLEMS)) notices.clear(code);
    }
    changed();
  }
}
