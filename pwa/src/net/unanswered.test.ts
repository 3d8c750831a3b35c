// @vitest-environment node
import { describe, expect, it } from "vitest";
import type { ServerEvent } from "./protocol.gen";
import { Unanswered } from "./unanswered";

function setUp() {
  const unanswered = new Unanswered((item) => `session-${item}`);
  const take = (event: object) => unanswered.take({ event_id: "evt_1", ...event } as ServerEvent);
  const started = (item: string, at: number) =>
    take({ type: "input_audio_buffer.speech_started", item_id: item, audio_start_ms: at });
  const stopped = (item: string, at: number) =>
    take({ type: "input_audio_buffer.speech_stopped", item_id: item, audio_end_ms: at });
  const words = (item: string, transcript: string) =>
    take({ type: "conversation.item.input_audio_transcription.completed", item_id: item, transcript });
  const created = (id: string) => take({ type: "response.created", response: { id } });
  const done = (id: string, status: string, reason: string | null = null) =>
    take({ type: "response.done", response: { id, status, status_details: reason && { reason } } });
  return { unanswered, take, started, stopped, words, created, done };
}

describe("Unanswered", () => {
  it("follows a spoken question until it is answered", () => {
    const { unanswered, started, stopped, words, created, done } = setUp();
    started("i1", 500);
    expect(unanswered.pending).toMatchObject({ clientId: "session-i1", text: null, fromMs: 500, toMs: null });
    stopped("i1", 2500);
    words("i1", "paspoort kwijt");
    expect(unanswered.pending).toMatchObject({ text: "paspoort kwijt", toMs: 2500 });
    created("r1");
    expect(done("r0", "completed")).toBe(false);
    expect(done("r1", "completed")).toBe(true);
    expect(unanswered.pending).toBeNull();
  });

  it("keeps the whole turn when a false start is taken back", () => {
    const { unanswered, take, started, stopped, words, created, done } = setUp();
    started("i1", 500);
    stopped("i1", 2500);
    words("i1", "paspoort");
    created("r1");
    take({ type: "souffleur.turn.taken_back", item_id: "i1", response_id: "r1", continues_as: "i2" });
    started("i2", 500);
    done("r1", "cancelled", "turn_detected");
    take({ type: "conversation.item.deleted", item_id: "i1" });
    expect(unanswered.pending).toMatchObject({ clientId: "session-i1", item: "i2", text: null, fromMs: 500 });
  });

  it("lets go of silence, of failures, and of what the person stopped", () => {
    const { unanswered, take, started, words, created, done } = setUp();
    started("i1", 0);
    expect(words("i1", " ")).toBe(true);
    started("i2", 0);
    expect(
      take({ type: "conversation.item.input_audio_transcription.failed", item_id: "i2", error: {} }),
    ).toBe(true);
    started("i3", 0);
    words("i3", "iets");
    created("r3");
    expect(done("r3", "cancelled", "client_cancelled")).toBe(true);
    expect(unanswered.pending).toBeNull();
  });

  it("goes over to the new question when the person breaks in", () => {
    const { unanswered, started, words, created, done } = setUp();
    started("i1", 0);
    words("i1", "iets");
    created("r1");
    started("i2", 4000);
    expect(done("r1", "cancelled", "turn_detected")).toBe(false);
    expect(unanswered.pending).toMatchObject({ clientId: "session-i2", item: "i2" });
  });

  it("follows a typed question", () => {
    const { unanswered, created, done } = setUp();
    unanswered.asked("mine", "waar");
    created("r1");
    expect(done("r1", "completed")).toBe(true);
  });
});
