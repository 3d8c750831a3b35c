// @vitest-environment node
import { describe, expect, it } from "vitest";
import { SoundRing } from "./ring";

const count = (from: number, to: number) => Int16Array.from({ length: to - from }, (_, i) => from + i);

describe("SoundRing", () => {
  it("gives back what was said, by position, across its seam", () => {
    const ring = new SoundRing(10);
    ring.append(count(0, 7));
    ring.append(count(7, 13));
    expect([ring.start, ring.end]).toEqual([3, 13]);
    expect([...ring.slice(5, 12)]).toEqual([5, 6, 7, 8, 9, 10, 11]);
    expect([...ring.slice(0)]).toEqual([3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    expect(ring.slice(13).length).toBe(0);
  });

  it("keeps only the end of more than it can hold", () => {
    const ring = new SoundRing(4);
    ring.append(count(0, 11));
    expect([...ring.slice(0)]).toEqual([7, 8, 9, 10]);
  });

  it("has nothing from before it was reset", () => {
    const ring = new SoundRing(10);
    ring.append(count(0, 8));
    ring.reset(100);
    expect(ring.slice(0).length).toBe(0);
    ring.append(count(0, 2));
    expect([ring.start, ring.end]).toEqual([100, 102]);
    expect([...ring.slice(100)]).toEqual([0, 1]);
  });
});
