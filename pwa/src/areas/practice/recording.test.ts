// @vitest-environment node
import { describe, expect, it } from "vitest";
import { CAPTURE_RATE } from "../../audio/pcm";
import { ApiError } from "../../net/http";
import { Recording, type TakeServer } from "./recording";
import type { Take } from "./server/pitches";

/** A server that keeps what it gets, and can be away. */
function setUp() {
  const got: number[] = [];
  const state = { away: false, forgets: 0, stops: false, refuses: null as string | null };
  const server: TakeServer = {
    async put(_, first, sound) {
      if (state.away) throw new ApiError("offline", 0, null);
      if (state.refuses) throw new ApiError(state.refuses, 413, null);
      if (first > got.length) throw new ApiError("sound_gap", 409, null);
      const samples = new Int16Array(await sound.arrayBuffer());
      got.push(...samples.subarray(got.length - first));
      return { received_samples: got.length, stop_heard: state.stops, seconds_left: 800 };
    },
    one: async () => ({ received_samples: got.length }) as Take,
    finish: async (_, samples) => ({ received_samples: samples, state: "working" }) as Take,
  };
  const recording = new Recording("t1", server);
  let next = 0;
  const speak = (seconds: number) => {
    for (let left = seconds * CAPTURE_RATE; left > 0; left -= 640) {
      recording.take(Int16Array.from({ length: Math.min(640, left) }, () => next++ % 30_000));
    }
  };
  const spoken = () => Array.from({ length: next }, (_, at) => at % 30_000);
  return { recording, speak, spoken, got, state };
}

describe("Recording", () => {
  it("brings every sample to the server once and in order", async () => {
    const { recording, speak, spoken, got } = setUp();
    speak(2);
    speak(0.5);
    const take = await recording.finish();
    expect(got).toEqual(spoken());
    expect(take.received_samples).toBe(2.5 * CAPTURE_RATE);
    expect(recording.seconds.value).toBe(2.5);
  });

  it("keeps sound while there is no line, says so, and goes on where it was", async () => {
    const { recording, speak, spoken, got, state } = setUp();
    speak(2);
    await recording.send();
    state.away = true;
    speak(3);
    await recording.send();
    expect(recording.waiting.value).toBe(true);
    await expect(recording.finish()).rejects.toMatchObject({ code: "offline" });
    state.away = false;
    const take = await recording.finish();
    expect(recording.waiting.value).toBe(false);
    expect(got).toEqual(spoken());
    expect(take.received_samples).toBe(5 * CAPTURE_RATE);
  });

  it("hears from the server that the person wants to stop", async () => {
    const { recording, speak, state } = setUp();
    state.stops = true;
    speak(2);
    await recording.send();
    expect(recording.stopHeard.value).toBe(true);
  });

  it("ends at the longest take instead of losing what was said before", async () => {
    const { recording, speak, got, state } = setUp();
    speak(2);
    await recording.send();
    state.refuses = "take_too_long";
    speak(2);
    await recording.send();
    expect(recording.full.value).toBe(true);
    const take = await recording.finish();
    expect(take.received_samples).toBe(got.length);
  });
});
