import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../net/http";
import { blank, type Content, sent } from "./content";
import { CHECK_AFTER_MS, Editor, SAVE_AFTER_MS } from "./editor";
import { type Keep, RETRY_MS } from "./saving";
import type { Checked, ProgrammeView } from "./server";

const TODAY = new Date(2026, 10, 22);
const CONTENT: Content = { ...blank(TODAY), name: "Slecht nieuws" };
const NOTHING: Checked = { problems: [], occurrences: [], outlook: null };

function viewOf(
  content: Content,
  change: Partial<ProgrammeView> = {},
  revision: number | null = 1,
): ProgrammeView {
  return {
    line: {
      id: "p1",
      name: content.name,
      purpose: "",
      moment: "apply",
      audience: ["all"],
      state: "draft",
      revision,
      changed: true,
      mine: false,
      starts: null,
      ends: null,
      changed_at: "2026-11-22T10:00:00Z",
      well: true,
    },
    content: sent(content),
    live: null,
    changed_by: { name: "Noor", me: false },
    own: null,
    problems: [],
    ...change,
  };
}

function own(content: Content, reason: "incomplete" | "overtaken"): Partial<ProgrammeView> {
  return { own: { content: sent(content), based_on: 1, changed_at: "2026-11-22T10:00:00Z", reason } };
}

function storage(): Keep & { readonly all: Map<string, string> } {
  const all = new Map<string, string>();
  return {
    all,
    getItem: (key) => all.get(key) ?? null,
    setItem: (key, value) => void all.set(key, value),
    removeItem: (key) => void all.delete(key),
  };
}

function made(view = viewOf(CONTENT), keep = storage()) {
  let revision = view.line.revision ?? 0;
  const save = vi.fn(async (_id: string, _revision: number | null, content: Content) => {
    revision += 1;
    return viewOf(content, {}, revision);
  });
  const check = vi.fn(async () => NOTHING);
  const programme = vi.fn(async () => view);
  const editor = new Editor(view, { save, check, programme }, keep, TODAY);
  return { editor, save, check, programme, keep };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe("saving", () => {
  it("waits until the typing stops, and saves once with the revision that was seen", async () => {
    const { editor, save, keep } = made();
    editor.change({ name: "Slecht n" });
    editor.change({ name: "Slecht ni" });
    expect(editor.state.value).toBe("saving");
    expect(keep.all.size).toBe(1);
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save.mock.calls.map(([id, revision, content]) => [id, revision, content.name])).toEqual([
      ["p1", 1, "Slecht ni"],
    ]);
    expect(editor.state.value).toBe("saved");
    expect(editor.view.value.line.revision).toBe(2);
    expect(keep.all.size).toBe(0);
  });

  it("goes on with what was typed while a save was on its way", async () => {
    const { editor, save } = made();
    let answer: (view: ProgrammeView) => void = () => undefined;
    save.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    editor.change({ name: "een" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    editor.change({ name: "twee" });
    answer(viewOf({ ...CONTENT, name: "een" }, {}, 2));
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(editor.content.value.name).toBe("twee");
    expect(save.mock.lastCall?.slice(1).map((each) => (each as Content).name ?? each)).toEqual([2, "twee"]);
    expect(editor.state.value).toBe("saved");
  });

  it("says that it waits without a connection, keeps the words here, and tries again by itself", async () => {
    const { editor, save, keep } = made();
    save.mockRejectedValueOnce(new ApiError("offline", 0, null));
    editor.change({ name: "onderweg" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(editor.state.value).toBe("waiting");
    expect([...keep.all.values()][0]).toContain("onderweg");
    await vi.advanceTimersByTimeAsync(RETRY_MS);
    expect(editor.state.value).toBe("saved");
    expect(keep.all.size).toBe(0);
  });

  it("shows the server's reason when it refuses for good", async () => {
    const { editor, save } = made();
    save.mockRejectedValueOnce(new ApiError("programme_too_large", 400, "Te groot."));
    editor.change({ name: "x" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS + RETRY_MS);
    expect([editor.state.value, editor.trouble.value]).toEqual(["refused", "Te groot."]);
    expect(save).toHaveBeenCalledTimes(1);
  });

  it("takes up what an earlier visit could not send", async () => {
    const keep = storage();
    const first = made(viewOf(CONTENT), keep);
    first.save.mockRejectedValue(new ApiError("offline", 0, null));
    first.editor.change({ name: "van gisteren" });
    first.editor.close();
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    const second = made(viewOf(CONTENT), keep);
    expect(second.editor.content.value.name).toBe("van gisteren");
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(second.save).toHaveBeenCalledTimes(1);
    expect(keep.all.size).toBe(0);
  });

  it("shares a programme with everybody once it is complete", async () => {
    const { editor, save } = made(viewOf(CONTENT, own(CONTENT, "incomplete"), null));
    expect(editor.state.value).toBe("kept");
    editor.change({ purpose: "Durven zeggen wat er is" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save.mock.lastCall?.[1]).toBeNull();
    expect(editor.state.value).toBe("saved");
  });
});

describe("two people at once", () => {
  const theirs = { ...CONTENT, name: "van Noor" };

  it("keeps both versions and asks", async () => {
    const { editor, save, programme } = made();
    save.mockRejectedValueOnce(new ApiError("programme_changed", 409, "Noor heeft dit gewijzigd."));
    const mine = { ...CONTENT, name: "van mij" };
    programme.mockResolvedValueOnce(viewOf(theirs, own(mine, "overtaken"), 4));
    editor.change({ name: "van mij" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(editor.state.value).toBe("overtaken");
    expect(editor.content.value.name).toBe("van mij");
    expect((editor.view.value.content as Content).name).toBe("van Noor");

    // Typing on before choosing must not write over the colleague's version.
    save.mockRejectedValueOnce(new ApiError("programme_changed", 409, "Noor heeft dit gewijzigd."));
    programme.mockResolvedValueOnce(viewOf(theirs, own(mine, "overtaken"), 4));
    editor.change({ purpose: "en nog iets" });
    await vi.advanceTimersByTimeAsync(SAVE_AFTER_MS);
    expect(save.mock.lastCall?.[1]).toBe(1);
    expect(editor.state.value).toBe("overtaken");

    await editor.settle(mine);
    expect(save.mock.lastCall?.slice(0, 2)).toEqual(["p1", 4]);
    expect(editor.state.value).toBe("saved");
  });

  it("sends what was typed while the colleague's version was fetched", async () => {
    const { editor, save, programme } = made();
    const theirsFirst = new ApiError("programme_changed", 409, "Noor heeft dit gewijzigd.");
    save.mockRejectedValueOnce(theirsFirst).mockRejectedValueOnce(theirsFirst);
    programme.mockImplementationOnce(async () => {
      editor.change({ purpose: "en nog iets" });
      return viewOf(theirs, own(CONTENT, "overtaken"), 4);
    });
    editor.change({ name: "van mij" });
    await vi.advanceTimersByTimeAsync(2 * SAVE_AFTER_MS);
    expect(save.mock.calls.map(([, revision, { purpose }]) => [revision, purpose])).toEqual([
      [1, ""],
      [1, "en nog iets"],
    ]);
    expect(editor.state.value).toBe("overtaken");
  });

  it("can go on with the colleague's version", () => {
    const { editor, keep } = made(viewOf(theirs, own(CONTENT, "overtaken"), 4));
    expect(editor.state.value).toBe("overtaken");
    editor.accept(viewOf(theirs, {}, 4));
    expect([editor.state.value, editor.content.value.name, keep.all.size]).toEqual(["saved", "van Noor", 0]);
  });
});

describe("looking ahead", () => {
  it("asks at once and after a change, and believes only the newest answer", async () => {
    const { editor, check } = made();
    const problem = { field: "name", code: "too_short", message: "Vul hier iets in." };
    let late: (checked: Checked) => void = () => undefined;
    check.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
    await vi.advanceTimersByTimeAsync(0);
    editor.change({ name: "" });
    check.mockResolvedValueOnce({ ...NOTHING, problems: [problem] });
    await vi.advanceTimersByTimeAsync(CHECK_AFTER_MS);
    late(NOTHING);
    await vi.advanceTimersByTimeAsync(0);
    expect(editor.problems.value).toEqual([problem]);
  });
});
