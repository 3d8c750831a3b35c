import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { knowsIcon } from "./icons";

const CONTENT = join(import.meta.dirname, "../../../server/content");

/** What the files below a folder name after these words. */
function named(folder: string, ending: string, pattern: RegExp): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .flatMap((name) => pattern.exec(readFileSync(join(folder, name), "utf8"))?.[1] ?? []);
}

it.each(["starter", "scenarios/starter"])("has every icon that %s names", (folder) => {
  const icons = named(join(CONTENT, folder), ".md", /^icon: *"?([a-z0-9-]+)"?$/m);
  expect(icons.length).toBeGreaterThan(0);
  expect(icons.filter((name) => !knowsIcon(name))).toEqual([]);
});

it("has the icons of what names none itself", () => {
  const icons = named(CONTENT, ".py", /^ {4}icon: .*= "([a-z0-9-]+)"$/m);
  expect(icons.length).toBe(2);
  expect(icons.filter((name) => !knowsIcon(name))).toEqual([]);
});
