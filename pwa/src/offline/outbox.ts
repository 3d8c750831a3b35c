/**
 * Questions that wait for a connection. Each goes out once: a client id makes sending idempotent on the server, a lock
 * keeps two tabs from sending at the same time, and one is removed only after its answer came.
 */

import type { Database, Kept } from "./database";

const LOCK = "souffleur-outbox";
/** More than this is refused rather than filling the phone. */
export const MOST = 30;

/** What became of sending one. */
export type Outcome =
  | { readonly kind: "answered" }
  /** Try again later; the ones after it wait too. */
  | { readonly kind: "later" }
  /** It will never be accepted. */
  | { readonly kind: "refused"; readonly code: string };

export class OutboxFull extends Error {
  readonly code = "outbox_full";
}

/** Names the page's own lock; while it is held, the page is alive. */
export const pageLock = (page: string) => `souffleur-page-${page}`;

export class Outbox {
  readonly #database: Database;
  readonly #page: string;
  readonly #changed: () => void;
  #draining: Promise<void> | null = null;

  /** `page` names this page among the open tabs; `changed` is called when the list may have changed. */
  constructor(database: Database, page: string, changed: () => void = () => undefined) {
    this.#database = database;
    this.#page = page;
    this.#changed = changed;
  }

  /** Say that this page is alive, until it is closed: others then leave its live questions alone. */
  static announce(page: string): void {
    const forever = new Promise<void>(() => undefined);
    void navigator.locks?.request(pageLock(page), () => forever).catch(() => undefined);
  }

  /** All that wait, oldest first. */
  list(): Promise<Kept[]> {
    return this.#database.getAllFromIndex("outbox", "at");
  }

  /**
   * Keep a question; the same client id replaces what was kept.
   *
   * Throws `OutboxFull` where too many wait already.
   */
  async put(question: Kept): Promise<void> {
    const known = await this.#database.get("outbox", question.clientId);
    if (!known && (await this.#database.count("outbox")) >= MOST) throw new OutboxFull();
    await this.#database.put("outbox", question);
    this.#changed();
  }

  async remove(clientId: string): Promise<void> {
    await this.#database.delete("outbox", clientId);
    this.#changed();
  }

  async clear(): Promise<void> {
    await this.#database.clear("outbox");
    this.#changed();
  }

  /** The live conversation will not answer these any more: they go out by themselves. */
  async release(): Promise<void> {
    for (const question of await this.list()) {
      if (question.live === this.#page) await this.#database.put("outbox", { ...question, live: null });
    }
    this.#changed();
  }

  /** Send what waits, one after the other, oldest first. A second call while one runs joins it. */
  drain(send: (question: Kept) => Promise<Outcome>): Promise<void> {
    this.#draining ??= this.#locked(() => this.#sendAll(send)).finally(() => {
      this.#draining = null;
    });
    return this.#draining;
  }

  async #locked(work: () => Promise<void>): Promise<void> {
    if (!navigator.locks) return work();
    await navigator.locks.request(LOCK, { ifAvailable: true }, async (lock) => {
      if (lock) await work();
    });
  }

  async #sendAll(send: (question: Kept) => Promise<Outcome>): Promise<void> {
    const alive = await this.#alivePages();
    for (const question of await this.list()) {
      if (question.refused !== null || (question.live !== null && alive.has(question.live))) continue;
      // Another tab may have sent it, or the person removed it, since the list was read.
      if (!(await this.#database.get("outbox", question.clientId))) continue;
      const outcome = await send(question);
      if (outcome.kind === "later") return;
      if (outcome.kind === "answered") await this.remove(question.clientId);
      else await this.put({ ...question, live: null, refused: outcome.code });
    }
  }

  /** Pages that are open now, this one included. */
  async #alivePages(): Promise<Set<string>> {
    const alive = new Set([this.#page]);
    const held = (await navigator.locks?.query())?.held ?? [];
    for (const lock of held) {
      if (lock.name?.startsWith(pageLock(""))) alive.add(lock.name.slice(pageLock("").length));
    }
    return alive;
  }
}
