import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import en from "./en.json";
import { day, followLanguage, type Language, moment, plural, t } from "./index";
import nl from "./nl.json";

const SRC = join(import.meta.dirname, "..");
const AREAS = readdirSync(join(SRC, "areas"));
type Texts = Record<string, string>;

function ofArea(area: string, language: Language): Texts {
  return JSON.parse(readFileSync(join(SRC, `i18n/areas/${area}.${language}.json`), "utf8")) as Texts;
}

/** Name, Dutch, English, and the folder whose code uses it. */
const CATALOGUES: [string, Texts, Texts, string][] = [
  ["app", nl, en, SRC],
  ...AREAS.map((area): [string, Texts, Texts, string] => [
    area,
    ofArea(area, "nl"),
    ofArea(area, "en"),
    join(SRC, "areas", area),
  ]),
];
const slots = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

function sources(folder: string): string {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".test.ts") && !name.endsWith(".test.tsx"))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
}

describe.each(CATALOGUES)("the catalogue of %s", (_, dutch, english, folder) => {
  it("has the same keys in both languages, in the same order", () => {
    expect(Object.keys(english)).toEqual(Object.keys(dutch));
  });

  it("fills in the same values", () => {
    for (const [key, text] of Object.entries(dutch)) {
      expect([key, slots(english[key] ?? "")]).toEqual([key, slots(text)]);
    }
  });

  it("is calm and complete", () => {
    for (const [key, text] of [...Object.entries(dutch), ...Object.entries(english)]) {
      expect([key, text]).toEqual([key, text.trim()]);
      expect(text).not.toBe("");
      expect([key, /!|oeps|oops|helaas|sorry/i.test(text)]).toEqual([key, false]);
      expect([key, /\b(uw|u)\b/.test(text)]).toEqual([key, false]);
    }
  });

  it("holds nothing that no screen uses", () => {
    const code = sources(folder);
    expect(Object.keys(dutch).filter((key) => !code.includes(`"${key}"`))).toEqual([]);
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
    expect(day("2026-11-01")).toBe("1 November 2026");
    expect(moment("2026-11-22T12:18:00")).toBe("22 Nov, 12:18");
    expect(moment("2026-11-22T00:05:00")).toBe("22 Nov, 00:05");
  });

  it("are written in one way everywhere, numbers and dates too", () => {
    const made = sources(SRC).match(/new Intl\.\w+\([^)]*\)?/g) ?? [];
    expect(made.length).toBeGreaterThan(5);
    expect(made.filter((call) => !call.includes("(locale()"))).toEqual([]);
    expect(sources(SRC)).not.toMatch(/\.toLocale\w*String\(/);
  });

  it("leave alone what is not known", () => {
    expect(t("voice.speed_words")).toContain("{speed}");
    expect(day("binnenkort")).toBe("binnenkort");
  });
});
