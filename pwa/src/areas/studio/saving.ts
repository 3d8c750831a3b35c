/**
 * Saves what is being written: a moment after it was typed, one save at a time, and again by itself when it did not
 * arrive. What is written, and where it waits on this device, is its writer's.
 */

import { batch, signal } from "@preact/signals";
import { ApiError } from "../../net/http";

/**
 * - `saved`: the server has it. `saving`: on its way. `waiting`: will be tried again by itself.
 * - `kept`: kept for the writer, because something is still to be put right.
 * - `overtaken`: a colleague saved another version; the writer must choose.
 * - `refused`: the server will not have it (`trouble` says why).
 */
export type SaveState = "saved" | "saving" | "waiting" | "kept" | "overtaken" | "refused";

export const RETRY_MS = 5_000;

/** Where unsaved words wait on this device; `Storage` as far as it is used. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

/** What is saved, as far as saving needs to know it. */
export interface Written<View> {
  /** Code of the error that tells that a colleague was first. */
  readonly overtaken: string;
  /** Send it as it is now; gives how the server has it then. */
  readonly send: () => Promise<View>;
  /** Ask how the server has it, after a colleague was first. */
  readonly ask: () => Promise<View>;
  /** Go on from how the server has it. */
  readonly take: (view: View) => void;
  /** What the server made of it. */
  readonly stateOf: (view: View) => SaveState;
}

export class Saving<View> {
  readonly state = signal<SaveState>("saved");
  /** The server's sentence about what went wrong, if it gave one. */
  readonly trouble = signal<string | null>(null);
  readonly #written: Written<View>;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #under: Promise<void> | null = null;
  #dirty = false;
  #closed = false;

  constructor(written: Written<View>) {
    this.#written = written;
  }

  /** Something was written that the server does not have. */
  get dirty(): boolean {
    return this.#dirty;
  }
  /** Nothing is sent any more. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Something was written: save it after so many milliseconds without more. */
  soon(milliseconds: number): void {
    this.#dirty = true;
    if (this.state.value !== "overtaken") this.state.value = "saving";
    this.#wait(milliseconds);
  }

  /** Take it as the server has it. */
  take(view: View): void {
    batch(() => {
      this.#written.take(view);
      this.trouble.value = null;
      this.state.value = this.#dirty ? "saving" : this.#written.stateOf(view);
    });
  }

  /** Drop what is not sent yet. */
  drop(): void {
    clearTimeout(this.#timer);
    this.#dirty = false;
  }

  /** Drop what is not sent yet, and send nothing any more. */
  discard(): void {
    this.drop();
    this.#closed = true;
  }

  /** Save now what is not saved yet; done when the server answered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.#under) await this.#under;
    if (!this.#dirty || this.#closed) return;
    this.#under = this.#save().finally(() => {
      this.#under = null;
    });
    await this.#under;
    if (this.#dirty && this.state.value === "saving") await this.flush();
  }

  /** Stop; what is not saved yet is sent on its way, and waits on this device if it does not arrive. */
  close(): void {
    void this.flush().finally(() => {
      this.#closed = true;
      clearTimeout(this.#timer);
    });
  }

  async #save(): Promise<void> {
    this.#dirty = false;
    try {
      this.take(await this.#written.send());
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #failed(error: unknown): Promise<void> {
    const known = error instanceof ApiError ? error : null;
    if (known?.code === this.#written.overtaken) {
      const view = await this.#written.ask();
      batch(() => {
        this.take(view);
        this.state.value = "overtaken";
      });
      return;
    }
    this.#dirty = true;
    batch(() => {
      this.trouble.value = known?.text ?? null;
      this.state.value = known === null || known.temporary ? "waiting" : "refused";
    });
    if (this.state.value === "waiting") this.#wait(RETRY_MS);
  }

  #wait(milliseconds: number): void {
    clearTimeout(this.#timer);
    if (!this.#closed) this.#timer = setTimeout(() => void this.flush(), milliseconds);
  }
}
