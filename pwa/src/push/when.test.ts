import { describe, expect, it } from "vitest";
import { instantOf, momentsFrom } from "./when";

// Wednesday 25 November 2026.
const at = (hour: number, minute = 0, day = 25) => new Date(2026, 10, day, hour, minute);

describe("putting off", () => {
  it("counts from now, or to a moment of the working day", () => {
    const now = at(10, 20);
    expect(instantOf("quarter", now)).toEqual(at(10, 35));
    expect(instantOf("hour", now)).toEqual(at(11, 20));
    expect(instantOf("afternoon", now)).toEqual(at(14));
    expect(instantOf("tomorrow", now)).toEqual(at(9, 0, 26));
    expect(instantOf("monday", now)).toEqual(at(9, 0, 30));
  });

  it("offers the afternoon only well before it", () => {
    expect(momentsFrom(at(10))).toContain("afternoon");
    expect(momentsFrom(at(13))).not.toContain("afternoon");
    expect(momentsFrom(at(16))).not.toContain("afternoon");
  });

  it("never offers the same moment twice, and Monday is never today", () => {
    expect(momentsFrom(at(10, 0, 29))).toEqual(["quarter", "hour", "afternoon", "tomorrow"]);
    expect(instantOf("monday", at(10, 0, 30))).toEqual(new Date(2026, 11, 7, 9));
  });

  it("is always ahead", () => {
    for (let hour = 0; hour < 24 * 14; hour += 1) {
      const now = new Date(at(0).getTime() + hour * 3600 * 1000);
      for (const moment of momentsFrom(now))
        expect(instantOf(moment, now).getTime()).toBeGreaterThan(now.getTime());
    }
  });
});
