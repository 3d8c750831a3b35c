/** Small things that the app needs before, or without, a connection. Each is replaced as a whole. */

import type { Database } from "./database";

export class Cache {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Read what was kept under a name; undefined where nothing is. */
  async read<T>(name: string): Promise<T | undefined> {
    return (await this.#database.get("cache", name)) as T | undefined;
  }

  async write(name: string, value: unknown): Promise<void> {
    await this.#database.put("cache", value, name);
  }

  /** Forget everything (signing out, erasing). */
  async clear(): Promise<void> {
    await this.#database.clear("cache");
  }
}
