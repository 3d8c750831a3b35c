import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { keep } from "../push/kept";
import { fakeCaches } from "../testing/caches";
import { FakeWorld } from "../testing/notifications";
import en from "./push.en.json";
import nl from "./push.nl.json";
import { tapped } from "./push-click";
import { offered, show, tidy } from "./push-show";

const NOW = new Date(2026, 10, 25, 10);

function nudge(name: string, other: object = {}) {
  const data = { occurrence: name, delivery: `delivery of ${name}`, receipt: "secret" };
  const notification = {
    title: `Seintje ${name}`,
    body: "Eén regel.",
    navigate: `/seintjes/${name}`,
    tag: `tag ${name}`,
    lang: "nl",
    data,
    ...other,
  };
  return { web_push: 8030, app_badge: 2, notification };
}

describe("the service worker", () => {
  let world: FakeWorld;
  let told: { path: string; body: Record<string, unknown> }[];
  let unanswered: string[] | null;
  let status: number;

  beforeEach(() => {
    world = new FakeWorld();
    told = [];
    unanswered = null;
    status = 204;
    fakeCaches();
    vi.stubGlobal("fetch", async (path: string, init: RequestInit) => {
      if (path === "/v1/nudges/unanswered") {
        return unanswered ? Response.json({ ids: unanswered }) : new Response(null, { status: 401 });
      }
      told.push({ path, body: JSON.parse(String(init.body)) });
      return new Response(null, { status });
    });
  });
  afterEach(() => vi.unstubAllGlobals());

  const arrive = (document: unknown) => show(world.scope, document, NOW.getTime());
  const tap = async (action = "") => {
    const [notification] = world.shown;
    if (!notification) throw new Error("nothing is shown");
    await tapped(world.scope, { action, notification: notification as unknown as Notification }, NOW);
  };

  it("has the same words in both languages", () => {
    expect(Object.keys(en)).toEqual(Object.keys(nl));
  });

  it("shows what came, with its answers, tells the server, and sets the number on the icon", async () => {
    const page = world.open();
    await arrive(nudge("one"));
    const [shown] = world.shown;
    expect(shown).toMatchObject({ title: "Seintje one", body: "Eén regel.", tag: "tag one", silent: null });
    expect(shown?.actions?.map(({ title }) => title)).toEqual(["Nu", "Later", "Niet voor mij"]);
    expect(told).toEqual([
      { path: "/v1/deliveries/delivery%20of%20one/receipt", body: { secret: "secret" } },
    ]);
    expect(world.badge).toBe(2);
    expect(page.messages).toEqual([{ type: "NUDGED" }]);
  });

  it("speaks the language of the nudge", async () => {
    await arrive(nudge("one", { lang: "en" }));
    expect(world.shown[0]?.actions?.map(({ title }) => title)).toEqual(["Now", "Later", "Not for me"]);
  });

  it.each([
    [3, ["now", "later", "not_for_me"]],
    [2, ["later", "not_for_me"]],
    [1, ["later"]],
    [0, []],
  ])("offers the answers that fit where there is room for %i; a tap is always now", (room, actions) => {
    expect(offered("nl", room).map(({ action }) => action)).toEqual(actions);
  });

  it.each([[null], ["no document"], [{ notification: {} }]])(
    "shows a neutral text for what it cannot read: %j",
    async (document) => {
      await arrive(document);
      expect(world.shown).toHaveLength(1);
      expect(world.shown[0]).toMatchObject({
        title: "Souffleur",
        body: "Er staat een seintje voor je klaar.",
      });
      expect(world.shown[0]?.actions).toEqual([]);
      expect(told).toEqual([]);
    },
  );

  it("shows the neutral text in the language that was chosen in the app", async () => {
    await keep("language", "en");
    await arrive(null);
    expect(world.shown[0]?.body).toBe("There is a nudge for you.");
  });

  it("shows a resend once, in the place of the first, without a sound", async () => {
    await arrive(nudge("one"));
    await arrive(nudge("one"));
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]?.silent).toBe(true);
    expect(told).toHaveLength(2);
  });

  it("takes away what was answered elsewhere, and leaves the rest", async () => {
    unanswered = ["two", "three"];
    for (const name of ["one", "two", "three"]) await arrive(nudge(name));
    expect(world.shown.map(({ tag }) => tag)).toEqual(["tag two", "tag three"]);
    unanswered = [];
    await tidy(world.scope);
    expect(world.shown).toEqual([]);
  });

  it("takes nothing away where nobody can say what was answered", async () => {
    for (const name of ["one", "two"]) await arrive(nudge(name));
    expect(world.shown).toHaveLength(2);
  });

  it("opens a nudge in a new window where none is open", async () => {
    await arrive(nudge("one"));
    await tap();
    expect(world.opened).toEqual(["/seintjes/one"]);
    expect(world.shown).toEqual([]);
  });

  it("prefers the window that is in use, and does not load it anew", async () => {
    const [hidden, visible, used] = [world.open(false), world.open(true), world.open(true, true)];
    await arrive(nudge("one"));
    await tap("now");
    const opened = { type: "OPEN", to: "/seintjes/one?answer=now" };
    expect(used.messages).toContainEqual(opened);
    expect(hidden.messages).not.toContainEqual(opened);
    expect(visible.messages).not.toContainEqual(opened);
    expect(world.opened).toEqual([]);
  });

  it("asks when, in the same place, and puts it off", async () => {
    await arrive(nudge("one"));
    await tap("later");
    expect(world.shown).toHaveLength(1);
    expect(world.shown[0]).toMatchObject({ title: "Seintje one", body: "Wanneer dan?", tag: "tag one" });
    expect(world.shown[0]?.actions?.map(({ action }) => action)).toEqual(["hour", "tomorrow"]);
    await tap("tomorrow");
    expect(told.at(-1)?.body).toEqual({
      secret: "secret",
      answer: "later",
      until: new Date(2026, 10, 26, 9).toISOString(),
    });
    expect(world.shown).toEqual([]);
    expect(world.opened).toEqual([]);
  });

  it("shows every moment in the app when the question itself is tapped", async () => {
    await arrive(nudge("one"));
    await tap("later");
    await tap();
    expect(world.opened).toEqual(["/seintjes/one?answer=later"]);
  });

  it("asks in the app where a notification has no room to ask", async () => {
    world.maxActions = 1;
    await arrive(nudge("one"));
    await tap("later");
    expect(world.opened).toEqual(["/seintjes/one?answer=later"]);
  });

  it("says that putting off failed, and leads to where it works", async () => {
    await arrive(nudge("one"));
    await tap("later");
    status = 404;
    await tap("hour");
    expect(world.shown[0]).toMatchObject({ body: nl.later_failed, tag: "tag one" });
    await tap();
    expect(world.opened).toEqual(["/seintjes/one?answer=later"]);
  });

  it("switches a programme off without opening anything", async () => {
    await arrive(nudge("one"));
    await tap("not_for_me");
    expect(told.at(-1)?.body).toEqual({ secret: "secret", answer: "not_for_me" });
    expect(world.opened).toEqual([]);
  });

  it("does it in the app where the server does not take the answer", async () => {
    await arrive(nudge("one"));
    status = 404;
    await tap("not_for_me");
    expect(world.opened).toEqual(["/seintjes/one?answer=not_for_me"]);
  });
});
