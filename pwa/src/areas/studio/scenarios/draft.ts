/**
 * One scenario being written.
 *
 * What is typed is kept on this device at once and saved on the server a moment later. A save that a colleague overtook
 * becomes a choice between two texts; the server keeps mine in the history, so either choice loses nothing.
 */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError } from "../../../net/http";
import { forgetText, type Keep, keepText, keptText } from "./kept";
import type { ScenarioDraft, ScenarioServer } from "./server";

/** As of a programme, without `kept`: drafts are everybody's in the studio. */
export type DraftState = "saved" | "saving" | "waiting" | "overtaken" | "refused";

export const SAVE_AFTER_MS = 900;
export const RETRY_MS = 5_000;

type Server = Pick<ScenarioServer, "save" | "draft">;

export class Draft {
  readonly #server: Server;
  readonly #keep: Keep;
  readonly #view: ReturnType<typeof signal<ScenarioDraft>>;
  readonly #text: ReturnType<typeof signal<string>>;
  readonly #state = signal<DraftState>("saved");
  readonly #trouble = signal<string | null>(null);
  /** Revision that my text is based on. */
  #based: number | null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #dirty = false;
  #closed = false;

  constructor(view: ScenarioDraft, server: Server, keep: Keep) {
    this.#server = server;
    this.#keep = keep;
    this.#view = signal(view);
    this.#text = signal(view.text);
    this.#based = view.revision;
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
  get state(): ReadonlySignal<DraftState> {
    return this.#state;
  }
  /** The server's sentence about what went wrong, if it gave one. */
  get trouble(): ReadonlySignal<string | null> {
    return this.#trouble;
  }

  /** Write. */
  change(text: string): void {
    this.#text.value = text;
    this.#dirty = true;
    keepText(this.#keep, this.#slug, { text, revision: this.#based });
    if (this.#state.value === "overtaken") return;
    this.#state.value = "saving";
    this.#saveSoon(SAVE_AFTER_MS);
  }

  /** Go on with my text, over the one that a colleague saved. */
  async settle(): Promise<void> {
    this.#based = this.view.value.revision;
    this.#state.value = "saving";
    this.change(this.text.value);
    await this.flush();
  }

  /** Take the scenario as somebody else, or another button, left it. */
  accept(view: ScenarioDraft): void {
    clearTimeout(this.#timer);
    this.#dirty = false;
    forgetText(this.#keep, this.#slug);
    batch(() => {
      this.#text.value = view.text;
      this.#take(view);
    });
  }

  /** The scenario is gone: nothing of it is kept here, and nothing is sent any more. */
  discard(): void {
    this.#dirty = false;
    this.#closed = true;
    clearTimeout(this.#timer);
    forgetText(this.#keep, this.#slug);
  }

  /** Save now what is not saved yet; done when the server answered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#saving) await this.#saving;
    if (!this.#dirty || this.#closed || this.#state.value === "overtaken") return;
    this.#saving = this.#save().finally(() => {
      this.#saving = null;
    });
    await this.#saving;
    if (this.#dirty && this.#state.value === "saving") await this.flush();
  }

  /** Stop; what is not saved yet is sent on its way, and waits on this device if it does not arrive. */
  close(): void {
    void this.flush().finally(() => {
      this.#closed = true;
      clearTimeout(this.#timer);
    });
  }

  get #slug(): string {
    return this.view.value.line.slug;
  }

  async #save(): Promise<void> {
    this.#dirty = false;
    try {
      const view = await this.#server.save(this.#slug, this.#based, this.text.value);
      if (this.#dirty) keepText(this.#keep, this.#slug, { text: this.text.value, revision: view.revision });
      else forgetText(this.#keep, this.#slug);
      this.#take(view);
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    this.#dirty = true;
    const known = error instanceof ApiError ? error : null;
    if (known?.code === "scenario_changed") {
      const view = await this.#server.draft(this.#slug).catch(() => this.view.value);
      batch(() => {
        this.#view.value = view;
        this.#trouble.value = null;
        this.#state.value = "overtaken";
      });
      return;
    }
    batch(() => {
      this.#trouble.value = known?.text ?? null;
      this.#state.value = known === null || known.temporary ? "waiting" : "refused";
    });
    if (this.#state.value === "waiting") this.#saveSoon(RETRY_MS);
  }

  #take(view: ScenarioDraft): void {
    this.#based = view.revision;
    batch(() => {
      this.#view.value = view;
      this.#trouble.value = null;
      this.#state.value = this.#dirty ? "saving" : "saved";
    });
  }

  #saveSoon(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
}
