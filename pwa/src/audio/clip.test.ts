import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { playClip } from "./clip";
import { AudioStage } from "./stage";

/** A sound card that decodes ten seconds from anything but an empty file, and is asked to play them. */
class Source {
  static last: Source;
  onended: (() => void) | null = null;
  started = false;
  stoppedAt: number | null = null;
  constructor() {
    Source.last = this;
  }
  connect<T>(other: T): T {
    return other;
  }
  start(): void {
    this.started = true;
  }
  stop(at: number): void {
    this.stoppedAt = at;
    // A real one tells its end also where it was stopped.
    queueMicrotask(() => this.onended?.());
  }
}

class Gain {
  static targets: number[] = [];
  readonly gain = { setTargetAtTime: (value: number) => void Gain.targets.push(value) };
  connect<T>(other: T): T {
    return other;
  }
}

const context = {
  state: "running",
  currentTime: 5,
  outputLatency: 0.5,
  baseLatency: 0,
  destination: {},
  resume: async () => undefined,
  decodeAudioData: async (bytes: ArrayBuffer) => {
    if (bytes.byteLength === 0) throw new DOMException("no sound", "EncodingError");
    return { duration: 10 };
  },
};

function setUp() {
  const stage = new AudioStage();
  stage.unlock();
  return { stage, events: { progress: vi.fn(), ended: vi.fn() } };
}

describe("playClip", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    context.currentTime = 5;
    Gain.targets = [];
    vi.stubGlobal("AudioContext", function AudioContext() {
      return context;
    });
    vi.stubGlobal("AudioBufferSourceNode", Source);
    vi.stubGlobal("GainNode", Gain);
  });
  afterEach(() => vi.useRealTimers());

  it("tells how far the ear is, within the sound", async () => {
    const { stage, events } = setUp();
    await playClip(stage, new ArrayBuffer(8), events);
    expect(Source.last.started).toBe(true);
    vi.advanceTimersByTime(100);
    expect(events.progress).toHaveBeenLastCalledWith(0);
    context.currentTime = 10.5;
    vi.advanceTimersByTime(100);
    expect(events.progress).toHaveBeenLastCalledWith(0.5);
    context.currentTime = 99;
    vi.advanceTimersByTime(100);
    expect(events.progress).toHaveBeenLastCalledWith(1);
  });

  it("ends once, and then tells nothing more", async () => {
    const { stage, events } = setUp();
    await playClip(stage, new ArrayBuffer(8), events);
    Source.last.onended?.();
    vi.advanceTimersByTime(1000);
    expect(events.ended).toHaveBeenCalledTimes(1);
    expect(events.progress).not.toHaveBeenCalled();
  });

  it("fades out when it is stopped, without a word about its end", async () => {
    const { stage, events } = setUp();
    const clip = await playClip(stage, new ArrayBuffer(8), events);
    clip.stop();
    await vi.advanceTimersByTimeAsync(1000);
    expect(Gain.targets).toEqual([0]);
    expect(Source.last.stoppedAt).toBeGreaterThan(5);
    expect(events.ended).not.toHaveBeenCalled();
    expect(events.progress).not.toHaveBeenCalled();
  });

  it("fails where the bytes are no sound, and before a tap", async () => {
    const { stage, events } = setUp();
    await expect(playClip(stage, new ArrayBuffer(0), events)).rejects.toThrow("no sound");
    await expect(playClip(new AudioStage(), new ArrayBuffer(8), events)).rejects.toThrow("tap");
  });
});
