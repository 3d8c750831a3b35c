import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import { day, followLanguage, type Language, plural, t } from "./index";
import nl from "./nl.json";

const SRC = join(import.meta.dirname, "..");
const CATALOGUES: [string, Record<string, string>][] = [
  ["nl", nl],
  ["en", en],
];
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

function sources(): string {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts") && !name.endsWith(".test.tsx"))
    .map((name) => readFileSync(join(SRC, name), "utf8"))
    .join("\n");
}

describe("the catalogues", () => {
  it("have the same keys, in the same order", () => {
    expect(Object.keys(en)).toEqual(Object.keys(nl));
  });

  it("fill in the same values", () => {
    for (const [key, text] of Object.entries(nl)) {
      expect([key, slots((en as Record<string, string>)[key] ?? "")]).toEqual([key, slots(text)]);
    }
  });

  it.each(CATALOGUES)("are calm and complete (%s)", (_, texts) => {
    for (const [key, text] of Object.entries(texts)) {
      expect([key, text]).toEqual([key, text.trim()]);
      expect(text).not.toBe("");
      expect([key, /!|oeps|oops|helaas|sorry/i.test(text)]).toEqual([key, false]);
      expect([key, /\b(uw|u)\b/.test(text)]).toEqual([key, false]);
    }
  });

  it("hold nothing that no screen uses", () => {
    const code = sources();
    expect(Object.keys(nl).filter((key) => !code.includes(`"${key}"`))).toEqual([]);
  });
});

describe("t, plural and day", () => {
  it("follow the language", () => {
    const language = signal<Language>("nl");
    followLanguage(language);
    expect(t("voice.speed_words", { speed: "1,2" })).toBe("1,2 keer");
    expect(plural(1, "tips.found_one", "tips.found_other")).toBe("1 kaart gevonden");
    expect(plural(3, "tips.found_one", "tips.found_other")).toBe("3 kaarten gevonden");
    expect(day("2026-11-01")).toBe("1 november 2026");
    language.value = "en";
    expect(plural(1, "tips.found_one", "tips.found_other")).toBe("1 card found");
    expect(day("2026-11-01")).toMatch(/November/);
  });

  it("leave alone what is not known", () => {
    expect(t("voice.speed_words")).toContain("{speed}");
    expect(day("binnenkort")).toBe("binnenkort");
  });
});
