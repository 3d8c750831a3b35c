/**
 * One programme being written.
 *
 * What is typed is kept on this device at once, saved on the server a moment later, and looked ahead with in between.
 * A save that a colleague overtook becomes a choice between two versions; nothing that was typed is ever dropped.
 */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Content, filled } from "./content";
import { type Keep, type SaveState, Saving } from "./saving";
import type { Checked, FieldProblem, ProgrammeView, StudioServer } from "./server";

export const SAVE_AFTER_MS = 700;
export const CHECK_AFTER_MS = 250;

type Server = Pick<StudioServer, "save" | "check" | "programme">;

const keptAs = (id: string) => `souffleur.studio.${id}`;

export class Editor {
  readonly #server: Server;
  readonly #keep: Keep;
  readonly #today: Date;
  readonly #view: ReturnType<typeof signal<ProgrammeView>>;
  readonly #content: ReturnType<typeof signal<Content>>;
  readonly #saving: Saving<ProgrammeView>;
  readonly #checked = signal<Checked | null>(null);
  #checkTimer: ReturnType<typeof setTimeout> | undefined;
  #checks = 0;
  /** Revision that my version is based on; another one than the present means that a colleague overtook it. */
  #based: number | null = null;

  constructor(view: ProgrammeView, server: Server, keep: Keep, today: Date) {
    this.#server = server;
    this.#keep = keep;
    this.#today = today;
    this.#view = signal(view);
    this.#content = signal(filled(view.own?.content ?? view.content, today));
    this.#saving = new Saving({
      overtaken: "programme_changed",
      send: () => this.#send(),
      ask: () => this.#server.programme(this.#id).catch(() => this.view.value),
      take: (found) => {
        this.#view.value = found;
        this.#based = basedOn(found);
      },
      stateOf,
    });
    this.#saving.take(view);
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
    return this.#saving.state;
  }
  /** The server's sentence about what went wrong, if it gave one. */
  get trouble(): ReadonlySignal<string | null> {
    return this.#saving.trouble;
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
    this.#store();
    this.#saving.soon(SAVE_AFTER_MS);
    this.#checkSoon(CHECK_AFTER_MS);
  }

  /** Go on with this version, over the one that a colleague saved. */
  async settle(content: Content): Promise<void> {
    this.#based = this.view.value.line.revision;
    this.#saving.state.value = "saving";
    this.replace(content);
    await this.flush();
  }

  /** Take the programme as somebody else, or another button, left it. */
  accept(view: ProgrammeView): void {
    this.#saving.drop();
    batch(() => {
      this.#saving.take(view);
      this.#content.value = filled(view.own?.content ?? view.content, this.#today);
    });
    this.#forget();
    this.#checkSoon(0);
  }

  /** The programme is gone: nothing of it is kept here, and nothing is sent any more. */
  discard(): void {
    this.#saving.discard();
    clearTimeout(this.#checkTimer);
    this.#forget();
  }

  /** Save now what is not saved yet; done when the server answered. */
  flush(): Promise<void> {
    return this.#saving.flush();
  }

  /** Stop; what is not saved yet is sent on its way, and waits on this device if it does not arrive. */
  close(): void {
    clearTimeout(this.#checkTimer);
    this.#saving.close();
  }

  get #id(): string {
    return this.view.value.line.id;
  }

  async #send(): Promise<ProgrammeView> {
    const view = await this.#server.save(this.#id, this.#based, this.content.value);
    if (!this.#saving.dirty) this.#forget();
    return view;
  }

  #checkSoon(milliseconds: number): void {
    clearTimeout(this.#checkTimer);
    this.#checkTimer = setTimeout(() => void this.#check(), milliseconds);
  }

  /** Look ahead; an answer that comes after a newer question is dropped. */
  async #check(): Promise<void> {
    const number = ++this.#checks;
    const checked = await this.#server.check(this.#id, this.content.value).catch(() => null);
    if (number === this.#checks && checked !== null && !this.#saving.closed) this.#checked.value = checked;
  }

  #store(): void {
    try {
      this.#keep.setItem(keptAs(this.#id), JSON.stringify(this.content.value));
    } catch {
      // A full or forbidden storage: the server still gets it a moment later.
    }
  }

  #forget(): void {
    this.#keep.removeItem(keptAs(this.#id));
  }

  /** Take up what was typed and never reached the server. */
  #restore(): void {
    try {
      const kept = this.#keep.getItem(keptAs(this.#id));
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
