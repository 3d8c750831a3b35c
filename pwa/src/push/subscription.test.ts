import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { fakeCaches } from "../testing/caches";
import { seenBefore } from "./kept";
import { bytesOf, keepInStep, type Manager, subscribe, textOf, unsubscribe } from "./subscription";

/** A browser with at most one subscription. */
class FakeManager implements Manager {
  present: PushSubscription | null = null;
  made = 0;

  async getSubscription() {
    return this.present;
  }

  async subscribe(options?: PushSubscriptionOptionsInit) {
    if (this.present) throw new DOMException("another key", "InvalidStateError");
    this.made += 1;
    const key = options?.applicationServerKey as Uint8Array<ArrayBuffer>;
    this.present = {
      options: { applicationServerKey: key.buffer, userVisibleOnly: true },
      toJSON: () => ({ endpoint: `https://push.example/${this.made}`, keys: { p256dh: "p", auth: "a" } }),
      unsubscribe: async () => {
        this.present = null;
        return true;
      },
    } as unknown as PushSubscription;
    return this.present;
  }
}

/** The server's two routes. */
class FakeServer {
  keys: (string | null)[] = ["BAAA"];
  readonly devices = new Map<string, { endpoint: string; server_key: string; zone: string }>();
  away = false;

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    if (this.away) throw new TypeError("no network");
    const key = this.keys[0] ?? null;
    if (path === "/v1/push-key") {
      if (this.keys.length > 1) this.keys.shift();
      return Response.json({ key });
    }
    const device = decodeURIComponent(path.split("/").at(-1) ?? "");
    if (init.method === "DELETE") {
      this.devices.delete(device);
      return new Response(null, { status: 204 });
    }
    const body = JSON.parse(String(init.body));
    if (body.server_key !== key) return Response.json({ subscribed: false });
    this.devices.set(device, body);
    return Response.json({ subscribed: true });
  };
}

describe("the subscription of this browser", () => {
  let manager: FakeManager;
  let server: FakeServer;
  let kept: Map<string, string>;
  beforeEach(() => {
    manager = new FakeManager();
    server = new FakeServer();
    kept = fakeCaches();
    vi.stubGlobal("fetch", server.fetch);
  });
  afterEach(() => vi.unstubAllGlobals());
  const endpoints = () => [...server.devices.values()].map((device) => device.endpoint);

  it("is told once made, with the place of the clock", async () => {
    expect(await subscribe(manager)).toBe(true);
    expect(endpoints()).toEqual(["https://push.example/1"]);
    const [device] = server.devices.values();
    expect(device?.zone).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
  });

  it("is told again at every opening, under the same name, without a new one", async () => {
    await subscribe(manager);
    await keepInStep(manager);
    await keepInStep(manager);
    expect([server.devices.size, manager.made]).toEqual([1, 1]);
  });

  it("is left alone where nobody wanted it", async () => {
    await keepInStep(manager);
    expect([manager.made, server.devices.size]).toEqual([0, 0]);
  });

  it("is made anew when the server's key changed", async () => {
    await subscribe(manager);
    server.keys = ["BBBB"];
    await keepInStep(manager);
    expect(manager.made).toBe(2);
    expect(endpoints()).toEqual(["https://push.example/2"]);
    expect(textOf(manager.present?.options.applicationServerKey ?? null)).toBe("BBBB");
  });

  it("survives a key that changes in between", async () => {
    server.keys = ["BAAA", "BBBB"];
    expect(await subscribe(manager)).toBe(true);
    expect(textOf(manager.present?.options.applicationServerKey ?? null)).toBe("BBBB");
    expect(server.devices.size).toBe(1);
  });

  it("is not asked for where the server sends no push messages", async () => {
    server.keys = [null];
    expect(await subscribe(manager)).toBe(false);
    expect(manager.made).toBe(0);
  });

  it("is removed here and there, and stays away", async () => {
    await subscribe(manager);
    await unsubscribe(manager);
    expect([server.devices.size, manager.present]).toEqual([0, null]);
    await keepInStep(manager);
    expect(manager.present).toBeNull();
  });

  it("is removed here also where the server cannot be reached", async () => {
    await subscribe(manager);
    server.away = true;
    await unsubscribe(manager);
    expect(manager.present).toBeNull();
  });

  it("remembers a hundred deliveries", async () => {
    expect(await seenBefore("d1")).toBe(false);
    expect(await seenBefore("d1")).toBe(true);
    for (let count = 0; count < 100; count += 1) await seenBefore(`other ${count}`);
    expect(await seenBefore("d1")).toBe(false);
    expect(JSON.parse(kept.get("/kept/seen") ?? "[]")).toHaveLength(100);
  });
});

describe("base64url", () => {
  it("goes there and back", () => {
    const bytes = new Uint8Array([0, 251, 255, 62, 63, 1]);
    expect([...bytesOf(textOf(bytes.buffer))]).toEqual([...bytes]);
    expect(textOf(bytes.buffer)).not.toMatch(/[+/=]/);
    expect(textOf(null)).toBe("");
  });
});
