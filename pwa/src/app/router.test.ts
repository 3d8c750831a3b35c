import { afterEach, describe, expect, it } from "vitest";
import { currentPath, currentSearch, followHistory, navigate, routeOf } from "./router";

describe("routeOf", () => {
  it.each([
    ["/", { screen: "now" }],
    ["/tip/boze-inwoner/", { screen: "tip", slug: "boze-inwoner" }],
    ["/seintjes", { screen: "nudges", rest: [] }],
    ["/seintjes/", { screen: "nudges", rest: [] }],
    ["/oefenen/gesprek/12", { screen: "practice", rest: ["gesprek", "12"] }],
    ["/studio/seintjes/een%20naam", { screen: "studio", rest: ["seintjes", "een naam"] }],
    ["/reflectie/%E0%A4%A", { screen: "missing" }],
    ["/oefenen//12", { screen: "missing" }],
    ["/constructor", { screen: "missing" }],
    ["/nergens", { screen: "missing" }],
  ])("finds the screen of %s", (path, route) => {
    expect(routeOf(path)).toEqual(route);
  });
});

describe("navigate", () => {
  let stop: () => void = () => undefined;
  afterEach(() => stop());

  it("keeps what follows the question mark apart, and replaces an address where asked", () => {
    stop = followHistory();
    navigate("/seintjes/7?nu=1");
    expect([currentPath.value, currentSearch.value]).toEqual(["/seintjes/7", "?nu=1"]);
    const before = history.length;
    navigate("/seintjes/7", { replace: true });
    expect([currentPath.value, currentSearch.value]).toEqual(["/seintjes/7", ""]);
    expect(history.length).toBe(before);
  });
});
