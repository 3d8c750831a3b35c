/** Logic in audio, net, push and offline knows nothing of Preact; the service worker and worklets know nothing of the page. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize, relative } from "node:path";
import { fileURLToPath } from "node:url";

const src = join(dirname(fileURLToPath(import.meta.url)), "../src");
const LOGIC = ["audio", "net", "push", "offline"];
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
];

const problems = [];
for (const { folder, banned, bannedFolders } of RULES.filter((rule) => existsSync(join(src, rule.folder)))) {
  for (const name of readdirSync(join(src, folder), { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name) || /\.test\.tsx?$/.test(name)) continue;
    const file = join(src, folder, name);
    for (const match of readFileSync(file, "utf8").matchAll(/(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      const target = match[1];
      const inside = target.startsWith(".")
        ? relative(src, normalize(join(dirname(file), target))).split("/")[0]
        : "";
      if (banned.some((pattern) => pattern.test(target)) || bannedFolders.includes(inside)) {
        problems.push(`${relative(src, file)} must not import ${target}`);
      }
    }
  }
}
for (const problem of problems) process.stderr.write(`${problem}\n`);
if (problems.length > 0) process.exitCode = 1;
