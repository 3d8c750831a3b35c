import { describe, expect, it } from "vitest";
import { answering, neutralMessage, readAttached, readMessage } from "./message";

const ORIGIN = "https://souffleur.example";
const DOCUMENT = {
  web_push: 8030,
  app_badge: 2,
  notification: {
    title: "Begin met het nieuws",
    body: "Zeg het in de eerste zin.",
    navigate: `${ORIGIN}/seintjes/o1`,
    tag: "t1",
    lang: "nl",
    data: { occurrence: "o1", delivery: "d1", receipt: "secret", navigate: "/seintjes/o1" },
  },
};

describe("reading a push message", () => {
  it("takes the server's form", () => {
    expect(readMessage(DOCUMENT, ORIGIN)).toEqual({
      title: "Begin met het nieuws",
      body: "Zeg het in de eerste zin.",
      tag: "t1",
      badge: 2,
      attached: {
        navigate: "/seintjes/o1",
        occurrence: "o1",
        delivery: "d1",
        receipt: "secret",
        language: "nl",
        title: "Begin met het nieuws",
        body: "Zeg het in de eerste zin.",
      },
    });
  });

  it.each([null, undefined, "text", 7, [], {}, { notification: {} }, { notification: { title: "  " } }])(
    "knows what is none: %j",
    (document) => {
      expect(readMessage(document, ORIGIN)).toBeNull();
    },
  );

  it.each([
    ["another site", { navigate: "https://evil.example/x" }],
    ["a script", { navigate: "javascript:alert(1)" }],
    ["another kind", { navigate: 7 }],
    ["nothing", {}],
  ])("does not lead to %s", (_, other) => {
    const message = readMessage({ notification: { title: "T", ...other } }, ORIGIN);
    expect(message?.attached.navigate).toBe("/seintjes");
  });

  it.each([-1, 1.5, "3", null])("leaves the icon alone for %j", (badge) => {
    expect(readMessage({ ...DOCUMENT, app_badge: badge }, ORIGIN)?.badge).toBeNull();
  });
});

describe("what is attached to a notification", () => {
  it("comes back as it was", () => {
    const message = readMessage(DOCUMENT, ORIGIN);
    expect(readAttached(structuredClone(message?.attached))).toEqual(message?.attached);
  });

  it.each([null, "x", { navigate: "//evil.example" }, { navigate: "https://evil.example" }])(
    "leads nowhere else where it is not ours: %j",
    (data) => {
      expect(readAttached(data).navigate).toBe("/seintjes");
    },
  );

  it("is neutral where nothing can be read", () => {
    const { attached, tag } = neutralMessage("Souffleur", "Er staat een seintje.", "nl");
    expect([attached.occurrence, attached.receipt, tag]).toEqual([null, null, "souffleur"]);
  });
});

describe("an address with an answer", () => {
  it.each([
    ["/seintjes/1", "/seintjes/1?answer=later"],
    ["/seintjes/1?x=2", "/seintjes/1?x=2&answer=later"],
    ["/seintjes/1#a", "/seintjes/1?answer=later#a"],
  ])("%s", (before, after) => {
    expect(answering(before, "later")).toBe(after);
  });
});
