import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { watchInstall, watchUpdates } from "./install";
import { createModel } from "./model";

/** A phone on which the app runs in the browser, or as an app of its own. */
function phone({ agent = "Android", platform = "Linux", touch = 5, standalone = false, apple = false } = {}) {
  vi.stubGlobal("navigator", {
    userAgent: agent,
    platform,
    maxTouchPoints: touch,
    ...(apple ? { standalone: true } : {}),
  });
  vi.stubGlobal("matchMedia", () => ({ matches: standalone }));
}

/** The browser offers to install. */
function offer() {
  const prompt = vi.fn(async () => undefined);
  const event = Object.assign(new Event("beforeinstallprompt", { cancelable: true }), { prompt });
  dispatchEvent(event);
  return { event, prompt };
}

describe("Installing", () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => localStorage.clear());

  it("offers what the browser offers, and asks it once", () => {
    phone();
    const model = createModel();
    const { install } = watchInstall(model);
    expect(model.install.value).toBe("unavailable");
    const { event, prompt } = offer();
    expect(event.defaultPrevented).toBe(true);
    expect(model.install.value).toBe("offered");
    install();
    install();
    expect(prompt).toHaveBeenCalledTimes(1);
    expect(model.install.value).toBe("unavailable");
    dispatchEvent(new Event("appinstalled"));
    expect(model.install.value).toBe("installed");
  });

  it("offers nothing any more after a no, also next time", () => {
    phone();
    const model = createModel();
    watchInstall(model).dismiss();
    const next = createModel();
    watchInstall(next);
    offer();
    expect(next.install.value).toBe("unavailable");
    phone({ agent: "iPhone" });
    const apple = createModel();
    watchInstall(apple);
    expect(apple.install.value).toBe("unavailable");
  });

  it.each([
    ["an iPhone", { agent: "Mozilla (iPhone; CPU)" }, "by_hand"],
    ["an iPad, which says that it is a Mac", { agent: "Macintosh", platform: "MacIntel" }, "by_hand"],
    ["a Mac", { agent: "Macintosh", platform: "MacIntel", touch: 0 }, "unavailable"],
    ["an installed app", { agent: "iPhone", standalone: true }, "installed"],
    ["an app on Apple's home screen", { agent: "iPhone", apple: true }, "installed"],
  ] as const)("on %s", (_, kind, expected) => {
    phone(kind);
    const model = createModel();
    watchInstall(model);
    expect(model.install.value).toBe(expected);
  });
});

/** A service worker registration in which the test puts new versions. */
class Registration extends EventTarget {
  waiting: { postMessage: ReturnType<typeof vi.fn> } | null = null;
  installing: EventTarget | null = null;
  readonly update = vi.fn(async () => undefined);

  /** A new version has been fetched. */
  fetched(): void {
    this.installing = new EventTarget();
    this.dispatchEvent(new Event("updatefound"));
    this.waiting = { postMessage: vi.fn() };
    this.installing.dispatchEvent(new Event("statechange"));
  }
}

describe("New versions", () => {
  let registration: Registration;
  let container: EventTarget & { controller: object | null; register: ReturnType<typeof vi.fn> };

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubEnv("PROD", true);
    registration = new Registration();
    container = Object.assign(new EventTarget(), {
      controller: {},
      register: vi.fn(async () => registration),
    });
    vi.stubGlobal("navigator", { serviceWorker: container });
    vi.spyOn(document, "readyState", "get").mockReturnValue("complete");
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllEnvs();
  });

  it("leaves the line to the first question before it fetches anything", async () => {
    watchUpdates(createModel());
    expect(container.register).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(3000);
    expect(container.register).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_600_000);
    expect(registration.update).toHaveBeenCalledTimes(1);
  });

  it("offers a new version between turns only, and leaves the offer there", async () => {
    const model = createModel();
    watchUpdates(model);
    await vi.advanceTimersByTimeAsync(3000);
    model.voice.value = "speaking";
    registration.fetched();
    expect(model.updateReady.value).toBe(false);
    model.voice.value = "ready";
    expect(model.updateReady.value).toBe(true);
    model.voice.value = "listening";
    expect(model.updateReady.value).toBe(true);
  });

  it("does not call the first version a new one", async () => {
    container.controller = null;
    const model = createModel();
    watchUpdates(model);
    await vi.advanceTimersByTimeAsync(3000);
    registration.fetched();
    expect(model.updateReady.value).toBe(false);
  });

  it("loads the new version when the person asks for it, and never by itself", async () => {
    const reload = vi.fn();
    vi.stubGlobal("location", { reload });
    const { apply } = watchUpdates(createModel());
    await vi.advanceTimersByTimeAsync(3000);
    registration.fetched();
    container.dispatchEvent(new Event("controllerchange"));
    expect(reload).not.toHaveBeenCalled();
    apply();
    expect(registration.waiting?.postMessage).toHaveBeenCalledWith({ type: "SKIP_WAITING" });
    container.dispatchEvent(new Event("controllerchange"));
    expect(reload).toHaveBeenCalledTimes(1);
  });
});
