import { describe, expect, it } from "vitest";
import { columnsOf, scaleOf, share } from "./chart";

describe("the scale", () => {
  it.each([
    [[], 1, [0, 1]],
    [[0, 0], 1, [0, 1]],
    [[3], 3, [0, 1, 2, 3]],
    [[7], 8, [0, 2, 4, 6, 8]],
    [[12, 23], 25, [0, 5, 10, 15, 20, 25]],
    [[101], 150, [0, 50, 100, 150]],
    [[4800], 5000, [0, 1000, 2000, 3000, 4000, 5000]],
  ])("of %j ends at %d", (values, top, ticks) => {
    expect(scaleOf(values)).toEqual({ top, ticks });
  });
});

describe("the columns", () => {
  const frame = { width: 100, height: 50, gap: 0.2 };

  it("have the part inside the whole", () => {
    const rows = [
      { whole: 10, part: 5 },
      { whole: 4, part: 0 },
    ];
    expect(columnsOf(rows, { top: 10, ticks: [0, 10] }, frame)).toEqual([
      { x: 5, width: 40, whole: 50, part: 25 },
      { x: 55, width: 40, whole: 20, part: 0 },
    ]);
  });

  it("show a small number still", () => {
    const [one] = columnsOf([{ whole: 4000, part: 1 }], { top: 5000, ticks: [0] }, frame);
    expect(one).toMatchObject({ whole: 40, part: 1 });
  });
});

describe("a share", () => {
  it("is told in whole percents, or not at all", () => {
    expect(share(1, 3)).toBe(33);
    expect(share(0, 12)).toBe(0);
    expect(share(0, 0)).toBeNull();
  });
});
