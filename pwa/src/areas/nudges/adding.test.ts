import { describe, expect, it, vi } from "vitest";
import type { Recorder } from "../../audio/recorder";
import { ApiError } from "../../net/http";
import { Adder } from "./adding";
import type { Understood } from "./server";

const EVENT = { id: "e", title: "lastig gesprek", start: "2026-11-25T13:00:00Z", end: null, all_day: false };
const UNDERSTOOD: Understood = { event: { ...EVENT, own: true }, text: "om twee uur een lastig gesprek" };

function made(microphone = "live", sound: Blob | null = new Blob(["sound"])) {
  const desk = { add: vi.fn(async () => UNDERSTOOD), remove: vi.fn(async () => undefined) };
  const recorder = { begin: vi.fn(async () => microphone), end: vi.fn(() => sound) };
  return { desk, recorder, adder: new Adder(desk, () => recorder as unknown as Recorder) };
}

const refusal = (code: string, status: number, text: string | null) => new ApiError(code, status, text);

describe("adding an event", () => {
  it("by typing: it is understood, said back, and the field is free again", async () => {
    const { adder, desk } = made();
    adder.draft.value = "  om twee uur een lastig gesprek ";
    const done = adder.typed("nl");
    expect(adder.adding.value.state).toBe("understanding");
    await done;
    expect(desk.add).toHaveBeenCalledWith("om twee uur een lastig gesprek", "nl");
    expect(adder.adding.value).toEqual({ state: "added", understood: UNDERSTOOD });
    expect(adder.draft.value).toBe("");
  });

  it("asks nothing of the server for an empty field", async () => {
    const { adder, desk } = made();
    adder.draft.value = "   ";
    await adder.typed("nl");
    expect(desk.add).not.toHaveBeenCalled();
  });

  it("by voice: from the tap to what was heard", async () => {
    const { adder, desk, recorder } = made();
    await adder.listen();
    expect(adder.adding.value.state).toBe("listening");
    await adder.said("en");
    expect(recorder.end).toHaveBeenCalledTimes(1);
    expect(desk.add).toHaveBeenCalledWith(expect.any(Blob), "en");
    expect(adder.adding.value.state).toBe("added");
  });

  it("says so where the microphone stays shut or nothing came", async () => {
    const shut = made("denied");
    await shut.adder.listen();
    expect(shut.adder.adding.value).toMatchObject({ state: "failed", why: "microphone" });
    const silent = made("live", null);
    await silent.adder.listen();
    await silent.adder.said("nl");
    expect(silent.adder.adding.value).toMatchObject({ state: "failed", why: "nothing" });
    expect(silent.desk.add).not.toHaveBeenCalled();
  });

  it.each([
    [refusal("saying_unclear", 400, "Ik hoor geen tijd."), "unclear", "Ik hoor geen tijd."],
    [refusal("nothing_heard", 400, "Ik verstond je niet."), "nothing", "Ik verstond je niet."],
    [refusal("offline", 0, null), "offline", null],
    [refusal("internal_error", 500, "Er ging iets mis."), "failed", "Er ging iets mis."],
  ])("keeps the words where it fails: %s", async (error, why, text) => {
    const { adder, desk } = made();
    desk.add.mockRejectedValueOnce(error);
    adder.draft.value = "een gesprek";
    await adder.typed("nl");
    expect(adder.adding.value).toEqual({ state: "failed", why, text });
    expect(adder.draft.value).toBe("een gesprek");
  });

  it("takes away what was understood wrongly, and gives the words back", async () => {
    const { adder, desk } = made();
    adder.draft.value = "x";
    await adder.typed("nl");
    await adder.wrong();
    expect(desk.remove).toHaveBeenCalledWith("e");
    expect(adder.draft.value).toBe(UNDERSTOOD.text);
  });

  it("closes the microphone when the screen goes away", async () => {
    const { adder, recorder, desk } = made();
    await adder.listen();
    adder.leave();
    await adder.said("nl");
    expect(recorder.end).toHaveBeenCalledTimes(1);
    expect(desk.add).not.toHaveBeenCalled();
  });
});
