import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeLocks } from "../testing/locks";
import { type Database, type Kept, openDatabase } from "./database";
import { MOST, Outbox, OutboxFull, type Outcome } from "./outbox";

const question = (clientId: string, change: Partial<Kept> = {}): Kept => ({
  clientId,
  kind: "text",
  text: `vraag ${clientId}`,
  sound: null,
  seconds: null,
  language: "nl",
  moment: null,
  hurry: false,
  at: `2026-11-22T10:00:0${clientId.length}.000Z`,
  live: null,
  refused: null,
  ...change,
});

const answered: Outcome = { kind: "answered" };

describe("Outbox", () => {
  let database: Database;
  let locks: FakeLocks;

  beforeEach(async () => {
    locks = new FakeLocks();
    vi.stubGlobal("navigator", { locks });
    database = await openDatabase(`test-${Math.random()}`);
  });

  it("sends oldest first, and each once", async () => {
    const outbox = new Outbox(database, "here");
    await outbox.put(question("bb"));
    await outbox.put(question("a"));
    const sent: string[] = [];
    const send = async (kept: Kept) => {
      sent.push(kept.clientId);
      return answered;
    };
    await Promise.all([outbox.drain(send), outbox.drain(send)]);
    await outbox.drain(send);
    expect(sent).toEqual(["a", "bb"]);
    expect(await outbox.list()).toEqual([]);
  });

  it("is emptied by one tab only", async () => {
    const here = new Outbox(database, "here");
    const there = new Outbox(database, "there");
    await here.put(question("a"));
    const sent: string[] = [];
    const send = (tab: string) => async (kept: Kept) => {
      sent.push(`${tab} ${kept.clientId}`);
      await Promise.resolve();
      return answered;
    };
    await Promise.all([here.drain(send("here")), there.drain(send("there"))]);
    expect(sent).toEqual(["here a"]);
  });

  it("keeps what could not go, and what comes after it", async () => {
    const outbox = new Outbox(database, "here");
    await outbox.put(question("a"));
    await outbox.put(question("bb"));
    await outbox.drain(async () => ({ kind: "later" }));
    expect((await outbox.list()).map((kept) => kept.clientId)).toEqual(["a", "bb"]);
  });

  it("marks what is refused, does not try it again, and goes on with the rest", async () => {
    const outbox = new Outbox(database, "here");
    await outbox.put(question("a"));
    await outbox.put(question("bb"));
    const send = vi.fn(
      async (kept: Kept): Promise<Outcome> =>
        kept.clientId === "a" ? { kind: "refused", code: "too_large" } : answered,
    );
    await outbox.drain(send);
    await outbox.drain(send);
    expect(send).toHaveBeenCalledTimes(2);
    expect(await outbox.list()).toMatchObject([{ clientId: "a", refused: "too_large" }]);
  });

  it("leaves live questions of open pages alone and takes over those of closed ones", async () => {
    Outbox.announce("open");
    const outbox = new Outbox(database, "here");
    await outbox.put(question("a", { live: "open" }));
    await outbox.put(question("bb", { live: "closed" }));
    await outbox.put(question("ccc", { live: "here" }));
    const sent: string[] = [];
    const send = async (kept: Kept) => {
      sent.push(kept.clientId);
      return answered;
    };
    await outbox.drain(send);
    expect(sent).toEqual(["bb"]);
    await outbox.release();
    await outbox.drain(send);
    expect(sent).toEqual(["bb", "ccc"]);
  });

  it("keeps sound as it is", async () => {
    const outbox = new Outbox(database, "here");
    const sound = new Blob([new Uint8Array([1, 2, 3])], { type: "audio/wav" });
    await outbox.put(question("a", { kind: "sound", text: null, sound, seconds: 1 }));
    expect(await outbox.list()).toMatchObject([{ kind: "sound", seconds: 1 }]);
  });

  it("refuses more than it should hold, but not a change of what it has", async () => {
    const outbox = new Outbox(database, "here");
    for (let i = 0; i < MOST; i += 1) await outbox.put(question(`q${i}`));
    await expect(outbox.put(question("more"))).rejects.toThrow(OutboxFull);
    await expect(outbox.put(question("q0", { text: "anders" }))).resolves.toBeUndefined();
  });

  it("tells when its list changed", async () => {
    const changed = vi.fn();
    const outbox = new Outbox(database, "here", changed);
    await outbox.put(question("a"));
    await outbox.remove("a");
    expect(changed).toHaveBeenCalledTimes(2);
  });
});
