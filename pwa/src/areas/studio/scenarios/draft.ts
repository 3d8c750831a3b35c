/**
 * One scenario being written.
 *
 * What is typed is kept on this device at once and saved on the server a moment later. A save that a colleague overtook
 * becomes a choice between two texts; the server keeps mine in the history, so either choice loses nothing.
 */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { type Keep, type SaveState, Saving } from "../saving";
import { forgetText, keepText, keptText } from "./kept";
import type { ScenarioDraft, ScenarioServer } from "./server";

export const SAVE_AFTER_MS = 900;

type Server = Pick<ScenarioServer, "save" | "draft">;

export class Draft {
  readonly #server: Server;
  readonly #keep: Keep;
  readonly #view: ReturnType<typeof signal<ScenarioDraft>>;
  readonly #text: ReturnType<typeof signal<string>>;
  readonly #saving: Saving<ScenarioDraft>;
  /** Revision that my text is based on. */
  #based: number | null;

  constructor(view: ScenarioDraft, server: Server, keep: Keep) {
    this.#server = server;
    this.#keep = keep;
    this.#view = signal(view);
    this.#text = signal(view.text);
    this.#based = view.revision;
    this.#saving = new Saving({
      overtaken: "scenario_changed",
      send: () => this.#send(),
      ask: () => this.#ask(),
      take: (found) => {
        this.#view.value = found;
      },
      // Drafts are everybody's in the studio: none is kept for one writer alone.
      stateOf: () => "saved",
    });
    const kept = keptText(keep, view.line.slug);
    if (kept === null) return;
    if (kept.text === view.text) {
      forgetText(keep, view.line.slug);
      return;
    }
    this.#based = kept.revision;
    this.change(kept.text);
  }

  /** As the server has it. */
  get view(): ReadonlySignal<ScenarioDraft> {
    return this.#view as ReadonlySignal<ScenarioDraft>;
  }
  get text(): ReadonlySignal<string> {
    return this.#text as ReadonlySignal<string>;
  }
  get state(): ReadonlySignal<SaveState> {
    return this.#saving.state;
  }
  /** The server's sentence about what went wrong, if it gave one. */
  get trouble(): ReadonlySignal<string | null> {
    return this.#saving.trouble;
  }

  /** Write. */
  change(text: string): void {
    this.#text.value = text;
    this.#store();
    if (this.state.value !== "overtaken") this.#saving.soon(SAVE_AFTER_MS);
  }

  /** Go on with my text, over the one that a colleague saved. */
  async settle(): Promise<void> {
    this.#based = this.view.value.revision;
    this.#saving.state.value = "saving";
    this.change(this.text.value);
    await this.flush();
  }

  /** Take the scenario as somebody else, or another button, left it. */
  accept(view: ScenarioDraft): void {
    this.#saving.drop();
    this.#based = view.revision;
    forgetText(this.#keep, this.#slug);
    batch(() => {
      this.#text.value = view.text;
      this.#saving.take(view);
    });
  }

  /** The scenario is gone: nothing of it is kept here, and nothing is sent any more. */
  discard(): void {
    this.#saving.discard();
    forgetText(this.#keep, this.#slug);
  }

  /** Save now what is not saved yet; done when the server answered. */
  flush(): Promise<void> {
    return this.#saving.flush();
  }

  /** Stop; what is not saved yet is sent on its way, and waits on this device if it does not arrive. */
  close(): void {
    this.#saving.close();
  }

  get #slug(): string {
    return this.view.value.line.slug;
  }

  #store(): void {
    keepText(this.#keep, this.#slug, { text: this.text.value, revision: this.#based });
  }

  async #send(): Promise<ScenarioDraft> {
    const view = await this.#server.save(this.#slug, this.#based, this.text.value);
    this.#based = view.revision;
    if (this.#saving.dirty) this.#store();
    else forgetText(this.#keep, this.#slug);
    return view;
  }

  async #ask(): Promise<ScenarioDraft> {
    const view = await this.#server.draft(this.#slug).catch(() => this.view.value);
    // My text waits on this device, and is not sent before its writer chose.
    this.#saving.drop();
    return view;
  }
}
