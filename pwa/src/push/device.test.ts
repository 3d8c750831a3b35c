import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeCaches } from "../testing/caches";
import { pushState, switchOff, switchOn } from "./device";
import { left, opened } from "./opening";

const ELSEWHERE = { apple: false, installed: false };

describe("notifications on this device", () => {
  let permission: NotificationPermission;
  let asked: NotificationPermission;
  let subscription: object | null;
  let shown: { closed: boolean; close(): void }[];
  const tell = vi.fn();

  beforeEach(() => {
    permission = "default";
    asked = "granted";
    subscription = null;
    shown = [];
    fakeCaches();
    const pushManager = {
      getSubscription: async () => subscription,
      subscribe: async () => {
        subscription = {
          options: { applicationServerKey: null },
          toJSON: () => ({ endpoint: "https://push.example/1", keys: { p256dh: "p", auth: "a" } }),
          unsubscribe: async () => {
            subscription = null;
            return true;
          },
        };
        return subscription;
      },
    };
    const registration = { pushManager, active: { postMessage: tell }, getNotifications: async () => shown };
    vi.stubGlobal("Notification", {
      get permission() {
        return permission;
      },
      requestPermission: async () => {
        permission = asked;
        return asked;
      },
    });
    vi.stubGlobal("PushManager", class {});
    vi.stubGlobal("navigator", {
      ...navigator,
      onLine: true,
      serviceWorker: {
        register: async () => registration,
        ready: Promise.resolve(registration),
        getRegistration: async () => registration,
      },
    });
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
      if (path === "/v1/push-key") return Response.json({ key: "BAAA" });
      return init.method === "DELETE"
        ? new Response(null, { status: 204 })
        : Response.json({ subscribed: true });
    });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    tell.mockReset();
  });

  it("on an iPhone come after the home screen", async () => {
    expect(await pushState({ apple: true, installed: false })).toBe("install_first");
    expect(await pushState({ apple: true, installed: true })).toBe("off");
  });

  it("are not offered where a browser cannot", async () => {
    vi.stubGlobal("navigator", {});
    expect(await pushState(ELSEWHERE)).toBe("unsupported");
    expect(await switchOn("nl")).toBe("unsupported");
  });

  it("are switched on by a tap, and off again", async () => {
    expect(await pushState(ELSEWHERE)).toBe("off");
    expect(await switchOn("en")).toBe("on");
    expect(await pushState(ELSEWHERE)).toBe("on");
    expect(await switchOff()).toBe("off");
    expect(await pushState(ELSEWHERE)).toBe("off");
  });

  it.each([
    ["denied", "denied"],
    ["default", "off"],
  ] as const)("stay off where the browser says %s", async (answer, state) => {
    asked = answer;
    expect(await switchOn("nl")).toBe(state);
    expect(await pushState(ELSEWHERE)).toBe(state);
    expect(subscription).toBeNull();
  });

  it("say that it failed where the server cannot be reached", async () => {
    vi.stubGlobal("fetch", async () => {
      throw new TypeError("no network");
    });
    expect(await switchOn("nl")).toBe("failed");
    expect(await pushState(ELSEWHERE)).toBe("off");
  });

  it("are kept in step at an opening, and tidied", async () => {
    await switchOn("nl");
    subscription = null;
    await opened("nl");
    expect(subscription).not.toBeNull();
    expect(tell).toHaveBeenCalledWith({ type: "TIDY" });
  });

  it("go away with the person who leaves", async () => {
    await switchOn("nl");
    const close = vi.fn();
    shown = [{ closed: false, close }];
    await left();
    expect(close).toHaveBeenCalledTimes(1);
    expect(subscription).toBeNull();
  });
});
