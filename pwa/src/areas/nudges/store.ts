/** What Seintjes knows, and what one can do there. Signals of the page: they outlive a visit to another screen. */

import { computed, signal } from "@preact/signals";
import type { Language } from "../../net/api";
import { ApiError } from "../../net/http";
import { Cache } from "../../offline/cache";
import type { Database } from "../../offline/database";
import { type PushState, pushState, type Surroundings, switchOff, switchOn } from "../../push/device";
import {
  type Answer,
  type Events,
  type Nudge,
  type Nudges,
  type Rules,
  type RulesChange,
  server,
  type Understood,
} from "./server";

export const nudges = signal<Nudges | null>(null);
export const events = signal<Events | null>(null);
export const rules = signal<Rules | null>(null);
/** Null: not looked yet. */
export const push = signal<PushState | null>(null);
/** True while what is shown comes from this device, because the server could not be reached. */
export const stale = signal(false);

/** Everything that is known of one nudge that came. */
export const nudgeOf = (id: string) =>
  computed(() =>
    [...(nudges.value?.today ?? []), ...(nudges.value?.earlier ?? [])].find((one) => one.id === id),
  );

/** What another person saw on this page is gone. */
export function forget(): void {
  nudges.value = null;
  events.value = null;
  rules.value = null;
}

const KEPT = "nudges";

export interface Outside {
  readonly database: Promise<Database | null>;
  /** Says what a failed request means. */
  readonly failure: (error: unknown) => void;
  /** How many nudges wait, for the places and for the icon. */
  readonly counted: (unanswered: number) => void;
}

export class Desk {
  readonly #outside: Outside;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** Fetch what came and what comes; what this device knows is shown until then, and where that fails. */
  async load(): Promise<void> {
    const cache = await this.#cache();
    nudges.value ??= (await cache?.read<Nudges>(KEPT)) ?? null;
    try {
      [nudges.value, events.value, rules.value] = await Promise.all([
        server.nudges(),
        server.events(),
        server.rules(),
      ]);
      stale.value = false;
      this.#count();
      await cache?.write(KEPT, nudges.value);
    } catch (error) {
      if (error instanceof ApiError && error.temporary) stale.value = true;
      else this.#outside.failure(error);
    }
  }

  /** Answer a nudge; shown at once, taken back where the server refuses. */
  async answer(nudge: Nudge, answer: Answer, until?: Date): Promise<boolean> {
    const before = nudges.value;
    this.#put(answered(nudge, answer));
    try {
      this.#put(await server.answer(nudge.id, answer, until));
    } catch (error) {
      nudges.value = before;
      this.#count();
      this.#outside.failure(error);
      return false;
    }
    if (answer === "later" || answer === "not_for_me") await this.load();
    return true;
  }

  async change(change: RulesChange): Promise<void> {
    await this.#try(async () => {
      rules.value = await server.setRules(change);
    });
    await this.#try(async () => {
      nudges.value = await server.nudges();
    });
  }

  /** Let a programme come again. */
  async unmute(programme: string): Promise<void> {
    const muted = rules.value?.muted.map(({ id }) => id).filter((id) => id !== programme);
    if (muted) await this.change({ muted });
  }

  /** Add an event from words or from sound. Throws what the request throws: it is told beside the field. */
  async add(said: string | Blob, language: Language): Promise<Understood> {
    const understood =
      typeof said === "string" ? await server.say(said, language) : await server.sayAloud(said, language);
    await this.load();
    return understood;
  }

  async remove(event: string): Promise<void> {
    await this.#try(() => server.removeEvent(event));
    await this.load();
  }

  /** Throws what the request throws: it is told beside the field. */
  async connect(url: string): Promise<void> {
    await server.connect(url);
    await this.load();
  }

  async disconnect(): Promise<void> {
    await this.#try(() => server.disconnect());
    await this.load();
  }

  async lookAtPush(surroundings: Surroundings): Promise<void> {
    push.value = await pushState(surroundings);
  }

  /** Straight from a tap. */
  async switchOn(language: Language): Promise<void> {
    const asked = switchOn(language);
    push.value = "asking";
    push.value = await asked;
  }

  async switchOff(): Promise<void> {
    await this.#try(async () => {
      push.value = await switchOff();
    });
  }

  #put(nudge: Nudge): void {
    const { value } = nudges;
    if (value === null) return;
    const put = (list: readonly Nudge[]) => list.map((one) => (one.id === nudge.id ? nudge : one));
    const today = put(value.today);
    const unanswered = today.filter((one) => !one.opened && one.answer === null).length;
    nudges.value = { ...value, today, earlier: put(value.earlier), unanswered };
    this.#count();
  }

  #count(): void {
    this.#outside.counted(nudges.value?.unanswered ?? 0);
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#outside.failure(error);
    }
  }

  async #cache(): Promise<Cache | null> {
    const database = await this.#outside.database;
    return database && new Cache(database);
  }
}

/** A nudge as it will be when the server takes the answer. */
export function answered(nudge: Nudge, answer: Answer): Nudge {
  switch (answer) {
    case "opened":
      return { ...nudge, opened: true };
    case "now":
      return { ...nudge, opened: true, answer };
    case "useful":
    case "not_useful":
      return { ...nudge, opened: true, useful: answer === "useful" };
    default:
      return { ...nudge, answer };
  }
}
