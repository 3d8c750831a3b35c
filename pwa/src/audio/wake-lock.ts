/** Keeps the screen on while a conversation is going; asked for again when the page comes back into view. */

export class WakeLock {
  #wanted = false;
  #sentinel: WakeLockSentinel | null = null;
  #asking = false;

  constructor() {
    document.addEventListener("visibilitychange", this.#onVisible);
  }

  /** Keep the screen on, or let it go off. A refusal (low battery, old browser) is no problem. */
  set(wanted: boolean): void {
    this.#wanted = wanted;
    if (wanted) void this.#ask();
    else this.#release();
  }

  dispose(): void {
    document.removeEventListener("visibilitychange", this.#onVisible);
    this.set(false);
  }

  #onVisible = () => {
    if (this.#wanted && document.visibilityState === "visible") void this.#ask();
  };

  async #ask(): Promise<void> {
    if (this.#asking || (this.#sentinel && !this.#sentinel.released)) return;
    if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
    this.#asking = true;
    try {
      this.#sentinel = await navigator.wakeLock.request("screen");
    } catch {
      this.#sentinel = null;
    } finally {
      this.#asking = false;
    }
    if (!this.#wanted) this.#release();
  }

  #release(): void {
    this.#sentinel?.release().catch(() => undefined);
    this.#sentinel = null;
  }
}
