import { cleanup, render, screen } from "@testing-library/preact";
import { afterEach, describe, expect, it, vi } from "vitest";
import { AREAS } from "./areas";
import { Boundary } from "./Boundary";
import { AreaLoader } from "./loading";

afterEach(cleanup);

function loader(nudges: (typeof AREAS)["nudges"]) {
  const reload = vi.fn();
  return { reload, areas: new AreaLoader({ ...AREAS, nudges }, reload) };
}

const AREA = () => null;
const settled = (areas: AreaLoader) =>
  vi.waitFor(() => expect(areas.get("nudges").state).not.toBe("loading"), 30_000);

describe("fetching an area", () => {
  it("happens once", async () => {
    const fetch = vi.fn(async () => ({ default: AREA }));
    const { areas } = loader(fetch);
    expect(areas.get("nudges")).toEqual({ state: "loading" });
    await settled(areas);
    expect(areas.get("nudges")).toEqual({ state: "here", area: AREA });
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it("says that it failed, and works when tried again", async () => {
    const fetch = vi.fn(async () => ({ default: AREA }));
    fetch.mockRejectedValueOnce(new TypeError("no network"));
    const { areas, reload } = loader(fetch);
    areas.get("nudges");
    await settled(areas);
    expect(areas.get("nudges")).toEqual({ state: "failed" });
    await areas.retry("nudges", true);
    expect(areas.get("nudges")).toEqual({ state: "here", area: AREA });
    expect(reload).not.toHaveBeenCalled();
  });

  it("loads the page anew only after a tap that did not help", async () => {
    const { areas, reload } = loader(() => Promise.reject(new TypeError("gone for good")));
    areas.get("nudges");
    await settled(areas);
    await areas.retry("nudges", false);
    expect(reload).not.toHaveBeenCalled();
    await areas.retry("nudges", true);
    expect(reload).toHaveBeenCalledTimes(1);
  });
});

describe("a screen that breaks", () => {
  it("leaves the app standing, is reported, and another address begins whole", () => {
    const report = vi.fn();
    vi.stubGlobal("reportError", report);
    const Broken = () => {
      throw new Error("broken");
    };
    const { rerender } = render(
      <Boundary place="/a">
        <Broken />
      </Boundary>,
    );
    expect(screen.getByRole("heading", { level: 1 }).textContent).toBe("Dit scherm werkt nu niet");
    expect(report).toHaveBeenCalledTimes(1);
    rerender(
      <Boundary place="/b">
        <p>Heel</p>
      </Boundary>,
    );
    expect(screen.getByText("Heel")).toBeTruthy();
  });
});
