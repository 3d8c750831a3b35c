import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { NUDGES_SERVER } from "../../preview/nudges";
import { rowsOf } from "./ComingList";
import { answerOf, placeOf } from "./Opening";
import type { Nudge, Nudges } from "./server";
import { answered, Desk, events, nudges, rules, stale } from "./store";

const KNOWN = NUDGES_SERVER["/v1/nudges"] as Nudges;
const [FIRST] = KNOWN.today as readonly [Nudge, ...Nudge[]];

/** A server that answers what stories answer, and writes down what it was asked. */
class FakeServer {
  readonly asked: { method: string; path: string; body: unknown }[] = [];
  status = 200;
  away = false;
  answer: object = {};

  readonly fetch = async (path: string, init: RequestInit): Promise<Response> => {
    if (this.away) throw new TypeError("no network");
    const [bare = ""] = path.split("?");
    const method = init.method ?? "GET";
    this.asked.push({ method, path: bare, body: init.body ? JSON.parse(String(init.body)) : null });
    if (method === "GET") return Response.json(NUDGES_SERVER[bare]);
    if (this.status !== 200) return Response.json({ code: "no", message: "Nee." }, { status: this.status });
    return method === "DELETE" ? new Response(null, { status: 204 }) : Response.json(this.answer);
  };
}

describe("the desk of the nudges", () => {
  let server: FakeServer;
  let desk: Desk;
  const failure = vi.fn();
  const counted = vi.fn();

  beforeEach(() => {
    server = new FakeServer();
    vi.stubGlobal("fetch", server.fetch);
    for (const one of [nudges, events, rules]) one.value = null;
    stale.value = false;
    desk = new Desk({ database: Promise.resolve(null), failure, counted });
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    failure.mockReset();
    counted.mockReset();
  });
  const today = () => nudges.value?.today.find((one) => one.id === FIRST.id);

  it("fetches everything and tells the number", async () => {
    await desk.load();
    expect(nudges.value).toEqual(KNOWN);
    expect(events.value?.events).toHaveLength(2);
    expect(counted).toHaveBeenLastCalledWith(1);
  });

  it("keeps what was there, and says so, where there is no connection", async () => {
    await desk.load();
    server.away = true;
    await desk.load();
    expect(nudges.value).toEqual(KNOWN);
    expect(stale.value).toBe(true);
    expect(failure).not.toHaveBeenCalled();
  });

  it("shows an answer at once, and the server's word after it", async () => {
    await desk.load();
    server.answer = { ...FIRST, opened: true, answer: "now" };
    const done = desk.answer(FIRST, "now");
    expect(today()).toMatchObject({ opened: true, answer: "now" });
    expect(counted).toHaveBeenLastCalledWith(0);
    expect(await done).toBe(true);
    expect(server.asked.at(-1)).toEqual({
      method: "POST",
      path: `/v1/nudges/${FIRST.id}/answer`,
      body: { answer: "now" },
    });
  });

  it("takes an answer back that the server refuses", async () => {
    await desk.load();
    server.status = 409;
    expect(await desk.answer(FIRST, "not_for_me")).toBe(false);
    expect(today()).toEqual(FIRST);
    expect(counted).toHaveBeenLastCalledWith(1);
    expect(failure).toHaveBeenCalledTimes(1);
  });

  it("tells when it comes back", async () => {
    await desk.load();
    server.answer = { ...FIRST, answer: "later" };
    await desk.answer(FIRST, "later", new Date(Date.UTC(2026, 10, 26, 8)));
    expect(server.asked.find(({ method }) => method === "POST")?.body).toEqual({
      answer: "later",
      until: "2026-11-26T08:00:00.000Z",
    });
  });

  it("lets a programme come again, and leaves the others off", async () => {
    await desk.load();
    await desk.unmute("durfkaart");
    expect(server.asked.find(({ method }) => method === "PUT")?.body).toEqual({ muted: [] });
  });
});

describe("an answer", () => {
  it.each([
    ["opened", { opened: true }],
    ["now", { opened: true, answer: "now" }],
    ["later", { answer: "later" }],
    ["not_for_me", { answer: "not_for_me" }],
    ["useful", { opened: true, useful: true }],
    ["not_useful", { opened: true, useful: false }],
  ] as const)("%s changes just that", (answer, change) => {
    expect(answered(FIRST, answer)).toEqual({ ...FIRST, ...change });
  });
});

describe("what a nudge opens", () => {
  it.each([
    ["card", "slecht-nieuws", "/tip/slecht-nieuws"],
    ["card", "", "/tip"],
    ["practice", "gesprek/boze-inwoner", "/oefenen/gesprek/boze-inwoner"],
    ["practice", "", "/oefenen"],
    ["reflection", "", "/reflectie"],
    ["link", "/instellingen", "/instellingen"],
    ["link", "https://leren.example/les", null],
    ["link", "//leren.example", null],
    ["link", "/\\leren.example", null],
  ] as const)("%s %s", (kind, target, place) => {
    expect(placeOf({ kind, target })).toBe(place);
  });

  it.each([
    ["", "opened"],
    ["?answer=now", "now"],
    ["?answer=later", "later"],
    ["?answer=not_for_me", "not_for_me"],
    ["?answer=useful", "opened"],
  ])("an address with %j is answered with %s", (search, answer) => {
    expect(answerOf(search)).toBe(answer);
  });
});

describe("what comes", () => {
  it("is in one order, nudges and events together", () => {
    const event = {
      id: "e",
      title: "E",
      start: "2000-01-01T00:00:00Z",
      end: null,
      all_day: false,
      own: true,
    };
    const rows = rowsOf(KNOWN.coming, [event]);
    expect(rows).toHaveLength(KNOWN.coming.length + 1);
    expect(rows[0]?.event).toEqual(event);
    expect(rows.map(({ at }) => Date.parse(at))).toEqual(
      rows.map(({ at }) => Date.parse(at)).sort((one, other) => one - other),
    );
  });
});
