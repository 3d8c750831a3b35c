/**
 * Size of what the first screen loads, gzipped; fails past the budget.
 *
 * Counts the entry script, everything it imports statically and the style sheets of those, as the built
 * index.html and the chunks themselves name them. Fonts and images come after the first interaction.
 */
import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const BUDGET = 70_000;
const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "../../server/static/app");
const html = readFileSync(join(root, "index.html"), "utf8");

const found = new Set();
const visit = (path) => {
  if (found.has(path)) return;
  found.add(path);
  if (!path.endsWith(".js")) return;
  const code = readFileSync(join(root, path), "utf8");
  for (const match of code.matchAll(/(?:from|^import|;import)\s*["'](\.{1,2}\/[^"']+)["']/g)) {
    visit(normalize(join(dirname(path), match[1])));
  }
};
for (const match of html.matchAll(/<(?:script|link)\b[^>]*(?:src|href)="\/([^"]+\.(?:js|css))"/g))
  visit(match[1]);

let total = 0;
for (const path of [...found].sort()) {
  const bytes = gzipSync(readFileSync(join(root, path)), { level: 9 }).length;
  total += bytes;
  process.stdout.write(`${String(bytes).padStart(7)}  ${path}\n`);
}
process.stdout.write(`${String(total).padStart(7)}  total, budget ${BUDGET}\n`);
if (total > BUDGET) process.exitCode = 1;
