import { beforeEach, expect, test, vi } from "vitest";

const order: string[] = [];
let connect = (): void => {};

vi.mock("./kept", () => ({ keep: async () => undefined }));
vi.mock("./subscription", () => ({
  keepInStep: async () => {
    await new Promise<void>((resolve) => {
      connect = () => resolve();
    });
    order.push("subscribed");
  },
  unsubscribe: async () => {
    order.push("unsubscribed");
  },
}));

beforeEach(() => {
  order.length = 0;
  vi.stubGlobal("navigator", {
    serviceWorker: { getRegistration: async () => ({ pushManager: {}, getNotifications: async () => [] }) },
  });
});

test("whoever leaves while the opening is still under way leaves no device behind", async () => {
  const { left, opened } = await import("./opening");
  const opening = opened("nl");
  const leaving = left();
  await vi.waitFor(() => {
    connect();
    expect(order).toContain("subscribed");
  });
  await Promise.all([opening, leaving]);

  expect(order).toEqual(["subscribed", "unsubscribed"]);
});

test("an opening that fails is no reason not to leave", async () => {
  const { left, opened } = await import("./opening");
  vi.stubGlobal("navigator", {
    serviceWorker: { getRegistration: () => Promise.reject(new Error("gone")) },
  });
  await opened("nl");
  vi.stubGlobal("navigator", { serviceWorker: { getRegistration: async () => undefined } });
  await left();

  expect(order).toEqual(["unsubscribed"]);
});
