import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { Cache } from "../offline/cache";
import { openDatabase } from "../offline/database";
import { Outbox } from "../offline/outbox";
import { said } from "../preview/sample";
import { clearing } from "./clearing";
import { forgetsOthers } from "./desk";
import { createModel } from "./model";

async function device() {
  const database = await openDatabase(`test-${Math.random()}`);
  const outbox = new Outbox(database, "here");
  const cache = new Cache(database);
  const model = createModel();
  const forgetPerson = vi.fn();
  const afterwards = vi.fn();
  await database.put("outbox", {
    clientId: "a",
    kind: "sound",
    text: null,
    sound: new Blob(["..."]),
    seconds: 3,
    language: "nl",
    moment: null,
    hurry: false,
    at: "2026-11-22T10:00:00Z",
    live: null,
    refused: null,
  });
  await cache.write("nudges", ["een seintje"]);
  localStorage.setItem("souffleur.scenario.boos", "{}");
  model.transcript.value = [said("Een geheim")];
  model.nudges.value = 2;
  const questions = { newConversation: vi.fn() };
  const parts = { model, questions, forgetPerson, afterwards };
  const clear = clearing({ ...parts, outbox: Promise.resolve(outbox), cache: Promise.resolve(cache) });
  return { ...parts, clear, outbox, cache };
}

describe("clearing this device", () => {
  it("leaves nothing of anything", async () => {
    const here = await device();
    const area = vi.fn();
    forgetsOthers(area);
    await here.clear(null);
    expect(await here.outbox.list()).toEqual([]);
    expect(await here.cache.read("nudges")).toBeUndefined();
    expect(localStorage.length).toBe(0);
    expect(here.model.transcript.value).toEqual([]);
    expect(here.model.nudges.value).toBe(0);
    for (const told of [area, here.forgetPerson, here.afterwards]) expect(told).toHaveBeenCalledOnce();
  });

  it("takes only what belongs to one kind", async () => {
    const here = await device();
    await here.clear("notes");
    expect(await here.outbox.list()).toHaveLength(1);
    expect(here.model.transcript.value).toHaveLength(1);
    await here.clear("conversations");
    expect(here.model.transcript.value).toEqual([]);
    expect(await here.cache.read("nudges")).toEqual(["een seintje"]);
    await here.clear("nudges");
    expect(await here.cache.read("nudges")).toBeUndefined();
    expect(localStorage.length).toBe(1);
    localStorage.clear();
  });
});
