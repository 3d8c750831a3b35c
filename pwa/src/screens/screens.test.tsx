/** Every story is shown, checked with axe, and read for what it must say; then the taps. */

import { cleanup, fireEvent, render, screen, within } from "@testing-library/preact";
import axe from "axe-core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Root } from "../app/App";
import { type Actions, createModel, type Language, type WritableModel } from "../app/model";
import { followHistory } from "../app/router";
import { followLanguage } from "../i18n";
import { STORIES, tell } from "../preview/stories";
import { draft, typing } from "./now/draft";

type Mocks = { [K in keyof Actions]: ReturnType<typeof vi.fn> };
let model: WritableModel;
let actions: Mocks;
let unfollow = () => {};

/** The window of a phone, or of a laptop. */
function resize(width: number, height: number): void {
  (window as unknown as { happyDOM: { setViewport(size: object): void } }).happyDOM.setViewport({
    width,
    height,
  });
}

function show(name: string, language: Language = "nl"): HTMLElement {
  const story = STORIES[name];
  if (story === undefined) throw new Error(`no story ${name}`);
  model = createModel(language);
  followLanguage(model.language);
  tell(story, model);
  typing.value = story.typing ?? false;
  history.replaceState(null, "", story.path);
  unfollow = followHistory();
  const made = new Map<string | symbol, ReturnType<typeof vi.fn>>();
  actions = new Proxy({} as Mocks, {
    get: (_, key) => {
      const known = made.get(key) ?? vi.fn();
      made.set(key, known);
      return known;
    },
  });
  return render(<Root app={{ model, actions: actions as unknown as Actions }} />).container;
}

const button = (name: string | RegExp) => screen.getByRole("button", { name });

beforeEach(() => {
  // happy-dom lays nothing out: a scroller has no size to scroll.
  Element.prototype.scrollTo = () => {};
  resize(390, 844);
});

afterEach(() => {
  cleanup();
  unfollow();
  typing.value = false;
  draft.value = "";
});

describe("every screen", () => {
  it.each(Object.keys(STORIES))("%s has no barrier that axe finds", async (name) => {
    const container = show(name);
    const { violations } = await axe.run(container, {
      // Colours need a real browser; tests/browser and tokens.test look at them.
      rules: { "color-contrast": { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    expect(container.querySelectorAll("h1")).toHaveLength(1);
  });

  it.each(Object.keys(STORIES))("%s is whole in English", (name) => {
    const container = show(name, "en");
    expect(document.documentElement.lang).toBe("en");
    expect(container.textContent).not.toMatch(/\{\w+\}/);
  });

  it.each(["now-empty", "now-speaking"])("%s has no barrier on a laptop either", async (name) => {
    resize(1280, 800);
    const container = show(name);
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
    show("now-listening");
    const live = () => document.querySelector('p[role="status"][aria-live="polite"]')?.textContent;
    expect(live()).toBe("Ik luister.");
    expect(document.querySelector(".state-line")?.textContent).toBe("Luistert");
    model.voice.value = "speaking";
    await vi.waitFor(() => expect(live()).toBe(""));
    expect(document.querySelector(".state-line")?.textContent).toBe("Spreekt");
    expect(screen.getByRole("log").getAttribute("aria-live")).toBe("off");
  });

  it("follows theme and language", async () => {
    show("now-empty");
    model.preferences.value = { ...model.preferences.value, theme: "dark" };
    model.language.value = "en";
    await screen.findByText("Ask aloud for what you need right now.");
    expect(document.documentElement.dataset.theme).toBe("dark");
    expect(document.documentElement.lang).toBe("en");
  });

  it("shows the server's own words before ours, and lets a message go", () => {
    show("now-empty");
    model.notices.value = [{ id: "a", kind: "problem", code: "server_error", text: "De schijf is vol." }];
    return screen.findByRole("alert").then((alert) => {
      expect(alert.textContent).toContain("De schijf is vol.");
      fireEvent.click(button("Sluit deze melding"));
      expect(actions.dismissNotice).toHaveBeenCalledWith("a");
    });
  });
});

describe("the microphone", () => {
  it.each([
    ["now-empty", "Stel je vraag hardop", "false"],
    ["now-listening", "Klaar met praten", "true"],
    ["now-speaking", "Onderbreek en praat", "false"],
    ["now-offline", "Spreek je vraag in voor later", "false"],
  ])("in %s is called %s", (name, label, pressed) => {
    show(name);
    const microphone = button(label);
    expect(microphone.getAttribute("aria-pressed")).toBe(pressed);
    fireEvent.click(microphone);
    expect(actions.tapMicrophone).toHaveBeenCalledOnce();
  });

  it("fills its ring by loudness", async () => {
    show("now-listening");
    const level = () => button("Klaar met praten").style.getPropertyValue("--level");
    await vi.waitFor(() => expect(level()).toBe("0.70"));
    model.level.value = 0.2;
    await vi.waitFor(() => expect(level()).toBe("0.20"));
  });

  it("gives way to typing where there is none, and can be tried again", () => {
    show("now-denied");
    expect(screen.getByText("De microfoon mag niet mee")).toBeTruthy();
    expect(screen.getByLabelText("Typ je vraag")).toBeTruthy();
    fireEvent.click(button("Probeer de microfoon opnieuw"));
    expect(actions.tapMicrophone).toHaveBeenCalledOnce();
  });
});

describe("holding to talk", () => {
  const press = (kind: "pointerDown" | "pointerUp", timeStamp: number) => {
    const microphone = document.querySelector<HTMLElement>(".mic");
    if (microphone === null) throw new Error("no microphone");
    microphone.setPointerCapture = () => {};
    const event = new PointerEvent(kind.toLowerCase(), { bubbles: true, button: 0, pointerId: 1 });
    Object.defineProperty(event, "timeStamp", { value: timeStamp });
    microphone.dispatchEvent(event);
  };

  it("begins when the button goes down and ends when it comes up", () => {
    show("now-hold");
    press("pointerDown", 1000);
    expect(actions.holdStart).toHaveBeenCalledOnce();
    press("pointerUp", 2500);
    expect(actions.holdEnd).toHaveBeenCalledOnce();
  });

  it("takes a short press as a tap, so that nobody has to hold", async () => {
    show("now-hold");
    press("pointerDown", 1000);
    press("pointerUp", 1120);
    expect(actions.holdEnd).not.toHaveBeenCalled();
    model.voice.value = "listening";
    await screen.findByRole("button", { name: "Klaar met praten" });
    press("pointerDown", 4000);
    press("pointerUp", 4100);
    expect(actions.endTurn).toHaveBeenCalledOnce();
    expect(actions.holdStart).toHaveBeenCalledOnce();
  });

  it("takes the click of a keyboard as a tap", () => {
    show("now-hold");
    fireEvent.click(button("Stel je vraag hardop"), { detail: 0 });
    expect(actions.tapMicrophone).toHaveBeenCalledOnce();
  });
});

describe("an answer", () => {
  it("marks the word that sounds in the line to say", () => {
    show("now-speaking");
    expect(document.querySelector(".quote .word-now")?.textContent).toBe("me");
  });

  it("always shows where it comes from", () => {
    show("now-answered");
    expect(screen.getByText(/gesprekskaart van het team/)).toBeTruthy();
    expect(screen.getByText("Nagekeken op 1 november 2026")).toBeTruthy();
  });

  it("does not say the card's own line twice on a phone", () => {
    show("now-answered");
    expect(document.querySelector(".answer-text")?.textContent?.trim()).toBe("Zeg dit als eerste.");
  });

  it("changes its moment with one tap", () => {
    show("now-answered");
    const group = within(screen.getByRole("group", { name: "Jouw moment" }));
    expect(group.getByRole("button", { name: "Toepassen" }).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(group.getByRole("button", { name: "Oplossen" }));
    expect(actions.chooseMoment).toHaveBeenCalledWith("solve");
  });

  it("can be continued, repeated, explained and stopped", () => {
    show("now-speaking");
    for (const name of ["Verder", "Herhaal", "Hoe bedoel je?", "Stop"]) fireEvent.click(button(name));
    expect(actions.command.mock.calls.flat()).toEqual(["more", "repeat", "explain", "stop"]);
  });

  it("asks whether it helped, and shows what was said", () => {
    show("now-followed");
    const [first, second] = screen.getAllByRole("group", { name: "Hielp dit?" });
    if (first === undefined || second === undefined) throw new Error("two answers expected");
    expect(within(first).getByRole("button", { name: "Ja" }).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(within(second).getByRole("button", { name: "Nee" }));
    expect(actions.helped).toHaveBeenCalledWith("answer-2", false);
  });

  it("shows only what was heard after an interruption", () => {
    show("now-interrupted");
    expect(screen.getByText("Hier brak je in. De rest is niet gezegd.")).toBeTruthy();
  });

  it("says what is general knowledge", () => {
    show("now-general");
    expect(screen.getByText("Dit is algemene kennis, controleer het.")).toBeTruthy();
  });
});

describe("an honest do-not-know", () => {
  it("gives the nearest two cards and asks before it passes the question on", () => {
    show("now-unknown");
    model.connection.value = "open";
    fireEvent.click(button("Fiets weg of weggehaald"));
    expect(actions.showCard).toHaveBeenCalledWith("fiets-weg");
    fireEvent.click(button("Ja, geef door"));
    expect(actions.noteQuestion).toHaveBeenLastCalledWith("answer-1", true);
    fireEvent.click(button("Nee"));
    expect(actions.noteQuestion).toHaveBeenLastCalledWith("answer-1", false);
    expect(screen.queryByRole("button", { name: "Verder" })).toBeNull();
  });

  it("opens the card to read where no conversation by voice is open", async () => {
    show("now-unknown");
    fireEvent.click(button("Parkeervergunning aanvragen"));
    await vi.waitFor(() => expect(location.pathname).toBe("/tip/parkeervergunning"));
    expect(actions.showCard).not.toHaveBeenCalled();
  });
});

describe("a new conversation", () => {
  it("clears the stage with one tap, where there is something to clear", () => {
    show("now-empty");
    expect(screen.queryByRole("button", { name: "Nieuw gesprek" })).toBeNull();
    cleanup();
    show("now-answered");
    fireEvent.click(button("Nieuw gesprek"));
    expect(actions.newConversation).toHaveBeenCalledOnce();
  });
});

describe("everything by text", () => {
  it("opens the keyboard, sends with Enter and makes a line with Shift and Enter", async () => {
    show("now-empty");
    fireEvent.click(button("Typ"));
    const field = await screen.findByLabelText("Typ je vraag");
    await vi.waitFor(() => expect(document.activeElement).toBe(field));
    fireEvent.input(field, { target: { value: "  Mag ik dit weigeren?  " } });
    fireEvent.keyDown(field, { key: "Enter", shiftKey: true });
    expect(actions.ask).not.toHaveBeenCalled();
    fireEvent.keyDown(field, { key: "Enter" });
    expect(actions.ask).toHaveBeenCalledWith("Mag ik dit weigeren?");
    await vi.waitFor(() => expect((field as HTMLTextAreaElement).value).toBe(""));
  });

  it("sends nothing when nothing was typed", () => {
    show("now-typing");
    fireEvent.click(button("Verstuur"));
    expect(actions.ask).not.toHaveBeenCalled();
  });

  it("keeps the words while one looks at a tip", async () => {
    show("now-typing");
    fireEvent.input(screen.getByLabelText("Typ je vraag"), { target: { value: "half een vraag" } });
    fireEvent.click(screen.getByRole("link", { name: "Tip" }));
    await screen.findByRole("heading", { level: 1, name: "Tip voor je gesprek" });
    fireEvent.click(screen.getByRole("link", { name: "Nu" }));
    const field = await screen.findByLabelText("Typ je vraag");
    expect((field as HTMLTextAreaElement).value).toBe("half een vraag");
  });

  it("asks an example with one tap", () => {
    show("now-empty");
    fireEvent.click(button("Hoe breng ik slecht nieuws?"));
    expect(actions.ask).toHaveBeenCalledWith("Hoe breng ik slecht nieuws?");
  });
});

describe("questions that wait", () => {
  it("are told, and can be taken back", () => {
    show("now-offline");
    expect(screen.getByText("2 vragen staan klaar en gaan vanzelf mee.")).toBeTruthy();
    fireEvent.click(button("Haal weg: Gesproken vraag, 6 seconden"));
    expect(actions.discardWaiting).toHaveBeenCalledWith("two");
  });

  it("say the promise in full when there is one", async () => {
    show("now-offline");
    model.waiting.value = model.waiting.value.slice(0, 1);
    await screen.findByText("Je vraag staat klaar en gaat vanzelf mee.");
  });
});

describe("hurry", () => {
  it("is one tap and shows that it is on", async () => {
    show("now-empty");
    fireEvent.click(button("Haast"));
    expect(actions.setHurry).toHaveBeenCalledWith(true);
    model.hurry.value = true;
    await vi.waitFor(() => expect(button("Haast").getAttribute("aria-pressed")).toBe("true"));
  });
});

describe("tips", () => {
  it("keep the order of the model, and one tap opens and speaks", async () => {
    show("tips");
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
    show("tip");
    expect(actions.openCard).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("link", { name: "Alle tips" }));
    await screen.findByRole("heading", { level: 1, name: "Tip voor je gesprek" });
    await vi.waitFor(() => expect(actions.closeCard).toHaveBeenCalledOnce());
    cleanup();
    show("tip-absent");
    await vi.waitFor(() => expect(actions.openCard).toHaveBeenCalledWith("niet-hier"));
    expect(screen.getByText(/staat niet op je toestel/)).toBeTruthy();
  });

  it("are read aloud, stopped and begun again", async () => {
    show("tip");
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
    show("settings");
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

  it("ask before everything is erased", async () => {
    show("settings");
    fireEvent.click(button("Wis alles"));
    const dialog = await screen.findByRole("dialog", { name: "Al je gesprekken wissen?" });
    fireEvent.click(within(dialog).getByRole("button", { name: "Bewaar" }));
    await vi.waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(actions.eraseEverything).not.toHaveBeenCalled();
    fireEvent.click(button("Wis alles"));
    fireEvent.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Wis alles" }));
    expect(actions.eraseEverything).toHaveBeenCalledOnce();
  });

  it("promise about sound only what the server says", async () => {
    show("settings-offline");
    expect(screen.queryByText("Je geluid wordt niet bewaard.")).toBeNull();
    cleanup();
    show("settings");
    expect(screen.getByText("Je geluid wordt niet bewaard.")).toBeTruthy();
    expect(screen.getByText("De tekst van je vragen blijft 30 dagen staan.")).toBeTruthy();
  });

  it("say that recognition can be better, and how", () => {
    show("settings");
    expect(screen.getByText("flask --app wsgi speech fetch")).toBeTruthy();
  });

  it("take along and erase one conversation", () => {
    show("settings");
    fireEvent.click(button("Neem alles mee"));
    expect(actions.exportEverything).toHaveBeenCalledOnce();
    fireEvent.click(button(/Wis het gesprek: Paspoort kwijt/));
    expect(actions.eraseConversation).toHaveBeenCalledWith("c2");
  });
});
