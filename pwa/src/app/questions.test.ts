import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { type Api, ApiError, type WireAnswer } from "../net/api";
import { openDatabase } from "../offline/database";
import { Outbox } from "../offline/outbox";
import { FakeLocks } from "../testing/locks";
import { createModel } from "./model";
import { Notices } from "./notices";
import { Questions } from "./questions";

function answerTo(clientId: string, text: string): WireAnswer {
  return {
    client_id: clientId,
    conversation: "conv_1",
    turn: `turn ${clientId}`,
    question: { text },
    moment: "solve",
    inferred: true,
    say: [{ text: "Vervelend.", line: "first_line", card: null }],
    card: null,
    sources: [],
    general_knowledge: false,
    suggestions: [],
    offer_note: null,
  };
}

async function setUp(storage = true) {
  vi.stubGlobal("navigator", { locks: new FakeLocks(), onLine: true });
  const model = createModel();
  const ask = vi.fn<Api["ask"]>(async ({ clientId, text }) => answerTo(clientId, text));
  const askAloud = vi.fn<Api["askAloud"]>(async (clientId) => answerTo(clientId, "gesproken vraag"));
  const outbox = storage ? new Outbox(await openDatabase(`test-${Math.random()}`), "here") : null;
  const questions = new Questions({
    model,
    notices: new Notices(model),
    api: { ask, askAloud } as unknown as Api,
    outbox: Promise.resolve(outbox),
    page: "here",
  });
  const kept = async () => (await outbox?.list()) ?? [];
  const codes = () => model.notices.value.map((notice) => notice.code);
  return { model, ask, askAloud, questions, kept, codes };
}

const offline = new ApiError("offline", 0, null);

describe("Questions", () => {
  beforeEach(() => vi.unstubAllGlobals());

  it("shows the question at once and then its answer, and keeps nothing that was answered", async () => {
    const { model, questions, kept } = await setUp();
    const asking = questions.ask("waar?");
    expect(model.transcript.value).toMatchObject([{ kind: "said", text: "waar?", state: "final" }]);
    await asking;
    expect(model.transcript.value).toMatchObject([
      { text: "waar?" },
      { kind: "answer", state: "done", sentences: [{ text: "Vervelend." }] },
    ]);
    expect(model.moment.value).toEqual({ moment: "solve", inferred: true });
    expect(model.voice.value).toBe("ready");
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
  });

  it("goes on in the same conversation, until a new one begins", async () => {
    const { questions, ask } = await setUp();
    await questions.ask("een");
    await questions.ask("twee", "apply");
    expect(questions.last).toBe("twee");
    questions.newConversation();
    expect(questions.last).toBeNull();
    await questions.ask("drie");
    expect(ask.mock.calls.map(([question]) => question)).toMatchObject([
      { text: "een", conversation: null, moment: null },
      { text: "twee", conversation: "conv_1", moment: "apply" },
      { text: "drie", conversation: null },
    ]);
  });

  it("keeps a question without a connection and sends it later under the same name", async () => {
    const { model, ask, questions, kept, codes } = await setUp();
    ask.mockRejectedValueOnce(offline);
    await questions.ask("waar?");
    expect(model.transcript.value).toMatchObject([{ state: "waiting" }]);
    expect(codes()).toEqual(["offline_kept"]);
    await questions.list();
    const [waiting] = model.waiting.value;
    expect(waiting).toMatchObject({ kind: "text", text: "waar?", state: "waiting" });
    await questions.drain();
    expect(ask.mock.calls[1]?.[0]?.clientId).toBe(waiting?.clientId);
    expect(await kept()).toEqual([]);
    expect(model.transcript.value).toMatchObject([{ state: "final" }, { kind: "answer" }]);
    expect(codes()).toContain("outbox_sent");
  });

  it("sends nothing while the network is gone", async () => {
    const { ask, questions } = await setUp();
    ask.mockRejectedValueOnce(offline);
    await questions.ask("waar?");
    vi.stubGlobal("navigator", { locks: new FakeLocks(), onLine: false });
    await questions.drain();
    expect(ask).toHaveBeenCalledTimes(1);
  });

  it("marks what is refused for good, but not what only wants a person to sign in", async () => {
    const { model, ask, questions, codes } = await setUp();
    ask.mockRejectedValueOnce(new ApiError("too_long", 413, "Te lang."));
    await questions.ask("lang");
    ask.mockRejectedValueOnce(new ApiError("signed_out", 401, null));
    await questions.ask("wie?");
    await questions.list();
    const states = Object.fromEntries(model.waiting.value.map(({ text, state }) => [text, state]));
    expect(states).toEqual({ lang: "refused", "wie?": "waiting" });
    expect(codes()).toEqual(["server_error", "signed_out", "offline_kept"]);
  });

  it("keeps a live question out of sight until the conversation gives it up, then sends its sound", async () => {
    const { model, askAloud, questions, kept } = await setUp();
    await questions.keep({ clientId: "c1", text: null, sound: new Int16Array(32_000) });
    await questions.list();
    expect(model.waiting.value).toEqual([]);
    await questions.drain();
    expect(askAloud).not.toHaveBeenCalled();
    questions.giveUp();
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
    expect(askAloud).toHaveBeenCalledTimes(1);
    expect(askAloud.mock.calls[0]?.slice(0, 2)).toEqual(["c1", "nl"]);
    expect(model.transcript.value).toMatchObject([
      { text: "gesproken vraag", spoken: true },
      { kind: "answer" },
    ]);
  });

  it("says that nothing was understood in a kept recording, and lets go of it", async () => {
    const { model, askAloud, questions, kept } = await setUp();
    askAloud.mockRejectedValueOnce(new ApiError("nothing_heard", 400, "Ik verstond je niet."));
    await questions.keep({ clientId: "c1", text: null, sound: new Int16Array(32_000) });
    questions.giveUp();
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
    expect(model.transcript.value).toMatchObject([{ id: "c1", state: "unheard" }]);
    expect(model.notices.value).toContainEqual(
      expect.objectContaining({ code: "nothing_heard", text: "Ik verstond je niet." }),
    );
  });

  it("takes away what the person discards", async () => {
    const { model, ask, questions, kept } = await setUp();
    ask.mockRejectedValueOnce(offline);
    await questions.ask("waar?");
    const [waiting] = await kept();
    await questions.discard(waiting?.clientId ?? "");
    expect(model.transcript.value).toEqual([]);
    await vi.waitFor(async () => expect(await kept()).toEqual([]));
  });

  it("goes on with the live conversation, so that 'verder' is understood there too", async () => {
    const { ask, questions } = await setUp();
    questions.continues("sess_1");
    await questions.ask("verder");
    expect(ask.mock.calls[0]?.[0].conversation).toBe("sess_1");
    await questions.ask("verder");
    expect(ask.mock.calls[1]?.[0].conversation).toBe("conv_1");
    questions.newConversation();
    await questions.ask("waar?");
    expect(ask.mock.calls[2]?.[0].conversation).toBeNull();
  });

  it("answers where this browser lets nothing be stored", async () => {
    const { model, questions } = await setUp(false);
    await questions.ask("waar?");
    await questions.list();
    expect(model.transcript.value).toMatchObject([{ text: "waar?" }, { kind: "answer" }]);
    expect(model.waiting.value).toEqual([]);
  });
});
