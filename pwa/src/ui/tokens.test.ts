import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

const css = readFileSync(join(import.meta.dirname, "tokens.css"), "utf8");

/** The colours of the first rule whose selector begins so. */
function colours(selector: string): Map<string, string> {
  const start = css.indexOf(selector);
  const rule = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...rule.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

const TEXT: [string, string[]][] = [
  ["ink", ["ground", "panel", "sunken", "action-wash", "footlight-wash", "wrong-wash"]],
  ["quiet", ["ground", "panel", "action-wash", "footlight-wash"]],
  ["action", ["ground", "panel", "action-wash"]],
  ["on-action", ["action", "action-press"]],
  ["on-footlight", ["footlight"]],
  ["well", ["ground", "panel"]],
  ["wrong", ["ground", "panel", "wrong-wash"]],
];
const EDGES: [string, string[]][] = [
  ["edge", ["ground", "panel"]],
  ["footlight-edge", ["ground", "panel", "footlight-wash"]],
];

describe.each([
  ["light", ":root {"],
  ["dark", ':root[data-theme="dark"] {'],
])("the %s colours", (_, selector) => {
  const found = colours(selector);
  const check = (pairs: [string, string[]][], least: number) => {
    for (const [front, backs] of pairs) {
      for (const back of backs) {
        const ratio = contrast(found.get(front) ?? "", found.get(back) ?? "");
        expect([front, back, ratio >= least]).toEqual([front, back, true]);
      }
    }
  };

  it("carry text at 4.5:1", () => check(TEXT, 4.5));
  it("draw the edges of controls at 3:1", () => check(EDGES, 3));
});

it("says the same in the media query as in the attribute", () => {
  expect([...colours(':root:not([data-theme="light"]) {')]).toEqual([
    ...colours(':root[data-theme="dark"] {'),
  ]);
});
