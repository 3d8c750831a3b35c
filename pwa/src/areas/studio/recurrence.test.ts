import { describe, expect, it } from "vitest";
import { changedKind, type Plan, planOf, ruleOf, toggledDay } from "./recurrence";

const PLANS: readonly (readonly [Plan, string])[] = [
  [{ kind: "daily", every: 1 }, "FREQ=DAILY"],
  [{ kind: "daily", every: 3 }, "FREQ=DAILY;INTERVAL=3"],
  [{ kind: "weekly", every: 1, days: ["TU", "TH"] }, "FREQ=WEEKLY;BYDAY=TU,TH"],
  [{ kind: "weekly", every: 2, days: ["FR"] }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"],
  [{ kind: "month_day", every: 1, day: 15 }, "FREQ=MONTHLY;BYMONTHDAY=15"],
  [{ kind: "month_day", every: 1, day: -1 }, "FREQ=MONTHLY;BYMONTHDAY=-1"],
  [{ kind: "month_weekday", every: 1, nth: -1, day: "FR" }, "FREQ=MONTHLY;BYDAY=-1FR"],
  [{ kind: "month_weekday", every: 3, nth: 2, day: "TU" }, "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU"],
];

describe("a plan and its rule", () => {
  it.each(PLANS)("%j is %s and back", (plan, rule) => {
    expect(ruleOf(plan)).toBe(rule);
    expect(planOf(rule)).toEqual(plan);
  });

  it("reads a rule however it is written", () => {
    expect(planOf("RRULE:freq=weekly;byday=th,tu;interval=1;wkst=MO")).toEqual({
      kind: "weekly",
      every: 1,
      days: ["TU", "TH"],
    });
  });

  it.each([
    "FREQ=YEARLY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU;COUNT=3",
    "FREQ=WEEKLY;BYDAY=1TU",
    "FREQ=MONTHLY;BYDAY=5MO",
    "FREQ=MONTHLY;BYMONTHDAY=1,15",
    "FREQ=MONTHLY;BYMONTHDAY=32",
    "FREQ=DAILY;INTERVAL=0",
    "FREQ=DAILY;INTERVAL=x",
    "FREQ=DAILY;FREQ=DAILY",
    "FREQ=WEEKLY;WKST=SU;BYDAY=TU",
    "nonsense",
    "",
  ])("keeps %s as it is", (rule) => {
    expect(planOf(rule)).toEqual({ kind: "own", rule });
    expect(ruleOf(planOf(rule))).toBe(rule);
  });
});

describe("choosing another kind", () => {
  it("takes the day and the interval along", () => {
    const weekly: Plan = { kind: "weekly", every: 2, days: ["WE", "FR"] };
    expect(changedKind(weekly, "month_weekday")).toEqual({
      kind: "month_weekday",
      every: 2,
      nth: 1,
      day: "WE",
    });
    expect(changedKind({ kind: "own", rule: "FREQ=YEARLY" }, "weekly")).toEqual({
      kind: "weekly",
      every: 1,
      days: ["MO"],
    });
  });

  it("never leaves a week without days", () => {
    expect(toggledDay(["TU"], "TU")).toEqual(["TU"]);
    expect(toggledDay(["TU"], "MO")).toEqual(["MO", "TU"]);
    expect(toggledDay(["MO", "TU"], "MO")).toEqual(["TU"]);
  });
});
