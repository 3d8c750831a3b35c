/** Fetching the code of an area, once; and again after it failed. */

import { signal } from "@preact/signals";
import { AREAS, type Area, type AreaName } from "./areas";

export type Fetched =
  | { readonly state: "loading" | "failed" }
  | { readonly state: "here"; readonly area: Area };

type Loaders = typeof AREAS;

export class AreaLoader {
  readonly #loaders: Loaders;
  readonly #reload: () => void;
  readonly #fetched = new Map<AreaName, ReturnType<typeof signal<Fetched>>>();

  /**
   * @param reload The last resort of a retry: the page is older than what the server has, so its chunk is gone for good.
   */
  constructor(loaders: Loaders = AREAS, reload: () => void = () => location.reload()) {
    this.#loaders = loaders;
    this.#reload = reload;
  }

  /** How far an area is; begins to fetch it at the first question. Read it in a component to follow it. */
  get(name: AreaName): Fetched {
    const known = this.#fetched.get(name);
    if (known?.value) return known.value;
    const made = signal<Fetched>({ state: "loading" });
    this.#fetched.set(name, made);
    void this.#fetch(name).then((fetched) => {
      made.value = fetched;
    });
    return made.value;
  }

  /**
   * Try again after a failure.
   *
   * @param tapped The person asked for it: where that fails too though there is a network, the page is loaded anew.
   */
  async retry(name: AreaName, tapped: boolean): Promise<void> {
    const slot = this.#fetched.get(name);
    if (slot?.value?.state !== "failed") return;
    slot.value = { state: "loading" };
    const fetched = await this.#fetch(name);
    slot.value = fetched;
    if (tapped && fetched.state === "failed" && navigator.onLine) this.#reload();
  }

  async #fetch(name: AreaName): Promise<Fetched> {
    try {
      return { state: "here", area: (await this.#loaders[name]()).default };
    } catch {
      return { state: "failed" };
    }
  }
}

/** The areas of this page. */
export const areaLoader = new AreaLoader();
