import { describe, expect, it } from "vitest";
import { blank, type Content, filled, sent, triggerOf } from "./content";
import { differences, merged, PARTS, partOf } from "./merge";

const TODAY = new Date(2026, 10, 22);
const base: Content = { ...blank(TODAY), name: "Slecht nieuws", owner: "Noor" };
const mine: Content = { ...base, name: "Slecht nieuws brengen", ends: "2027-01-31" };
const theirs: Content = {
  ...base,
  name: "Nieuws dat tegenvalt",
  texts: { nl: { title: "Begin", body: "" } },
};

describe("two versions", () => {
  it("differ where somebody changed something, and begin with who changed it", () => {
    expect(differences(mine, theirs, base)).toEqual([
      { part: "name", suggestion: "mine", clash: true },
      { part: "texts.nl.title", suggestion: "theirs", clash: false },
      { part: "ends", suggestion: "mine", clash: false },
    ]);
  });

  it("clash everywhere when nobody knows what was there before", () => {
    expect(
      differences(mine, theirs, null).every(({ clash, suggestion }) => clash && suggestion === "mine"),
    ).toBe(true);
  });

  it("do not differ in what is merely absent", () => {
    const trigger = {
      kind: "event",
      minutes: -15,
      days: null,
      at: null,
      anchor: "start",
      tag: null,
    } as const;
    const short = { ...base, trigger: { anchor: "start", minutes: -15, kind: "event" } as never };
    expect(differences({ ...base, trigger }, short, base)).toEqual([]);
  });

  it("become one, part by part, and lose nothing that was chosen", () => {
    const both = merged(mine, theirs, { name: "mine", ends: "mine", "texts.nl.title": "theirs" });
    expect(both).toEqual({ ...theirs, name: mine.name, ends: mine.ends });
    const all = Object.fromEntries(PARTS.map((part) => [part, "mine" as const]));
    const english: Content = { ...mine, texts: { ...mine.texts, en: { title: "Bad news", body: "" } } };
    expect(merged(english, theirs, all)).toEqual(english);
    expect(merged(english, theirs, {})).toEqual(theirs);
    expect(partOf(english, "texts.en")).toEqual({ title: "Bad news", body: "" });
  });
});

describe("a form of what was kept", () => {
  it("fills in what is missing and drops what is of another kind", () => {
    expect(filled({}, TODAY)).toEqual({ ...blank(TODAY), audience: [] });
    expect(filled({ name: 7, texts: [], trigger: { kind: "moon" }, moment: "never" }, TODAY)).toEqual({
      ...blank(TODAY),
      audience: [],
    });
    expect(filled(null, TODAY).trigger.kind).toBe("calendar");
  });

  it("keeps days before an event from turning into minutes", () => {
    const trigger = filled({ trigger: { kind: "event", days: -1, at: "16:00:00" } }, TODAY).trigger;
    expect(trigger).toEqual({
      kind: "event",
      minutes: null,
      days: -1,
      at: "16:00",
      anchor: "start",
      tag: null,
    });
  });

  it("survives the way to the server and back", () => {
    const whole: Content = { ...mine, trigger: triggerOf("event", base.trigger, TODAY) };
    expect(filled(JSON.parse(JSON.stringify(sent(whole))), TODAY)).toEqual(whole);
    expect(sent(whole).trigger).toEqual({ kind: "event", minutes: -15, anchor: "start" });
  });
});

describe("a new programme", () => {
  it("begins next Monday, also on a Monday and a Sunday", () => {
    expect(blank(new Date(2026, 10, 22)).starts).toBe("2026-11-23");
    expect(blank(new Date(2026, 10, 23)).starts).toBe("2026-11-30");
    expect(blank(new Date(2026, 11, 31)).starts).toBe("2027-01-04");
  });

  it("takes its time along to another kind of moment", () => {
    const once = triggerOf("once", { kind: "calendar", rrule: "FREQ=DAILY", at: "10:15" }, TODAY);
    expect(once).toEqual({ kind: "once", on: "2026-11-23", at: "10:15", instant: null });
    expect(triggerOf("once", once, TODAY)).toBe(once);
  });
});
