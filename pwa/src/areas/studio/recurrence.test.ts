import { describe, expect, it } from "vitest";
import { changedKind, type Plan, planOf, ruleOf, toggledDay } from "./recurrence";

const ON = { every: 1, times: null };

const PLANS: readonly (readonly [Plan, string])[] = [
  [{ kind: "daily", ...ON }, "FREQ=DAILY"],
  [{ kind: "daily", every: 3, times: null }, "FREQ=DAILY;INTERVAL=3"],
  [{ kind: "weekly", ...ON, days: ["TU", "TH"] }, "FREQ=WEEKLY;BYDAY=TU,TH"],
  [{ kind: "weekly", every: 2, times: null, days: ["FR"] }, "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR"],
  [{ kind: "weekly", every: 1, times: 12, days: ["TU", "TH"] }, "FREQ=WEEKLY;BYDAY=TU,TH;COUNT=12"],
  [{ kind: "month_day", ...ON, day: 15 }, "FREQ=MONTHLY;BYMONTHDAY=15"],
  [{ kind: "month_day", ...ON, day: -1 }, "FREQ=MONTHLY;BYMONTHDAY=-1"],
  [{ kind: "month_weekday", ...ON, nth: -1, day: "FR" }, "FREQ=MONTHLY;BYDAY=-1FR"],
  [
    { kind: "month_weekday", every: 3, times: 4, nth: 2, day: "TU" },
    "FREQ=MONTHLY;INTERVAL=3;BYDAY=2TU;COUNT=4",
  ],
  [{ kind: "last_workday", ...ON }, "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"],
];

describe("a plan and its rule", () => {
  it.each(PLANS)("%j is %s and back", (plan, rule) => {
    expect(ruleOf(plan)).toBe(rule);
    expect(planOf(rule)).toEqual(plan);
  });

  it("reads a rule however it is written", () => {
    expect(planOf("RRULE:freq=weekly;byday=th,tu;interval=1;wkst=MO")).toEqual({
      kind: "weekly",
      ...ON,
      days: ["TU", "TH"],
    });
    expect(planOf("FREQ=DAILY;BYDAY=FR,MO;COUNT=5")).toEqual({
      kind: "weekly",
      every: 1,
      times: 5,
      days: ["MO", "FR"],
    });
  });

  it.each([
    "FREQ=YEARLY",
    "FREQ=WEEKLY",
    "FREQ=WEEKLY;BYDAY=TU;COUNT=0",
    "FREQ=WEEKLY;BYDAY=TU;COUNT=1e9",
    "FREQ=WEEKLY;BYDAY=TU;UNTIL=20270101",
    "FREQ=DAILY;INTERVAL=2;BYDAY=MO",
    "FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1",
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
  it("takes the day, the interval and the number of times along", () => {
    const weekly: Plan = { kind: "weekly", every: 2, times: 6, days: ["WE", "FR"] };
    expect(changedKind(weekly, "month_weekday")).toEqual({
      kind: "month_weekday",
      every: 2,
      times: 6,
      nth: 1,
      day: "WE",
    });
    expect(changedKind({ kind: "own", rule: "FREQ=YEARLY" }, "weekly")).toEqual({
      kind: "weekly",
      ...ON,
      days: ["MO"],
    });
    expect(changedKind(weekly, "last_workday")).toEqual({ kind: "last_workday", every: 2, times: 6 });
  });

  it("never leaves a week without days", () => {
    expect(toggledDay(["TU"], "TU")).toEqual(["TU"]);
    expect(toggledDay(["TU"], "MO")).toEqual(["MO", "TU"]);
    expect(toggledDay(["MO", "TU"], "MO")).toEqual(["TU"]);
  });
});
