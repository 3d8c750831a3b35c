/** Every story is shown, checked with axe, and read for what it must say; then the taps of each screen. */

import { fireEvent, screen, within } from "@testing-library/preact";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { button, leave, resize, type Shown, show } from "../preview/show";
import { STORIES } from "../preview/stories";

beforeEach(() => resize(390, 844));
afterEach(leave);

/** Show a story and wait until its area, if it has one, is there. */
async function arrived(...story: Parameters<typeof show>): Promise<Shown> {
  const shown = show(...story);
  await vi.waitFor(() => expect(shown.container.querySelector(".area-loading")).toBeNull(), 30_000);
  return shown;
}

async function arrive(...story: Parameters<typeof show>): Promise<HTMLElement> {
  return (await arrived(...story)).container;
}

describe("every screen", () => {
  it.each(Object.keys(STORIES))("%s has no barrier that axe finds", async (name) => {
    const container = await arrive(name);
    const { violations } = await axe.run(container, {
      // Colours need a real browser; tests/browser and tokens.test look at them.
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(container.querySelectorAll("h1")).toHaveLength(1);
  });

  it.each(Object.keys(STORIES))("%s is whole in English", async (name) => {
    const container = await arrive(name, "en");
    expect(document.documentElement.lang).toBe("en");
    expect(container.textContent).not.toMatch(/\{\w+\}/);
  });

  it.each(["now-empty", "now-speaking"])("%s has no barrier on a laptop either", async (name) => {
    resize(1280, 800);
    const { container } = show(name);
    expect(screen.getByRole("complementary", { name: "Kaart" })).toBeTruthy();
    const { violations } = await axe.run(container, { rules: { "color-contrast": { enabled: false } } });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe("the shell", () => {
  it("has five places and marks the one where one is", () => {
    show("tips");
    const places = within(screen.getByRole("navigation", { name: "Hoofdmenu" })).getAllByRole("link");
    expect(places.map((place) => place.textContent)).toEqual([
      "Nu",
      "Tip",
      "Oefenen",
      "Reflectie",
      "Seintjes",
    ]);
    expect(places[1]?.getAttribute("aria-current")).toBe("page");
  });

  it("goes to a place, and keyboard and screen reader begin at its heading", async () => {
    show("now-empty");
    fireEvent.click(screen.getByRole("link", { name: "Seintjes" }));
    const heading = await screen.findByRole("heading", { level: 1, name: "Seintjes" });
    await vi.waitFor(() => expect(document.activeElement).toBe(heading));
    expect(document.title).toBe("Seintjes · Souffleur");
    history.back();
    await screen.findByText("Vraag hardop wat je nu nodig hebt.");
  });

  it("tells the state in words, and is quiet while the answer sounds", async () => {
    const { model } = show("now-listening");
    const live = () => document.querySelector('p[role="status"][aria-live="polite"]')?.textContent;
    expect(live()).toBe("Ik luister.");
    expect(document.querySelector(".state-line")?.textContent).toBe("Luistert");
    model.voice.value = "speaking";
    await vi.waitFor(() => expect(live()).toBe(""));
    expect(document.querySelector(".state-line")?.textContent).toBe("Spreekt");
    expect(screen.getByRole("log").getAttribute("aria-live")).toBe("off");
  });

  it("follows theme and language", async () => {
    const { model } = show("now-empty");
    model.preferences.value = { ...model.preferences.value, theme: "dark" };
    model.language.value = "en";
    await screen.findByText("Ask aloud for what you need right now.");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(document.documentElement.lang).toBe("en");
  });

  it("shows the server's own words before ours, and lets a message go", () => {
    const { model, actions } = show("now-empty");
    model.notices.value = [{ id: "a", kind: "problem", code: "server_error", text: "De schijf is vol." }];
    return screen.findByRole("alert").then((alert) => {
      expect(alert.textContent).toContain("De schijf is vol.");
      fireEvent.click(button("Sluit deze melding"));
      expect(actions.dismissNotice).toHaveBeenCalledWith("a");
    });
  });
});

describe("questions that wait", () => {
  it("are told, and can be taken back", () => {
    const { actions } = show("now-offline");
    expect(screen.getByText("2 vragen staan klaar en gaan vanzelf mee.")).toBeTruthy();
    fireEvent.click(button("Haal weg: Gesproken vraag, 6 seconden"));
    expect(actions.discardWaiting).toHaveBeenCalledWith("two");
  });

  it("say the promise in full when there is one", async () => {
    const { model } = show("now-offline");
    model.waiting.value = model.waiting.value.slice(0, 1);
    await screen.findByText("Je vraag staat klaar en gaat vanzelf mee.");
  });
});

describe("hurry", () => {
  it("is one tap and shows that it is on", async () => {
    const { model, actions } = show("now-empty");
    fireEvent.click(button("Haast"));
    expect(actions.setHurry).toHaveBeenCalledWith(true);
    model.hurry.value = true;
    await vi.waitFor(() => expect(button("Haast").getAttribute("aria-pressed")).toBe("true"));
  });
});

describe("tips", () => {
  it("keep the order of the model, and one tap opens and speaks", async () => {
    const { actions } = show("tips");
    const tile = screen.getByRole("link", { name: "Boosheid" });
    expect(document.querySelector(".tile")).toBe(tile);
    fireEvent.click(tile);
    expect(actions.openCard).toHaveBeenCalledWith("boze-inwoner", { speak: true });
    expect(location.pathname).toBe("/tip/boze-inwoner");
  });

  it("find another card by a word", async () => {
    show("tips");
    fireEvent.input(screen.getByLabelText("Zoek een andere kaart"), { target: { value: "bezwaar" } });
    await screen.findByText("1 kaart gevonden");
    expect(screen.getByRole("link", { name: "Bezwaar maken tegen een besluit" })).toBeTruthy();
    fireEvent.input(screen.getByLabelText("Zoek een andere kaart"), { target: { value: "olifant" } });
    await screen.findByText(/Geen kaart met die woorden/);
  });

  it("ask for a card that was opened by its address, and give it back afterwards", async () => {
    const first = show("tip");
    expect(first.actions.openCard).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("link", { name: "Alle tips" }));
    await screen.findByRole("heading", { level: 1, name: "Tip voor je gesprek" });
    await vi.waitFor(() => expect(first.actions.closeCard).toHaveBeenCalledOnce());
    const second = show("tip-absent");
    await vi.waitFor(() => expect(second.actions.openCard).toHaveBeenCalledWith("niet-hier"));
    expect(screen.getByText(/staat niet op je toestel/)).toBeTruthy();
  });

  it("are read aloud, stopped and begun again", async () => {
    const { model, actions } = show("tip");
    fireEvent.click(button("Lees voor"));
    expect(actions.toggleTipSpeech).toHaveBeenCalledTimes(1);
    model.speakingTip.value = "boze-inwoner";
    fireEvent.click(await screen.findByRole("button", { name: "Opnieuw" }));
    expect(actions.toggleTipSpeech).toHaveBeenCalledTimes(3);
    fireEvent.click(button("Stop"));
    model.speakingTip.value = null;
    await screen.findByRole("button", { name: "Lees nog eens voor" });
  });

  it("mark the step that sounds", () => {
    show("tip-speaking");
    expect(document.querySelector(".step-now")?.textContent).toBe("Noem wat je hoort, zonder oordeel.");
  });
});

describe("settings", () => {
  it("change what they say", () => {
    const { actions } = show("settings");
    fireEvent.click(screen.getByRole("switch", { name: "Handen vrij" }));
    expect(actions.setPreferences).toHaveBeenLastCalledWith({ handsFree: false });
    fireEvent.click(screen.getByRole("radio", { name: "Donker" }));
    expect(actions.setPreferences).toHaveBeenLastCalledWith({ theme: "dark" });
    fireEvent.change(screen.getByRole("slider", { name: "Tempo" }), { target: { value: "1.2" } });
    expect(actions.setPreferences).toHaveBeenLastCalledWith({ speed: 1.2 });
    fireEvent.click(screen.getByRole("radio", { name: "English" }));
    expect(actions.setLanguage).toHaveBeenCalledWith("en");
    fireEvent.click(screen.getByRole("radio", { name: "Grootst" }));
    expect(document.documentElement.dataset.captions).toBe("largest");
    expect(localStorage.getItem("souffleur.captions")).toBe("largest");
    fireEvent.click(screen.getByRole("radio", { name: "Leerprofessional" }));
    expect(actions.signInDemo).toHaveBeenCalledWith("learning_professional");
  });

  it("say how much is kept of each kind, and of what there is nothing", async () => {
    await arrived("settings");
    const section = within(screen.getByRole("region", { name: "Wat van jou is bewaard" }));
    const rows = section.getAllByRole("listitem").map((row) => row.textContent);
    expect(rows[0]).toBe("Gesprekken12");
    expect(rows).toContain("PitchesOpnames met geluid: 1 · Opnames zonder geluid: 32");
    expect(section.getByText(/Nog niets bij: Programma's die je schrijft, Gespreksoefeningen/)).toBeTruthy();
    expect(section.queryByRole("button", { name: /Wis: Gespreksoefeningen/ })).toBeNull();
  });

  it("ask before everything is erased, and say what goes and what stays", async () => {
    const { actions } = await arrived("settings");
    fireEvent.click(button("Wis alles"));
    const dialog = await screen.findByRole("dialog", { name: "Alles van jou wissen?" });
    expect(dialog.textContent).toMatch(/Weg gaan: .*opnames met geluid.*Blijven: je account.*geen naam/s);
    fireEvent.click(within(dialog).getByRole("button", { name: "Bewaar" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(actions.eraseEverything).not.toHaveBeenCalled();
    fireEvent.click(button("Wis alles"));
    fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Wis alles" }));
    expect(actions.eraseEverything).toHaveBeenCalledOnce();
  });

  it("erase one kind after a question that names what goes along", async () => {
    const { actions } = await arrived("settings");
    fireEvent.click(button("Wis: Pitches (2)"));
    const dialog = await screen.findByRole("dialog", { name: "Pitches wissen?" });
    expect(dialog.textContent).toContain("Ook alle opnames en hun geluid.");
    fireEvent.click(within(dialog).getByRole("button", { name: "Wis" }));
    expect(actions.eraseKind).toHaveBeenCalledWith("pitches");
  });

  it("tell how the erasing went, and let it be tried again", async () => {
    const { model, actions } = await arrived("settings-not-erased");
    const alert = screen.getByRole("alert");
    expect(alert.textContent).toContain("Op dit toestel staat alles er nog");
    fireEvent.click(within(alert).getByRole("button", { name: "Probeer opnieuw" }));
    expect(actions.eraseEverything).toHaveBeenCalledOnce();
    await arrived("settings-erased");
    expect(screen.getByText("Gewist, hier en op de server.").getAttribute("role")).toBe("status");
    expect(screen.getByText("Er is nu niets van je bewaard.")).toBeTruthy();
    expect(model.keeping.value?.state).toBe("failed");
  });

  it("say of sound what is the case: what is kept, and what waits on this device", async () => {
    show("settings-offline");
    const facts = () => document.querySelector(".plain-facts")?.textContent;
    expect(facts()).toContain("Je stem wordt verstaan en dan vergeten.");
    expect(facts()).not.toContain("Nu");
    const { model } = show("settings");
    expect(facts()).toContain("Nu: 1 opname met geluid.");
    expect(facts()).toContain("De tekst van je vragen blijft 30 dagen staan.");
    model.belongings.value = [];
    await vi.waitFor(() => expect(facts()).not.toContain("Nu"));
    const parts = [{ name: "takes_with_sound", title: "Opnames met geluid", count: 0 }];
    model.belongings.value = [{ name: "pitches", title: "Pitches", count: 0, parts }];
    await vi.waitFor(() => expect(facts()).toContain("Nu is er geen geluid van je bewaard."));
    const sound = { clientId: "a", kind: "sound", text: null, seconds: 3, at: "", state: "waiting" } as const;
    model.waiting.value = [sound];
    await vi.waitFor(() => expect(facts()).toContain("Op dit toestel wacht 1 gesproken vraag"));
    expect(facts()).not.toContain("geen geluid");
  });

  it("say that recognition can be better, and how", () => {
    show("settings");
    expect(screen.getByText("flask --app wsgi speech fetch")).toBeTruthy();
  });

  it("take along and erase one conversation", async () => {
    const { actions } = await arrived("settings");
    fireEvent.click(button("Download alles"));
    expect(actions.exportEverything).toHaveBeenCalledOnce();
    fireEvent.click(button(/Wis het gesprek: Paspoort kwijt/));
    fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Wis" }));
    expect(actions.eraseConversation).toHaveBeenCalledWith("c2");
  });
});
