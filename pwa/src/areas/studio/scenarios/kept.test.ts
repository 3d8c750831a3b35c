import { beforeEach, describe, expect, it } from "vitest";
import { forgetText, freeSlug, keepText, keptText, slugOf, titled } from "./kept";

beforeEach(() => localStorage.clear());

describe("a scenario that the server does not have yet", () => {
  it("is kept on this device, each by its name, until the server has it", () => {
    expect(keptText(localStorage, "boze-klant")).toBeNull();
    keepText(localStorage, "boze-klant", { text: "---\ntitle: Boos\n", revision: 3 });
    expect(keptText(localStorage, "boze-klant")).toEqual({ text: "---\ntitle: Boos\n", revision: 3 });
    expect(keptText(localStorage, "ander")).toBeNull();
    forgetText(localStorage, "boze-klant");
    expect(keptText(localStorage, "boze-klant")).toBeNull();
  });

  it("is found as it was kept before there were drafts on the server", () => {
    localStorage.setItem("souffleur.scenario.oud", "---\ntitle: Oud\n---\n");
    expect(keptText(localStorage, "oud")).toEqual({ text: "---\ntitle: Oud\n---\n", revision: null });
  });

  it("is nothing where what was kept cannot be read", () => {
    localStorage.setItem("souffleur.scenario.stuk", "{half");
    expect(keptText(localStorage, "stuk")).toBeNull();
  });

  it.each([
    ["Boze klant.md", "boze-klant"],
    ["café--PRAAT.MD", "cafe-praat"],
    ["  .md", ""],
    ["../../etc/passwd.md", "etc-passwd"],
    [`${"a".repeat(69)} b`, "a".repeat(69)],
  ])("gets its name from the file %s", (file, slug) => {
    expect(slugOf(file)).toBe(slug);
  });

  it("gets a number where its name is taken", () => {
    expect(freeSlug("boos", ["boos", "boos-2"])).toBe("boos-3");
    expect(freeSlug("boos", ["blij"])).toBe("boos");
    expect(freeSlug("", [])).toBe("scenario");
  });

  it("gets another title, whatever letters are in it", () => {
    expect(titled("---\ntitle: Oud\ntopic: service\n", 'Zeg "nee": $& en 1')).toBe(
      '---\ntitle: "Zeg \\"nee\\": $& en 1"\ntopic: service\n',
    );
  });
});
