import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeWorkletNode, SOUND_CARD } from "../testing/audio";
import { type Heard, Player } from "./player";
import { AudioStage } from "./stage";

const second = () => new Int16Array(24_000).fill(8000);

async function setUp() {
  vi.stubGlobal("navigator", {});
  const stage = new AudioStage();
  stage.unlock();
  const started: string[] = [];
  const heard: Heard[] = [];
  const finished: string[] = [];
  const player = new Player(stage, "playback.js", {
    started: (item) => started.push(item),
    position: (position) => heard.push(position),
    finished: (item) => finished.push(item),
  });
  /** The node is made when the first sound comes. */
  const card = async () => {
    await vi.waitFor(() => FakeWorkletNode.last("souffleur-playback"));
    return FakeWorkletNode.last("souffleur-playback");
  };
  return { player, started, heard, finished, card };
}

describe("Player", () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(SOUND_CARD)) vi.stubGlobal(name, value);
    FakeWorkletNode.made = [];
  });

  it("plays an item to its end and counts in the answer's own samples", async () => {
    const { player, started, heard, finished, card } = await setUp();
    player.push("a", second());
    player.finish("a");
    const node = await card();
    node.render(24_000);
    expect(started).toEqual(["a"]);
    expect(heard.at(-1)).toEqual({ item: "a", samples: 12_000 });
    expect(player.busy).toBe(true);
    node.render(24_100);
    await vi.waitFor(() => expect(finished).toEqual(["a"]));
    expect(player.busy).toBe(false);
  });

  it("hands the audio thread only a few seconds ahead", async () => {
    const { player, card } = await setUp();
    for (let i = 0; i < 20; i += 1) player.push("a", second());
    const node = await card();
    expect(node.queue.queued).toBeLessThan(5 * 48_000);
    node.render(48_000);
    node.render(48_000);
    expect(node.queue.queued).toBeGreaterThan(2.9 * 48_000);
  });

  it("tells on interruption what was heard, and drops what still comes", async () => {
    const { player, card } = await setUp();
    player.push("a", second());
    const node = await card();
    node.render(24_000);
    const stopped = player.interrupt();
    node.render(960);
    const heard = await stopped;
    expect(heard?.item).toBe("a");
    expect(heard?.samples).toBeGreaterThanOrEqual(12_000);
    expect(heard?.samples).toBeLessThanOrEqual(12_000 + 0.016 * 24_000);
    player.push("a", second());
    player.finish("a");
    expect(node.render(4800).every((value) => value === 0)).toBe(true);
    expect(player.busy).toBe(false);
    player.push("b", second());
    expect(node.render(4800).at(-1)).not.toBe(0);
  });

  it("says that nothing was heard of an item that had not begun", async () => {
    const { player, card } = await setUp();
    player.push("a", second());
    const node = await card();
    const stopped = player.interrupt();
    node.render(1);
    node.render(960);
    expect(await stopped).toMatchObject({ item: "a", samples: 0 });
    expect(await player.interrupt()).toBeNull();
  });

  it("does not wait for a sound card that is suspended", async () => {
    const { player, card } = await setUp();
    player.push("a", second());
    const node = await card();
    node.render(4800);
    expect(await player.interrupt()).toEqual({ item: "a", samples: 2400 });
  });

  it("holds and releases without losing a sample", async () => {
    const { player, heard, card } = await setUp();
    player.push("a", second());
    player.finish("a");
    const node = await card();
    node.render(4800);
    player.hold();
    node.render(4800);
    const held = heard.at(-1)?.samples ?? 0;
    node.render(9600);
    expect(heard.at(-1)?.samples).toBe(held);
    player.release();
    node.render(48_000);
    expect(heard.at(-1)).toEqual({ item: "a", samples: 24_000 });
  });

  it("ends an item when the next one begins", async () => {
    const { player, started, finished, card } = await setUp();
    player.push("a", second());
    player.finish("a");
    player.push("b", second());
    const node = await card();
    node.render(30_000);
    node.render(30_000);
    expect(started).toEqual(["a", "b"]);
    expect(finished).toEqual(["a"]);
  });
});
