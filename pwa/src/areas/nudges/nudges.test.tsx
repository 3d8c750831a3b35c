/** The screens of Seintjes, as one taps them. */

import { configure, fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { button, leave, resize, show } from "../../preview/show";

// The machine may be busy; nothing here waits for a clock.
configure({ asyncUtilTimeout: 30_000 });
vi.setConfig({ testTimeout: 60_000 });

const asked: { method: string; path: string; body: unknown }[] = [];

beforeEach(() => {
  resize(390, 844);
  localStorage.clear();
  asked.length = 0;
});
afterEach(leave);

/** Write down what goes to the story's server. */
function listen(): void {
  const inside = globalThis.fetch;
  vi.stubGlobal("fetch", (request: RequestInfo | URL, init?: RequestInit) => {
    const body = init?.body ? JSON.parse(String(init.body)) : null;
    asked.push({ method: init?.method ?? "GET", path: String(request).split("?")[0] ?? "", body });
    return inside(request, init);
  });
}

describe("Seintjes", () => {
  it("shows today with its answers, and one tap answers", async () => {
    show("nudges");
    const card = (await screen.findByRole("heading", { name: "Begin met het nieuws", level: 3 })).closest(
      "article",
    ) as HTMLElement;
    listen();
    fireEvent.click(within(card).getByRole("button", { name: "Niet voor mij" }));
    await within(card).findByText("Dit programma staat voor jou uit");
    expect(asked[0]).toEqual({
      method: "POST",
      path: "/v1/nudges/n1/answer",
      body: { answer: "not_for_me" },
    });
  });

  it("asks when, and sends the moment", async () => {
    show("nudges");
    const card = (await screen.findByRole("heading", { name: "Begin met het nieuws", level: 3 })).closest(
      "article",
    ) as HTMLElement;
    listen();
    fireEvent.click(within(card).getByRole("button", { name: "Later" }));
    const heading = within(card).getByRole("heading", { name: "Wanneer dan?" });
    await vi.waitFor(() => expect(document.activeElement).toBe(heading), 30_000);
    const before = Date.now();
    fireEvent.click(within(card).getByRole("button", { name: "Over een uur" }));
    await vi.waitFor(() => expect(asked).not.toEqual([]), 30_000);
    const { until = "" } = (asked[0]?.body ?? {}) as { until?: string };
    expect(Date.parse(until) - before).toBeGreaterThanOrEqual(3600 * 1000);
    expect(Date.parse(until) - before).toBeLessThan(3700 * 1000);
  });

  it("refuses a moment that has passed, in words", async () => {
    show("nudges-later");
    const field = await screen.findByLabelText("Een ander moment");
    fireEvent.input(field, { target: { value: "2020-01-01T09:00" } });
    fireEvent.click(button("Kies dit moment"));
    const alert = await screen.findByRole("alert");
    expect(alert.textContent).toBe("Kies een moment dat nog komt, binnen 60 dagen.");
    expect(field.getAttribute("aria-invalid")).toBe("true");
  });

  it("tells its number at its place", async () => {
    show("nudges");
    const places = await screen.findByRole("navigation", { name: "Hoofdmenu" });
    await within(places).findByRole("link", { name: "Seintjes 1 wachten op je" });
  });

  it("explains notifications before anything is asked, and takes no for an answer", async () => {
    vi.stubGlobal("PushManager", class {});
    vi.stubGlobal("Notification", { permission: "default", requestPermission: vi.fn() });
    Object.defineProperty(navigator, "serviceWorker", {
      configurable: true,
      value: { addEventListener: () => undefined, removeEventListener: () => undefined },
    });
    show("nudges");
    await screen.findByRole("heading", { name: "Een seintje op je scherm?" });
    expect(screen.getByText(/nooit wat je vroeg of oefende/)).toBeTruthy();
    expect(Notification.requestPermission).not.toHaveBeenCalled();
    fireEvent.click(button("Nu niet"));
    await vi.waitFor(() => expect(screen.queryByText("Een seintje op je scherm?")).toBeNull(), 30_000);
    show("nudges");
    await screen.findByRole("heading", { name: "Vandaag" });
    expect(screen.queryByText("Een seintje op je scherm?")).toBeNull();
    Reflect.deleteProperty(navigator, "serviceWorker");
  });

  it("still has inbox and words where a browser cannot show notifications", async () => {
    show("nudges");
    await screen.findByText(/Deze browser kan geen meldingen tonen/);
    await screen.findByRole("heading", { name: "Begin met het nieuws", level: 3 });
  });

  it("says what did not come, and why", async () => {
    show("nudges");
    fireEvent.click(await screen.findByText("Wat niet kwam, en waarom (1)"));
    expect(screen.getByText("Je had er al zoveel als je wilt.")).toBeTruthy();
  });

  it("explains one nudge with its record", async () => {
    show("nudges-why");
    await screen.findByRole("heading", { name: "Waarom komt dit?", level: 1 });
    expect(screen.getByText("Elke vrijdag om 19:00.")).toBeTruthy();
    expect(screen.getByText(/Het viel in je stille uren/)).toBeTruthy();
    expect(screen.getByText(/Dit zie alleen jij/)).toBeTruthy();
  });

  it("changes one rule at a time", async () => {
    show("nudges-rules");
    fireEvent.click(await screen.findByRole("checkbox", { name: "vrijdag" }));
    listen();
    fireEvent.click(screen.getByRole("checkbox", { name: "zaterdag" }));
    expect(asked[0]).toEqual({
      method: "PUT",
      path: "/v1/nudge-rules",
      body: { working_days: [0, 1, 2, 3, 5] },
    });
    fireEvent.change(screen.getByLabelText("Hooguit per dag"), { target: { value: "0" } });
    fireEvent.change(screen.getByLabelText("Hooguit per week"), { target: { value: "own" } });
    fireEvent.change(screen.getByLabelText("Van"), { target: { value: "20:30" } });
    const bodies = asked.filter(({ method }) => method === "PUT").map(({ body }) => body);
    expect(bodies.slice(1)).toEqual([{ cap_day: 0 }, { cap_week: null }, { quiet_from: "20:30" }]);
  });

  it("says that nothing comes during a pause, and goes on with one tap", async () => {
    show("nudges-empty");
    await screen.findByText(/^Pauze tot/);
    listen();
    fireEvent.click(button("Ga weer verder"));
    expect(asked[0]?.body).toEqual({ paused_until: null });
  });

  it("opens what a nudge opens, at once and aloud", async () => {
    const { actions } = show("nudges");
    fireEvent.click(await screen.findByRole("link", { name: "Nu: Begin met het nieuws" }));
    await vi.waitFor(() => expect(location.pathname).toBe("/tip/slecht-nieuws"), 30_000);
    expect(actions.openCard).toHaveBeenCalledWith("slecht-nieuws", { speak: true });
  });

  it("says that a nudge is gone, and leads back", async () => {
    show("nudges-gone");
    await screen.findByRole("heading", { name: "Dit seintje gaat nu niet open", level: 1 });
    expect(screen.getByRole("link", { name: "Terug naar Seintjes" })).toBeTruthy();
  });
});
