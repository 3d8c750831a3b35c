import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { type Api, ApiError, type WireMe } from "../net/api";
import { Cache } from "../offline/cache";
import { openDatabase } from "../offline/database";
import { createModel, type WritableModel } from "./model";
import { Notices } from "./notices";
import { Person } from "./person";

const ME: WireMe = {
  id: "p1",
  name: "Sam",
  role: "employee",
  language: "nl",
  preferences: {
    voice: null,
    speed: 1.25,
    captions: true,
    hands_free: true,
    earcons: true,
    vibrate: true,
    audio_out: "server",
    barge_in: true,
    theme: "auto",
  },
  demo: true,
  signed_in_via: "demo",
};
const offline = new ApiError("offline", 0, null);

async function setUp() {
  const api = {
    me: vi.fn(async () => ME),
    changeMe: vi.fn(async () => ME),
    demo: vi.fn(async () => ME),
    signOut: vi.fn(async () => undefined),
    conversations: vi.fn(async () => ({
      conversations: [
        { id: "a", started_at: "2026-11-22T10:00:00Z", first_question: "waar?", turns: 2 },
        { id: "b", started_at: "2026-11-21T10:00:00Z", first_question: "wie?", turns: 1 },
      ],
    })),
    eraseConversation: vi.fn(async () => undefined),
  };
  const cache = new Cache(await openDatabase(`test-${Math.random()}`));
  /** The app starts anew on the same device. */
  const start = (): { person: Person; model: WritableModel } => {
    const model = createModel();
    const parts = { model, notices: new Notices(model), api: api as unknown as Api };
    return { model, person: new Person({ ...parts, cache: Promise.resolve(cache) }) };
  };
  return { api, start };
}

describe("Person", () => {
  it("takes the server's word for who this is and what they chose", async () => {
    const { api, start } = await setUp();
    const { person, model } = start();
    await person.load();
    expect(model.me.value).toMatchObject({ name: "Sam", role: "employee", demo: true });
    expect(model.preferences.value.speed).toBe(1.25);
    expect(api.changeMe).not.toHaveBeenCalled();
  });

  it("tells the server only what was changed, in its own names", async () => {
    const { api, start } = await setUp();
    const { person, model } = start();
    await person.setPreferences({ handsFree: false });
    await person.setLanguage("en");
    expect(api.changeMe.mock.calls).toEqual([[{ preferences: { hands_free: false } }], [{ language: "en" }]]);
    expect(model.preferences.value).toMatchObject({ handsFree: false, speed: 1 });
  });

  it("keeps a choice made without a connection, through a restart, until the server has it", async () => {
    const { api, start } = await setUp();
    api.changeMe.mockRejectedValueOnce(offline);
    const before = start();
    await before.person.setPreferences({ speed: 2 });
    const { person, model } = start();
    await person.recall();
    expect(model.preferences.value.speed).toBe(2);
    await person.load();
    expect(model.preferences.value.speed).toBe(2);
    expect(api.changeMe).toHaveBeenLastCalledWith({ preferences: { speed: 2 } });
    api.changeMe.mockClear();
    await person.load();
    expect(api.changeMe).not.toHaveBeenCalled();
    expect(model.preferences.value.speed).toBe(1.25);
  });

  it("lets a failed start be seen by whoever asked for it", async () => {
    const { api, start } = await setUp();
    api.me.mockRejectedValueOnce(offline);
    await expect(start().person.load()).rejects.toBe(offline);
  });

  it("forgets the person on this device when they sign out", async () => {
    const { start } = await setUp();
    const { person, model } = start();
    await person.setLanguage("en");
    await person.signInDemo("employee");
    expect(model.me.value).not.toBeNull();
    await person.signOut();
    expect(model.me.value).toBeNull();
    const next = start();
    await next.person.recall();
    expect(next.model.language.value).toBe("nl");
  });

  it("lists the conversations and erases one", async () => {
    const { api, start } = await setUp();
    const { person, model } = start();
    await person.loadConversations();
    await person.eraseConversation("a");
    expect(api.eraseConversation).toHaveBeenCalledWith("a");
    expect(model.conversations.value).toEqual([
      { id: "b", startedAt: "2026-11-21T10:00:00Z", firstQuestion: "wie?", turns: 1 },
    ]);
    expect(model.notices.value.map((notice) => notice.code)).toEqual(["erased"]);
  });
});
