/** Web Locks within one test: held by name until their work is done, never queued for. */

type Work = (lock: { name: string } | null) => Promise<unknown>;

export class FakeLocks {
  readonly #held = new Set<string>();

  async request(name: string, options: { ifAvailable: boolean } | Work, work?: Work): Promise<unknown> {
    const run = typeof options === "function" ? options : work;
    if (!run) throw new Error("nothing to do with the lock");
    if (this.#held.has(name)) return run(null);
    this.#held.add(name);
    try {
      return await run({ name });
    } finally {
      this.#held.delete(name);
    }
  }

  async query(): Promise<{ held: { name: string }[] }> {
    return { held: [...this.#held].map((name) => ({ name })) };
  }
}
