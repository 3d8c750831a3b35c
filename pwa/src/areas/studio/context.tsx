/** What every part of the studio shares: the server, and the lists that several parts show. */

import { type ReadonlySignal, signal } from "@preact/signals";
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Audience, ProgrammeLine, ReadyProgramme, StudioServer } from "./server";

/** A list from the server, with how far it is. */
export interface Fetched<T> {
  readonly state: "loading" | "here" | "failed";
  readonly value: T;
}

export class Studio {
  readonly server: StudioServer;
  readonly #failed: (error: unknown) => void;
  readonly #programmes = signal<Fetched<readonly ProgrammeLine[]>>({ state: "loading", value: [] });
  readonly #audiences = signal<Fetched<readonly Audience[]>>({ state: "loading", value: [] });
  readonly #ready = signal<Fetched<readonly ReadyProgramme[]>>({ state: "loading", value: [] });

  /** @param failed Told of every request that did not succeed. */
  constructor(server: StudioServer, failed: (error: unknown) => void) {
    this.server = server;
    this.#failed = failed;
  }

  get programmes(): ReadonlySignal<Fetched<readonly ProgrammeLine[]>> {
    return this.#programmes;
  }
  get audiences(): ReadonlySignal<Fetched<readonly Audience[]>> {
    return this.#audiences;
  }
  get ready(): ReadonlySignal<Fetched<readonly ReadyProgramme[]>> {
    return this.#ready;
  }

  readonly loadProgrammes = () => this.#load(this.#programmes, this.server.programmes);
  readonly loadAudiences = () => this.#load(this.#audiences, this.server.audiences);
  readonly loadReady = () => this.#load(this.#ready, this.server.ready);

  /** Something to tell about a programme when it is opened for the first time. */
  readonly note = signal<{ readonly id: string; readonly words: string } | null>(null);

  /** Put a line of the list in step with what an editor just saved. */
  follow(line: ProgrammeLine): void {
    const { state, value } = this.#programmes.value;
    const known = value.some(({ id }) => id === line.id);
    const lines = known ? value.map((each) => (each.id === line.id ? line : each)) : [line, ...value];
    this.#programmes.value = { state, value: lines };
  }

  /** Do something at the server; a failure is told and gives undefined. */
  async attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#failed(error);
      return undefined;
    }
  }

  async #load<T>(target: ReturnType<typeof signal<Fetched<T>>>, ask: () => Promise<T>): Promise<void> {
    const before = target.peek() as Fetched<T>;
    try {
      target.value = { state: "here", value: await ask() };
    } catch (error) {
      // What is on the screen stays there.
      if (before.state !== "here") target.value = { state: "failed", value: before.value };
      this.#failed(error);
    }
  }
}

const StudioContext = createContext<Studio | null>(null);

export const StudioProvider = StudioContext.Provider;

/** The studio around this component. Throws outside the provider: that is a mistake of the programmer. */
export function useStudio(): Studio {
  const studio = useContext(StudioContext);
  if (studio === null) throw new Error("useStudio needs a StudioProvider above it");
  return studio;
}
