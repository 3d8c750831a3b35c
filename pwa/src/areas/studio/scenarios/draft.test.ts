import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../../net/http";
import { RETRY_MS } from "../saving";
import { Draft, SAVE_AFTER_MS } from "./draft";
import { keepText, keptText } from "./kept";
import type { ScenarioDraft } from "./server";

function viewOf(text: string, revision: number | null, name = "Noor"): ScenarioDraft {
  return {
    line: {
      slug: "boos",
      title: "Boos",
      language: "nl",
      state: "draft",
      changed: false,
      changed_by: { name, me: name === "Noor" },
      changed_at: null,
    },
    text,
    revision,
    replaces: false,
  };
}

function made(view = viewOf("een", 1)) {
  let revision = view.revision ?? 0;
  const save = vi.fn(async (_slug: string, _revision: number | null, text: string) => {
    revision += 1;
    return viewOf(text, revision);
  });
  const draft = vi.fn(async () => viewOf("van Sam", 7, "Sam"));
  return { draft: new Draft(view, { save, draft }, localStorage), save, asked: draft };
}

const changed = () => new ApiError("scenario_changed", 409, "Intussen gewijzigd.");

beforeEach(() => {
  localStorage.clear();
  vi.useFakeTimers();
});
afterEach(() => void vi.useRealTimers());

describe("a scenario being written", () => {
  it("is kept here at once and saved a moment later, once", async () => {
    const { draft, save } = made();
    draft.change("twee");
    draft.change("drie");
    expect(keptText(localStorage, "boos")).toEqual({ text: "drie", revision: 1 });
    expect(draft.state.value).toBe("saving");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save.mock.calls).toEqual([["boos", 1, "drie"]]);
    expect(draft.state.value).toBe("saved");
    expect(draft.view.value.revision).toBe(2);
    expect(keptText(localStorage, "boos")).toBeNull();
  });

  it("saves what was typed during a save on what that save made of it", async () => {
    const { draft, save } = made();
    draft.change("twee");
    const saving = draft.flush();
    draft.change("drie");
    await saving;
    expect(save.mock.calls).toEqual([
      ["boos", 1, "twee"],
      ["boos", 2, "drie"],
    ]);
    expect(draft.state.value).toBe("saved");
  });

  it("waits for a connection and goes along by itself", async () => {
    const { draft, save } = made();
    save.mockRejectedValueOnce(new ApiError("offline", 0, null));
    draft.change("twee");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(draft.state.value).toBe("waiting");
    expect(keptText(localStorage, "boos")?.text).toBe("twee");
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(draft.state.value).toBe("saved");
  });

  it("says what the server will not have, and keeps it here", async () => {
    const { draft, save } = made();
    save.mockRejectedValueOnce(new ApiError("scenario_name_invalid", 400, "Die naam kan niet."));
    draft.change("twee");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect([draft.state.value, draft.trouble.value]).toEqual(["refused", "Die naam kan niet."]);
    expect(keptText(localStorage, "boos")?.text).toBe("twee");
  });

  it("takes up what never reached the server", async () => {
    keepText(localStorage, "boos", { text: "in de trein", revision: 1 });
    const { draft, save } = made();
    expect(draft.text.value).toBe("in de trein");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save.mock.calls).toEqual([["boos", 1, "in de trein"]]);
  });

  it("sends nothing of what the server has already", async () => {
    keepText(localStorage, "boos", { text: "een", revision: 1 });
    const { save } = made();
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save).not.toHaveBeenCalled();
    expect(keptText(localStorage, "boos")).toBeNull();
  });
});

describe("two at once", () => {
  it("keeps both texts until one is chosen, and saves nothing in between", async () => {
    const { draft, save } = made();
    save.mockRejectedValueOnce(changed());
    draft.change("van mij");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(draft.state.value).toBe("overtaken");
    expect([draft.text.value, draft.view.value.text]).toEqual(["van mij", "van Sam"]);
    draft.change("van mij, en meer");
    await vi.advanceTimersByTimeAsync(10 * SAVE_AFTER_MS);
    expect(save).toHaveBeenCalledTimes(1);
    // On what its writer saw: a later visit is overtaken again, and does not write over the colleague's.
    expect(keptText(localStorage, "boos")).toEqual({ text: "van mij, en meer", revision: 1 });
  });

  it("goes on with mine over theirs", async () => {
    const { draft, save } = made();
    save.mockRejectedValueOnce(changed());
    draft.change("van mij");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    await draft.settle();
    expect(save.mock.lastCall).toEqual(["boos", 7, "van mij"]);
    expect(draft.state.value).toBe("saved");
  });

  it("goes on with theirs", async () => {
    const { draft, save } = made();
    save.mockRejectedValueOnce(changed());
    draft.change("van mij");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    draft.accept(draft.view.value);
    expect([draft.text.value, draft.state.value]).toEqual(["van Sam", "saved"]);
    expect(keptText(localStorage, "boos")).toBeNull();
    draft.change("van Sam en mij");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save.mock.lastCall).toEqual(["boos", 7, "van Sam en mij"]);
  });

  it("lets nothing of a draft that was thrown away come back", async () => {
    const { draft, save } = made();
    draft.change("weg");
    draft.discard();
    draft.close();
    await vi.advanceTimersByTimeAsync(10 * SAVE_AFTER_MS);
    expect(save).not.toHaveBeenCalled();
    expect(keptText(localStorage, "boos")).toBeNull();
  });
});
