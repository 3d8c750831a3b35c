/**
 * One programme being written.
 *
 * What is typed is kept on this device at once, saved on the server a moment later, and looked ahead with in between.
 * A save that a colleague overtook becomes a choice between two versions; nothing that was typed is ever dropped.
 */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { ApiError } from "../../net/http";
import { type Content, filled } from "./content";
import type { Checked, FieldProblem, ProgrammeView, StudioServer } from "./server";

/**
 * - `saved`: the server has it. `saving`: on its way. `waiting`: will be tried again by itself.
 * - `kept`: kept for the writer, because something is still to be put right.
 * - `overtaken`: a colleague saved another version; the writer must choose.
 * - `refused`: the server will not have it (`trouble` says why).
 */
export type SaveState = "saved" | "saving" | "waiting" | "kept" | "overtaken" | "refused";

export const SAVE_AFTER_MS = 700;
export const CHECK_AFTER_MS = 250;
export const RETRY_MS = 5_000;

type Server = Pick<StudioServer, "save" | "check" | "programme">;

/** Where unsaved words wait on this device; `Storage` as far as it is used. */
export type Keep = Pick<Storage, "getItem" | "setItem" | "removeItem">;

const keptAs = (id: string) => `souffleur.studio.${id}`;

export class Editor {
  readonly #server: Server;
  readonly #keep: Keep;
  readonly #today: Date;
  readonly #view: ReturnType<typeof signal<ProgrammeView>>;
  readonly #content: ReturnType<typeof signal<Content>>;
  readonly #state = signal<SaveState>("saved");
  readonly #trouble = signal<string | null>(null);
  readonly #checked = signal<Checked | null>(null);
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #checks = 0;
  #dirty = false;
  #closed = false;
  /** Revision that my version is based on; another one than the present means that a colleague overtook it. */
  #based: number | null;

  constructor(view: ProgrammeView, server: Server, keep: Keep, today: Date) {
    this.#server = server;
    this.#keep = keep;
    this.#today = today;
    this.#view = signal(view);
    this.#content = signal(filled(view.own?.content ?? view.content, today));
    this.#state.value = stateOf(view);
    this.#based = basedOn(view);
    this.#restore();
    this.#checkSoon(0);
  }

  get view(): ReadonlySignal<ProgrammeView> {
    return this.#view as ReadonlySignal<ProgrammeView>;
  }
  get content(): ReadonlySignal<Content> {
    return this.#content as ReadonlySignal<Content>;
  }
  get state(): ReadonlySignal<SaveState> {
    return this.#state;
  }
  /** The server's sentence about what went wrong, if it gave one. */
  get trouble(): ReadonlySignal<string | null> {
    return this.#trouble;
  }
  get checked(): ReadonlySignal<Checked | null> {
    return this.#checked;
  }
  /** What is still to be put right, by the newest look. */
  readonly problems: ReadonlySignal<readonly FieldProblem[]> = computed(
    () => this.#checked.value?.problems ?? this.view.value.problems,
  );

  /** Change some fields. */
  change(fields: Partial<Content>): void {
    this.replace({ ...this.content.value, ...fields });
  }

  /** Go on with another version of the whole. */
  replace(content: Content): void {
    this.#content.value = content;
    this.#dirty = true;
    this.#store();
    if (this.#state.value !== "overtaken") this.#state.value = "saving";
    this.#saveSoon(SAVE_AFTER_MS);
    this.#checkSoon(CHECK_AFTER_MS);
  }

  /** Go on with this version, over the one that a colleague saved. */
  async settle(content: Content): Promise<void> {
    this.#based = this.view.value.line.revision;
    this.#state.value = "saving";
    this.replace(content);
    await this.flush();
  }

  /** Take the programme as somebody else, or another button, left it. */
  accept(view: ProgrammeView): void {
    clearTimeout(this.#saveTimer);
    this.#dirty = false;
    this.#take(view);
    this.#content.value = filled(view.own?.content ?? view.content, this.#today);
    this.#keep.removeItem(keptAs(view.line.id));
    this.#checkSoon(0);
  }

  /** The programme is gone: nothing of it is kept here, and nothing is sent any more. */
  discard(): void {
    this.#dirty = false;
    this.#closed = true;
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#checkTimer);
    this.#keep.removeItem(keptAs(this.view.value.line.id));
  }

  /** Save now what is not saved yet; done when the server answered. */
  async flush(): Promise<void> {
    clearTimeout(this.#saveTimer);
    while (this.#saving) await this.#saving;
    if (!this.#dirty || this.#closed) return;
    this.#saving = this.#save().finally(() => {
      this.#saving = null;
    });
    await this.#saving;
    if (this.#dirty && this.#state.value === "saving") await this.flush();
  }

  /** Stop; what is not saved yet is sent on its way, and waits on this device if it does not arrive. */
  close(): void {
    clearTimeout(this.#checkTimer);
    void this.flush().finally(() => {
      this.#closed = true;
      clearTimeout(this.#saveTimer);
    });
  }

  async #save(): Promise<void> {
    const before = this.view.value;
    this.#dirty = false;
    try {
      const view = await this.#server.save(before.line.id, this.#based, this.content.value);
      if (!this.#dirty) this.#keep.removeItem(keptAs(before.line.id));
      this.#take(view);
    } catch (error) {
      await this.#failed(error, before.line.id);
    }
  }

  async #failed(error: unknown, id: string): Promise<void> {
    this.#dirty = true;
    const known = error instanceof ApiError ? error : null;
    if (known?.code === "programme_changed") {
      this.#dirty = false;
      this.#take(await this.#server.programme(id).catch(() => this.view.value));
      this.#state.value = "overtaken";
      return;
    }
    batch(() => {
      this.#trouble.value = known?.text ?? null;
      this.#state.value = known === null || known.temporary ? "waiting" : "refused";
    });
    if (this.#state.value === "waiting") this.#saveSoon(RETRY_MS);
  }

  #take(view: ProgrammeView): void {
    batch(() => {
      this.#view.value = view;
      this.#based = basedOn(view);
      this.#trouble.value = null;
      this.#state.value = this.#dirty ? "saving" : stateOf(view);
    });
  }

  #saveSoon(milliseconds: number): void {
    clearTimeout(this.#saveTimer);
    if (!this.#closed) this.#saveTimer = setTimeout(() => void this.flush(), milliseconds);
  }

  #checkSoon(milliseconds: number): void {
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.#check(), milliseconds);
  }

  /** Look ahead; an answer that comes after a newer question is dropped. */
  async #check(): Promise<void> {
    const number = ++this.#checks;
    const checked = await this.#server.check(this.view.value.line.id, this.content.value).catch(() => null);
    if (number === this.#checks && checked !== null && !this.#closed) this.#checked.value = checked;
  }

  #store(): void {
    try {
      this.#keep.setItem(keptAs(this.view.value.line.id), JSON.stringify(this.content.value));
    } catch {
      // A full or forbidden storage: the server still gets it a moment later.
    }
  }

  /** Take up what was typed and never reached the server. */
  #restore(): void {
    try {
      const kept = this.#keep.getItem(keptAs(this.view.value.line.id));
      if (kept !== null) this.replace(filled(JSON.parse(kept), this.#today));
    } catch {
      // What cannot be read is nothing that somebody typed.
    }
  }
}

function basedOn(view: ProgrammeView): number | null {
  return view.own?.reason === "overtaken" ? view.own.based_on : view.line.revision;
}

function stateOf(view: ProgrammeView): SaveState {
  if (view.own === null) return "saved";
  return view.own.reason === "overtaken" ? "overtaken" : "kept";
}
