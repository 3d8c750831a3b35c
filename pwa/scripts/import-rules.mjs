/**
 * Logic in audio, net, push and offline knows nothing of Preact; the service worker and worklets know nothing of the
 * page; an area knows no other area, and nothing outside `app/areas.ts` imports an area.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "../src");
const LOGIC = ["audio", "net", "push", "offline"];
const AREAS = readdirSync(join(src, "areas"));
const HOUSE = readdirSync(src).filter((folder) => folder !== "areas" && folder !== "preview");
const RULES = [
  ...LOGIC.map((folder) => ({
    folder,
    banned: [/^preact/, /^@preact/, /^lucide/],
    bannedFolders: ["app", "screens", "ui", "i18n", "sw"],
  })),
  { folder: "sw", banned: [/^preact/, /^@preact/], bannedFolders: ["app", "screens", "ui", "audio"] },
  {
    folder: "screens",
    banned: [/^idb/, /^workbox/],
    bannedFolders: ["audio", "net", "offline", "push", "sw"],
  },
  { folder: "ui", banned: [/^idb/, /^workbox/], bannedFolders: ["audio", "net", "offline", "push", "sw"] },
  ...AREAS.map((area) => ({
    folder: `areas/${area}`,
    banned: [/^workbox/],
    bannedFolders: [
      "sw",
      "preview",
      ...AREAS.filter((other) => other !== area).map((other) => `areas/${other}`),
    ],
  })),
  // The one dynamic import of each area is in app/areas.ts.
  ...HOUSE.map((folder) => ({ folder, banned: [], bannedFolders: AREAS.map((area) => `areas/${area}`) })),
];
const DOOR = "app/areas.ts";

const problems = [];
for (const { folder, banned, bannedFolders } of RULES.filter((rule) => existsSync(join(src, rule.folder)))) {
  for (const name of readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name) || /\.test\.tsx?$/.test(name)) continue;
    const file = join(src, folder, name);
    for (const match of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      const target = match[1];
      const path = target.startsWith(".") ? relative(src, normalize(join(dirname(file), target))) : "";
      const inside = (other) => path === other || path.startsWith(`${other}/`);
      if (relative(src, file) === DOOR && path.startsWith("areas/")) continue;
      if (banned.some((pattern) => pattern.test(target)) || bannedFolders.some(inside)) {
        problems.push(`${relative(src, file)} must not import ${target}`);
      }
    }
  }
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
