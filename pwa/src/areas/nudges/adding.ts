/** Adding an event: what one typed or said, what came of it, and what to do when that was nothing. */

import { signal } from "@preact/signals";
import type { Recorder } from "../../audio/recorder";
import type { Language } from "../../net/api";
import { ApiError } from "../../net/http";
import type { Understood } from "./server";
import type { Desk } from "./store";

export type Adding =
  | { readonly state: "idle" }
  | { readonly state: "listening" }
  | { readonly state: "understanding" }
  | { readonly state: "added"; readonly understood: Understood }
  | { readonly state: "failed"; readonly why: Failure; readonly text: string | null };

export type Failure = "unclear" | "offline" | "failed" | "microphone" | "nothing";

export class Adder {
  readonly adding = signal<Adding>({ state: "idle" });
  /** What is in the field; kept where adding fails. */
  readonly draft = signal("");
  readonly level = signal(0);
  readonly #desk: Pick<Desk, "add" | "remove">;
  readonly #recorder: Recorder;

  constructor(desk: Pick<Desk, "add" | "remove">, recorder: (adder: Adder) => Recorder) {
    this.#desk = desk;
    this.#recorder = recorder(this);
  }

  /** Add what is in the field. */
  async typed(language: Language): Promise<void> {
    const text = this.draft.value.trim();
    if (text !== "") await this.#add(text, language);
  }

  /** Begin to listen. Straight from a tap. */
  async listen(): Promise<void> {
    this.adding.value = { state: "listening" };
    const microphone = await this.#recorder.begin();
    if (microphone !== "live" && this.adding.value.state === "listening") this.#fail("microphone");
  }

  /** The sentence is over. */
  async said(language: Language): Promise<void> {
    if (this.adding.value.state !== "listening") return;
    const sound = this.#recorder.end();
    this.level.value = 0;
    if (sound === null) this.#fail("nothing");
    else await this.#add(sound, language);
  }

  /** It was understood wrongly: take the event away and give the words back. */
  async wrong(): Promise<void> {
    const { value } = this.adding;
    if (value.state !== "added") return;
    this.draft.value = value.understood.text;
    this.adding.value = { state: "idle" };
    await this.#desk.remove(value.understood.event.id);
  }

  /** The screen goes away. */
  leave(): void {
    this.#recorder.end();
    this.adding.value = { state: "idle" };
  }

  async #add(said: string | Blob, language: Language): Promise<void> {
    this.adding.value = { state: "understanding" };
    try {
      const understood = await this.#desk.add(said, language);
      this.draft.value = "";
      this.adding.value = { state: "added", understood };
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      this.#fail(failureOf(error), error.text);
    }
  }

  #fail(why: Failure, text: string | null = null): void {
    this.adding.value = { state: "failed", why, text };
  }
}

/** What a refused request means here; `unclear` brings the server's own sentence. */
function failureOf(error: ApiError): Failure {
  if (error.status === 0) return "offline";
  if (error.code === "nothing_heard") return "nothing";
  return error.status < 500 && error.text !== null ? "unclear" : "failed";
}
