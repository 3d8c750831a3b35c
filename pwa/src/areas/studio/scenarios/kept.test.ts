import { beforeEach, describe, expect, it } from "vitest";
import { keepText, keptText, slugOf } from "./kept";

beforeEach(() => localStorage.clear());

describe("a scenario that is being changed", () => {
  it("is kept on this device, each by its name", () => {
    expect(keptText("boze-klant")).toBeNull();
    keepText("boze-klant", "---\ntitle: Boos\n");
    expect(keptText("boze-klant")).toContain("Boos");
    expect(keptText("ander")).toBeNull();
  });

  it.each([
    ["Boze klant.md", "boze-klant"],
    ["café--PRAAT.MD", "cafe-praat"],
    ["  .md", ""],
    ["../../etc/passwd.md", "etc-passwd"],
  ])("gets its name from the file %s", (file, slug) => {
    expect(slugOf(file)).toBe(slug);
  });
});
