import { describe, expect, it, vi } from "vitest";
import { neutralMessage, readMessage } from "./message";
import { report } from "./report";

const MESSAGE = readMessage(
  { notification: { title: "T", data: { occurrence: "o", delivery: "d/1", receipt: "s" } } },
  "https://souffleur.example",
);
const attached = (MESSAGE as NonNullable<typeof MESSAGE>).attached;

function outside(...answers: (number | "offline")[]) {
  const fetch = vi.fn<typeof globalThis.fetch>();
  for (const answer of answers) {
    if (answer === "offline") fetch.mockRejectedValueOnce(new TypeError("no network"));
    else fetch.mockResolvedValueOnce(new Response(null, { status: answer }));
  }
  return { fetch, wait: vi.fn(async () => undefined) };
}

describe("telling the server", () => {
  it("goes by the delivery's secret and without a cookie", async () => {
    const world = outside(204);
    expect(await report(attached, null, world)).toBe("told");
    const [path, init] = world.fetch.mock.calls[0] ?? [];
    expect(path).toBe("/v1/deliveries/d%2F1/receipt");
    expect(init).toMatchObject({
      method: "POST",
      credentials: "omit",
      body: JSON.stringify({ secret: "s" }),
    });
  });

  it("brings the answer that was tapped", async () => {
    const world = outside(204);
    const until = new Date(Date.UTC(2026, 10, 25, 9));
    await report(attached, { answer: "later", until }, world);
    expect(JSON.parse(String(world.fetch.mock.calls[0]?.[1]?.body))).toEqual({
      secret: "s",
      answer: "later",
      until: "2026-11-25T09:00:00.000Z",
    });
  });

  it.each([[["offline", 204], "told", 1] as const, [[503, 204], "told", 1] as const])(
    "tries once more after %j",
    async (answers, told, waits) => {
      const world = outside(...answers);
      expect(await report(attached, null, world)).toBe(told);
      expect(world.wait).toHaveBeenCalledTimes(waits);
    },
  );

  it("gives up after the second time, and does not repeat what was refused", async () => {
    const away = outside("offline", "offline");
    expect(await report(attached, null, away)).toBe("unreachable");
    expect(away.fetch).toHaveBeenCalledTimes(2);
    const refused = outside(404);
    expect(await report(attached, null, refused)).toBe("refused");
    expect(refused.fetch).toHaveBeenCalledTimes(1);
  });

  it("has nothing to tell of a neutral notification", async () => {
    const world = outside();
    expect(await report(neutralMessage("a", "b", "nl").attached, null, world)).toBe("refused");
    expect(world.fetch).not.toHaveBeenCalled();
  });
});
