import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { knowsIcon } from "./icons";

const STARTER = join(import.meta.dirname, "../../../server/content/starter");

it("has every icon that the starter pack names", () => {
  const named = readdirSync(STARTER, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .flatMap(
      (name) => /^icon: *"?([a-z0-9-]+)"?$/m.exec(readFileSync(join(STARTER, name), "utf8"))?.[1] ?? [],
    );
  expect(named.length).toBeGreaterThan(0);
  expect(named.filter((name) => !knowsIcon(name))).toEqual([]);
});
