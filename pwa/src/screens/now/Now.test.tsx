/** The taps and the words of Nu. */

import { fireEvent, screen, within } from "@testing-library/preact";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ANGRY, answer, said } from "../../preview/sample";
import { button, leave, resize, show } from "../../preview/show";

beforeEach(() => resize(390, 844));
afterEach(leave);

describe("the microphone", () => {
  it.each([
    ["now-empty", "Stel je vraag hardop", "false"],
    ["now-listening", "Klaar met praten", "true"],
    ["now-speaking", "Onderbreek en praat", "false"],
    ["now-offline", "Spreek je vraag in voor later", "false"],
  ])("in %s is called %s", (name, label, pressed) => {
    const { actions } = show(name);
    const microphone = button(label);
    expect(microphone.getAttribute("aria-pressed")).toBe(pressed);
    fireEvent.click(microphone);
    expect(actions.tapMicrophone).toHaveBeenCalledOnce();
  });

  it("fills its ring by loudness", async () => {
    const { model } = show("now-listening");
    const level = () => button("Klaar met praten").style.getPropertyValue("--level");
    await vi.waitFor(() => expect(level()).toBe("0.70"));
    model.level.value = 0.2;
    await vi.waitFor(() => expect(level()).toBe("0.20"));
  });

  it("gives way to typing where there is none, and can be tried again", () => {
    const { actions } = show("now-denied");
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
    const { actions } = show("now-hold");
    press("pointerDown", 1000);
    expect(actions.holdStart).toHaveBeenCalledOnce();
    press("pointerUp", 2500);
    expect(actions.holdEnd).toHaveBeenCalledOnce();
  });

  it("takes a short press as a tap, so that nobody has to hold", async () => {
    const { model, actions } = show("now-hold");
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
    const { actions } = show("now-hold");
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
    const { actions } = show("now-answered");
    const group = within(screen.getByRole("group", { name: "Jouw moment" }));
    expect(group.getByRole("button", { name: "Toepassen" }).getAttribute("aria-pressed")).toBe("true");
    fireEvent.click(group.getByRole("button", { name: "Oplossen" }));
    expect(actions.chooseMoment).toHaveBeenCalledWith("solve");
  });

  it("can be continued, repeated, explained and stopped", () => {
    const { actions } = show("now-speaking");
    for (const name of ["Verder", "Herhaal", "Hoe bedoel je?", "Stop"]) fireEvent.click(button(name));
    expect(actions.command.mock.calls.flat()).toEqual(["more", "repeat", "explain", "stop"]);
  });

  it("asks whether it helped, and shows what was said", () => {
    const { actions } = show("now-followed");
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
    const { model, actions } = show("now-unknown");
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
    const { actions } = show("now-unknown");
    fireEvent.click(button("Parkeervergunning aanvragen"));
    await vi.waitFor(() => expect(location.pathname).toBe("/tip/parkeervergunning"));
    expect(actions.showCard).not.toHaveBeenCalled();
  });
});

describe("a new conversation", () => {
  it("clears the stage with one tap, where there is something to clear", () => {
    show("now-empty");
    expect(screen.queryByRole("button", { name: "Nieuw gesprek" })).toBeNull();
    const { actions } = show("now-answered");
    fireEvent.click(button("Nieuw gesprek"));
    expect(actions.newConversation).toHaveBeenCalledOnce();
  });
});

describe("everything by text", () => {
  it("opens the keyboard, sends with Enter and makes a line with Shift and Enter", async () => {
    const { actions } = show("now-empty");
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
    const { actions } = show("now-typing");
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
    const { actions } = show("now-empty");
    fireEvent.click(button("Hoe breng ik slecht nieuws?"));
    expect(actions.ask).toHaveBeenCalledWith("Hoe breng ik slecht nieuws?");
  });
});

describe("beside the conversation, on a laptop", () => {
  it("shows the card of the answer, and no earlier card beside an honest 'dat weet ik niet'", async () => {
    resize(1280, 800);
    const { model } = show("now-unknown");
    const unknown = model.transcript.value;
    model.answerCard.value = ANGRY;
    model.transcript.value = [said("Hij schreeuwt"), answer(ANGRY)];
    await vi.waitFor(() => expect(screen.queryByRole("heading", { name: ANGRY.title })).toBeTruthy());
    model.transcript.value = [...model.transcript.value, ...unknown];
    await vi.waitFor(() => expect(screen.queryByRole("heading", { name: ANGRY.title })).toBeNull());
  });
});
