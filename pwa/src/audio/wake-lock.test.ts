import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WakeLock } from "./wake-lock";

class Sentinel {
  released = false;
  async release(): Promise<void> {
    this.released = true;
  }
}

let given: Sentinel[];
let visible: DocumentVisibilityState;
let lock: WakeLock;
const request = vi.fn();

const settle = () => vi.waitFor(() => Promise.resolve());
/** The page goes out of view, or comes back; a browser takes the lock away when it goes. */
function look(state: DocumentVisibilityState): void {
  visible = state;
  if (state === "hidden") for (const sentinel of given) sentinel.released = true;
  document.dispatchEvent(new Event("visibilitychange"));
}

describe("WakeLock", () => {
  beforeEach(() => {
    given = [];
    visible = "visible";
    request.mockReset().mockImplementation(async () => {
      const sentinel = new Sentinel();
      given.push(sentinel);
      return sentinel;
    });
    vi.stubGlobal("navigator", { wakeLock: { request } });
    vi.spyOn(document, "visibilityState", "get").mockImplementation(() => visible);
    lock = new WakeLock();
  });
  afterEach(() => lock.dispose());

  it("is asked for once while it is wanted, and let go", async () => {
    lock.set(true);
    lock.set(true);
    await settle();
    lock.set(true);
    await settle();
    expect(request).toHaveBeenCalledTimes(1);
    lock.set(false);
    expect(given[0]?.released).toBe(true);
  });

  it("is asked for again when the page comes back into view, and only then", async () => {
    lock.set(true);
    await settle();
    look("hidden");
    lock.set(true);
    await settle();
    expect(request).toHaveBeenCalledTimes(1);
    look("visible");
    await settle();
    expect(request).toHaveBeenCalledTimes(2);
    lock.set(false);
    look("hidden");
    look("visible");
    await settle();
    expect(request).toHaveBeenCalledTimes(2);
  });

  it("is let go at once where it comes after nobody wants it any more", async () => {
    lock.set(true);
    lock.set(false);
    await vi.waitFor(() => expect(given[0]?.released).toBe(true));
  });

  it("may be refused, and is asked for again the next time", async () => {
    request.mockRejectedValueOnce(new DOMException("low battery", "NotAllowedError"));
    lock.set(true);
    await settle();
    lock.set(true);
    await vi.waitFor(() => expect(given).toHaveLength(1));
  });

  it("asks nothing of a browser that has none, and nothing after it is disposed", async () => {
    vi.stubGlobal("navigator", {});
    lock.set(true);
    vi.stubGlobal("navigator", { wakeLock: { request } });
    lock.dispose();
    look("visible");
    await settle();
    expect(request).not.toHaveBeenCalled();
  });
});
