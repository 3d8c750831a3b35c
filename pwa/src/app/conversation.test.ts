import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { AudioStage } from "../audio/stage";
import { FakeWorkletNode, fakeMicrophone, SOUND_CARD } from "../testing/audio";
import { FakeServer } from "../testing/server";
import { Conversation } from "./conversation";
import { createModel } from "./model";
import { Notices } from "./notices";
import type { KeptQuestion } from "./rescue";

const SECOND = 16_000;

function setUp() {
  const server = new FakeServer();
  const device = fakeMicrophone();
  vi.stubGlobal("navigator", { mediaDevices: device.mediaDevices, onLine: true });
  const model = createModel();
  const kept: KeptQuestion[] = [];
  const forgotten: string[] = [];
  const gaveUp = vi.fn();
  const continued: (string | null)[] = [];
  const conversation = new Conversation({
    model,
    notices: new Notices(model),
    stage: new AudioStage(),
    url: "ws://localhost/v1/realtime",
    worklets: { capture: "capture.js", playback: "playback.js" },
    safety: {
      keep: async (question) => void kept.push(question),
      forget: (clientId) => void forgotten.push(clientId),
      giveUp: gaveUp,
      continues: (session) => void continued.push(session),
    },
    unreachable: () => undefined,
    open: server.open,
  });
  /** Tap, and wait until the microphone is open and the session has begun. */
  const listen = async (mode: "hands_free" | "push" = "hands_free") => {
    conversation.listen(mode);
    server.begin();
    await vi.waitFor(() => expect(model.microphone.value).toBe("live"));
  };
  const speak = (seconds: number) => {
    for (let i = 0; i < seconds * 25; i += 1) device.hear(new Int16Array(640).fill(1000));
  };
  const card = async () => {
    await vi.waitFor(() => FakeWorkletNode.last("souffleur-playback"));
    return FakeWorkletNode.last("souffleur-playback");
  };
  return { server, device, model, conversation, kept, forgotten, continued, gaveUp, listen, speak, card };
}

const noWords = (item: string) => ({
  type: "conversation.item.input_audio_transcription.completed" as const,
  item_id: item,
  content_index: 0,
  transcript: "",
  usage: { type: "duration" as const, seconds: 1 },
});

const emptyCommit = {
  type: "error" as const,
  error: {
    type: "invalid_request_error" as const,
    code: "input_audio_buffer_commit_empty",
    message: "Er is niets gehoord.",
    param: null,
    event_id: null,
  },
};

describe("Conversation", () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(SOUND_CARD)) vi.stubGlobal(name, value);
    FakeWorkletNode.made = [];
  });
  afterEach(() => vi.useRealTimers());

  it("goes from the tap through listening, thinking and speaking, with captions that follow the ear", async () => {
    const { server, model, conversation, listen, speak, card } = setUp();
    expect(model.voice.value).toBe("ready");
    await listen();
    expect(model.voice.value).toBe("listening");
    speak(1);
    expect(server.socket.received).toHaveLength(SECOND);
    server.understand("item_1", "paspoort kwijt");
    expect(model.voice.value).toBe("thinking");
    const id = server.answer("Vervelend.", 24_000);
    server.sound(1, 0, new Int16Array(24_000).fill(5000));
    const node = await card();
    node.render(24_000);
    expect(model.voice.value).toBe("speaking");
    expect(model.audible.value).toEqual({ item: id, sentence: 0, progress: 0.5 });
    expect(server.socket.events.filter((event) => event.type === "souffleur.heard").at(-1)).toMatchObject({
      response_id: id,
      samples: 12_000,
    });
    expect(server.socket.types()).toContain("souffleur.first_audible");
    server.done(id);
    node.render(24_100);
    await vi.waitFor(() => expect(model.voice.value).toBe("listening"));
    expect(model.transcript.value).toMatchObject([
      { kind: "said", text: "paspoort kwijt", state: "final" },
      { kind: "answer", id, question: "item_1", state: "done", sentences: [{ text: "Vervelend." }] },
    ]);
    expect(conversation.turnOf(id)).toBe("sess_1:item_1");
  });

  it("breaks in: silence, what was heard is told first, then the answer is stopped", async () => {
    const { server, model, conversation, listen, card } = setUp();
    await listen();
    server.understand("item_1", "vraag");
    const id = server.answer("Een lang antwoord.", 48_000);
    server.sound(1, 0, new Int16Array(48_000).fill(5000));
    const node = await card();
    node.render(24_000);
    conversation.interrupt();
    node.render(960);
    await vi.waitFor(() => expect(server.socket.types()).toContain("output_audio_buffer.clear"));
    const last = server.socket.events.slice(-2);
    expect(last.map((event) => event.type)).toEqual(["souffleur.heard", "output_audio_buffer.clear"]);
    expect(last[0]?.samples).toBeGreaterThanOrEqual(12_000);
    expect(model.transcript.value.at(-1)).toMatchObject({ id, state: "interrupted", heard: 1 });
    expect(model.voice.value).toBe("listening");
  });

  it("pauses the sound while somebody may be speaking and goes on after a cough", async () => {
    const { server, model, listen, card } = setUp();
    await listen();
    server.understand("item_1", "vraag");
    server.answer("Antwoord.", 48_000);
    server.sound(1, 0, new Int16Array(48_000).fill(5000));
    const node = await card();
    node.render(4800);
    server.say({ type: "souffleur.output.hold" });
    expect(model.voice.value).toBe("held");
    node.render(4800);
    expect(node.render(4800).every((value) => value === 0)).toBe(true);
    server.say({ type: "souffleur.output.release" });
    expect(model.voice.value).toBe("speaking");
    expect(node.render(4800).at(-1)).not.toBe(0);
  });

  it("listens again, and says so in words, where nothing was understood in a noise", async () => {
    const { server, model, forgotten, listen } = setUp();
    await listen();
    server.understand("item_1", "");
    expect(model.voice.value).toBe("listening");
    server.understand("item_2", "");
    expect(model.transcript.value).toMatchObject([{ kind: "said", id: "item_2", state: "unheard" }]);
    expect(forgotten).toHaveLength(2);
  });

  it("is ready again after a push-to-talk turn without words", async () => {
    const { server, conversation, listen, speak, model } = setUp();
    await listen("push");
    speak(1);
    conversation.endTurn();
    server.say({ type: "souffleur.state", state: "thinking" });
    expect(model.voice.value).toBe("thinking");
    server.say(noWords("item_1"));
    expect(model.voice.value).toBe("ready");
    expect(model.transcript.value).toMatchObject([{ kind: "said", id: "item_1", state: "unheard" }]);
  });

  it("goes on thinking about a typed question when a noise before it turns out to be none", async () => {
    const { server, conversation, listen, model } = setUp();
    await listen();
    server.say({ type: "input_audio_buffer.speech_started", audio_start_ms: 0, item_id: "item_1" });
    server.say({ type: "input_audio_buffer.speech_stopped", audio_end_ms: 500, item_id: "item_1" });
    conversation.requests.ask("mine", "paspoort kwijt");
    server.say(noWords("item_1"));
    expect(model.voice.value).toBe("thinking");
  });

  it("says that nobody was heard, unless the server has the turn already", async () => {
    const { server, conversation, listen, speak, model } = setUp();
    await listen();
    speak(1);
    server.say({ type: "input_audio_buffer.speech_started", audio_start_ms: 0, item_id: "item_1" });
    server.say({ type: "input_audio_buffer.speech_stopped", audio_end_ms: 500, item_id: "item_1" });
    conversation.endTurn();
    server.say(emptyCommit);
    expect(model.voice.value).toBe("thinking");
    expect(model.notices.value).toEqual([]);
    server.say(noWords("item_1"));
    conversation.listen("hands_free");
    await vi.waitFor(() => expect(model.voice.value).toBe("listening"));
    speak(1);
    conversation.endTurn();
    server.say(emptyCommit);
    expect(model.voice.value).toBe("listening");
    expect(model.notices.value).toMatchObject([{ code: "nothing_heard", kind: "info" }]);
  });

  it("forgets a false start and its answer", async () => {
    const { server, model, listen } = setUp();
    await listen();
    server.understand("item_1", "paspoort");
    const id = server.answer("Vervelend.");
    server.done(id, "cancelled", "turn_detected");
    server.say({
      type: "souffleur.turn.taken_back",
      item_id: "item_1",
      response_id: id,
      continues_as: "item_2",
    });
    server.say({ type: "input_audio_buffer.speech_started", audio_start_ms: 0, item_id: "item_2" });
    server.say({ type: "conversation.item.deleted", item_id: "item_1" });
    expect(model.transcript.value).toMatchObject([{ id: "item_2", state: "partial" }]);
    expect(model.voice.value).toBe("listening");
  });

  it("asks again, by the same name, what a killed server had not answered", async () => {
    const { server, conversation, kept, forgotten, continued, listen, model } = setUp();
    await listen();
    server.understand("item_1", "paspoort kwijt");
    vi.useFakeTimers();
    server.close(1006);
    expect(kept).toMatchObject([{ text: "paspoort kwijt", sound: null }]);
    const clientId = kept[0]?.clientId;
    // The server keeps the live turn under this name, so that it is one question whichever way it comes.
    expect(clientId).toBe("sess_1-item_1");
    vi.advanceTimersByTime(500);
    server.begin("sess_2");
    expect(server.socket.events).toContainEqual({
      type: "souffleur.ask",
      client_id: clientId,
      text: "paspoort kwijt",
    });
    const id = server.answer("Vervelend.");
    server.done(id);
    expect(forgotten).toEqual([clientId]);
    expect(continued).toEqual(["sess_1", "sess_2"]);
    expect(model.connection.value).toBe("open");
    conversation.dispose();
  });

  it("sends the sound of an unfinished turn to the new session from the turn's beginning", async () => {
    const { server, kept, forgotten, listen, speak } = setUp();
    await listen();
    speak(3);
    server.say({ type: "input_audio_buffer.speech_started", audio_start_ms: 2000, item_id: "item_1" });
    vi.useFakeTimers();
    server.close(1012);
    vi.advanceTimersByTime(300);
    server.begin("sess_2");
    expect(server.socket.received).toHaveLength(SECOND + 0.6 * SECOND);
    expect(server.socket.received[0]).toBe(0);
    expect(kept).toHaveLength(1);
    expect(forgotten).toEqual([kept[0]?.clientId]);
  });

  it("keeps a spoken question where the server stays away, and lets it go out by itself", async () => {
    const { server, conversation, kept, gaveUp, listen, speak, model } = setUp();
    await listen();
    vi.useFakeTimers();
    server.close(1006);
    speak(2);
    expect(model.voice.value).toBe("listening");
    expect(conversation.endsByTap).toBe(true);
    conversation.endTurn();
    expect(kept).toHaveLength(1);
    expect(kept[0]?.sound).toHaveLength(2 * SECOND);
    expect(model.transcript.value).toMatchObject([{ kind: "said", spoken: true, state: "waiting" }]);
    vi.advanceTimersByTime(13_000);
    expect(gaveUp).toHaveBeenCalledTimes(1);
    server.begin("sess_2");
    expect(server.socket.received).toHaveLength(0);
  });

  it("ends a push-to-talk turn after all of its sound and closes the microphone", async () => {
    const { server, device, conversation, listen, speak, model } = setUp();
    await listen("push");
    speak(1);
    conversation.endTurn();
    expect(server.socket.types().at(-1)).toBe("input_audio_buffer.commit");
    expect(server.socket.received).toHaveLength(SECOND);
    expect(device.streams[0]?.track.enabled).toBe(false);
    expect(model.voice.value).toBe("thinking");
    expect(device.asked).toHaveLength(1);
  });

  it("tells the person that the conversation was opened elsewhere, and comes back only when asked", async () => {
    const { server, conversation, listen, model } = setUp();
    await listen();
    server.close(4409);
    expect(model.connection.value).toBe("elsewhere");
    expect(model.notices.value).toMatchObject([{ code: "opened_elsewhere", kind: "problem" }]);
    conversation.reconnect();
    server.resume(0);
    expect(model.connection.value).toBe("open");
    expect(model.notices.value).toEqual([]);
  });

  it("says what is wrong with the microphone, and everything else goes on", async () => {
    const { device, conversation, model } = setUp();
    device.answer = () => Promise.reject(new DOMException("no", "NotAllowedError"));
    conversation.listen("hands_free");
    await vi.waitFor(() => expect(model.microphone.value).toBe("denied"));
    expect(model.notices.value).toMatchObject([{ code: "microphone_denied" }]);
    expect(model.voice.value).toBe("ready");
  });
});
