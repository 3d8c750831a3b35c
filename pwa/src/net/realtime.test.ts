import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeServer } from "../testing/server";
import type { ServerEvent } from "./protocol.gen";
import { type LinkState, Realtime } from "./realtime";

const RATE = 1000; // frames of 100 samples, 125 000 samples kept

function setUp() {
  const server = new FakeServer();
  const states: LinkState[] = [];
  const events: ServerEvent[] = [];
  const sounds: number[] = [];
  const calls: string[] = [];
  let from = () => link.upstream.now;
  const link: Realtime = new Realtime({
    url: "ws://localhost/v1/realtime",
    rate: RATE,
    configure: () => ({ type: "realtime", souffleur: { hold: true } }),
    random: () => 1,
    open: server.open,
    events: {
      state: (state) => states.push(state),
      event: (event) => events.push(event),
      sound: (frame) => sounds.push(frame.seq),
      begun: () => from(),
      resumed: () => calls.push("resumed"),
      unreachable: () => calls.push("unreachable"),
    },
  });
  const beginAt = (position: number) => {
    from = () => position;
  };
  return { server, link, states, events, sounds, calls, beginAt };
}

const sound = (length: number) => new Int16Array(length).fill(5);
const upTo = (to: number, from = 0) => Array.from({ length: to - from }, (_, i) => from + i);

describe("Realtime", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("configures the session before it sends the first sound, and loses none that was said before", () => {
    const { server, link, states, beginAt } = setUp();
    beginAt(0);
    link.feed(sound(250));
    link.connect();
    expect(server.socket.frames).toHaveLength(0);
    server.begin();
    link.feed(sound(30));
    expect(server.socket.events[0]).toEqual({
      type: "session.update",
      session: { type: "realtime", souffleur: { hold: true } },
    });
    expect(server.socket.received).toEqual(upTo(280));
    expect(server.socket.frames.map(({ counter }) => counter)).toEqual([0, 1, 2, 3]);
    expect(states).toEqual(["connecting", "open"]);
  });

  it("goes on where the server stopped hearing", () => {
    const { server, link, calls } = setUp();
    link.connect();
    server.begin();
    link.feed(sound(100));
    server.close(1006);
    link.feed(sound(100));
    vi.advanceTimersByTime(500);
    expect(server.sockets).toHaveLength(2);
    expect(server.socket.url.search).toBe("?session=sess_1&after=1");
    server.resume(60);
    expect(server.socket.received).toEqual(upTo(200, 60));
    expect(server.socket.events).toEqual([]);
    expect(calls).toEqual(["resumed"]);
  });

  it("says which sound is gone where it kept too little", () => {
    const { server, link } = setUp();
    link.connect();
    server.begin();
    link.feed(sound(100));
    server.close(1006);
    link.feed(sound(130_000));
    vi.advanceTimersByTime(500);
    server.resume(100);
    expect(server.socket.events[0]).toEqual({ type: "souffleur.sound_kept", first_sample: 5100 });
    expect(server.socket.frames[0]?.first).toBe(5100);
  });

  it("takes every event once, also when it is replayed", () => {
    const { server, link, events, sounds } = setUp();
    link.connect();
    server.begin();
    server.say({ type: "souffleur.state", state: "thinking" });
    server.sound(1, 0, sound(10));
    server.close(1006);
    vi.advanceTimersByTime(500);
    server.resume(0);
    server.repeat({ type: "souffleur.state", state: "thinking", event_id: "evt_2" });
    server.say({ type: "souffleur.state", state: "ready" });
    expect(events.map((event) => event.type)).toEqual([
      "session.created",
      "souffleur.state",
      "souffleur.session.resumed",
      "souffleur.state",
    ]);
    expect(sounds).toEqual([3]);
  });

  it("ends the turn after all its sound, and again where that was lost", () => {
    const { server, link } = setUp();
    link.connect();
    server.begin();
    link.feed(sound(100));
    server.socket.bufferedAmount = 1_000_000;
    link.feed(sound(100));
    link.sendSurely({ type: "input_audio_buffer.commit" }, "input_audio_buffer.committed");
    link.feed(sound(50));
    expect(server.socket.types()).not.toContain("input_audio_buffer.commit");
    server.close(1006);
    vi.advanceTimersByTime(500);
    server.resume(100);
    expect(server.socket.types()).toEqual(["input_audio_buffer.commit"]);
    expect(server.socket.received).toEqual(upTo(250, 100));
    const order = server.socket.frames.findIndex(({ first }) => first === 200);
    expect(server.socket.frames.slice(0, order).flatMap(({ samples }) => [...samples])).toHaveLength(100);
    server.say({ type: "input_audio_buffer.committed", item_id: "item_1", previous_item_id: null });
    server.close(1006);
    vi.advanceTimersByTime(500);
    server.resume(250);
    expect(server.socket.events).toEqual([]);
  });

  it("holds back while the socket does not drain, and takes one that never does for lost", () => {
    const { server, link, states } = setUp();
    link.connect();
    server.begin();
    server.socket.bufferedAmount = 100_000;
    link.feed(sound(100));
    expect(server.socket.frames).toHaveLength(0);
    server.socket.bufferedAmount = 0;
    vi.advanceTimersByTime(60);
    expect(server.socket.received).toEqual(upTo(100));
    server.socket.bufferedAmount = 100_000;
    link.feed(sound(100));
    vi.advanceTimersByTime(6500);
    expect(states).toContain("waiting");
    expect(server.sockets.length).toBe(2);
  });

  it("begins a new session where the old one no longer waits, with the sound that was not answered", () => {
    const { server, link, beginAt, events } = setUp();
    link.connect();
    server.begin();
    link.feed(sound(300));
    server.close(1012);
    vi.advanceTimersByTime(300);
    beginAt(200);
    server.begin("sess_2");
    expect(server.socket.received).toEqual(upTo(100));
    server.say({ type: "souffleur.state", state: "listening" });
    expect(events.at(-1)?.type).toBe("souffleur.state");
    expect(link.upstream.toRing(50)).toBe(250);
  });

  it("comes back at once after a restart, and with pauses after that", () => {
    const { server, link } = setUp();
    link.connect();
    server.begin();
    server.close(1012);
    vi.advanceTimersByTime(260);
    expect(server.sockets).toHaveLength(2);
    server.close(1006);
    vi.advanceTimersByTime(400);
    expect(server.sockets).toHaveLength(2);
    vi.advanceTimersByTime(400);
    expect(server.sockets).toHaveLength(3);
  });

  it.each([
    [4409, "elsewhere"],
    [4403, "refused"],
    [4401, "signed_out"],
  ] as const)("does not come back by itself after %i", (code, state) => {
    const { server, link, states } = setUp();
    link.connect();
    server.begin();
    server.close(code);
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toBe(state);
    expect(server.sockets).toHaveLength(1);
    link.connect();
    expect(server.sockets).toHaveLength(2);
  });

  it("asks why where the handshake is refused, and stops when it is told to", () => {
    const { server, link, states, calls } = setUp();
    link.connect();
    server.close(1006);
    expect(calls).toEqual(["unreachable"]);
    link.stop("signed_out");
    vi.advanceTimersByTime(60_000);
    expect(states.at(-1)).toBe("signed_out");
    expect(server.sockets).toHaveLength(1);
  });

  it("gives up a handshake that hangs", () => {
    const { server, link } = setUp();
    link.connect();
    vi.advanceTimersByTime(10_500);
    expect(server.sockets).toHaveLength(2);
  });

  it("does not send what only makes sense now while there is no line", () => {
    const { server, link } = setUp();
    expect(link.send({ type: "souffleur.command", name: "more" })).toBe(false);
    link.connect();
    server.begin();
    expect(link.send({ type: "souffleur.command", name: "more" })).toBe(true);
    server.close(1006);
    expect(link.send({ type: "souffleur.command", name: "more" })).toBe(false);
  });
});
