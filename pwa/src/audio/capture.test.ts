import { beforeEach, describe, expect, it, vi } from "vitest";
import { FakeAudioContext, FakeWorkletNode, fakeMicrophone, SOUND_CARD } from "../testing/audio";
import { Microphone, type MicrophoneState } from "./capture";
import { AudioStage } from "./stage";

function setUp() {
  const device = fakeMicrophone();
  vi.stubGlobal("navigator", { mediaDevices: device.mediaDevices });
  const states: MicrophoneState[] = [];
  const frames: Int16Array[] = [];
  const levels: number[] = [];
  const stage = new AudioStage();
  const microphone = new Microphone(stage, "capture.js", {
    frame: (samples) => frames.push(samples),
    level: (value) => levels.push(value),
    state: (state) => states.push(state),
  });
  return { device, states, frames, levels, stage, microphone };
}

const frame = (value: number) => new Int16Array(640).fill(value);

describe("Microphone", () => {
  beforeEach(() => {
    for (const [name, value] of Object.entries(SOUND_CARD)) vi.stubGlobal(name, value);
    FakeWorkletNode.made = [];
    FakeAudioContext.made = 0;
  });

  it("asks once a visit, however often it is opened and closed", async () => {
    const { device, microphone, states } = setUp();
    await Promise.all([microphone.open(), microphone.open()]);
    for (let i = 0; i < 5; i += 1) {
      microphone.mute();
      expect(device.streams[0]?.track.enabled).toBe(false);
      await microphone.open();
      expect(device.streams[0]?.track.enabled).toBe(true);
    }
    expect(device.asked).toHaveLength(1);
    expect(FakeAudioContext.made).toBe(1);
    expect(states.slice(0, 4)).toEqual(["asking", "live", "muted", "live"]);
  });

  it("asks for echo cancellation, noise suppression and gain control", async () => {
    const { device, microphone } = setUp();
    await microphone.open();
    expect(device.asked[0]?.audio).toMatchObject({
      echoCancellation: true,
      noiseSuppression: true,
      autoGainControl: true,
    });
  });

  it("wakes the context within the tap, before anything is awaited", () => {
    const { microphone, stage } = setUp();
    void microphone.open();
    expect((stage.context as unknown as FakeAudioContext).calls).toEqual(["resume"]);
  });

  it("gives frames and loudness only while live", async () => {
    const { device, microphone, frames, levels } = setUp();
    await microphone.open();
    device.hear(frame(7));
    microphone.mute();
    device.hear(frame(8));
    expect(frames.map((samples) => samples[0])).toEqual([7]);
    expect(levels.at(-1)).toBe(0);
  });

  it("keeps the last half second while its gate is shut, and gives it first", async () => {
    const { device, microphone, frames } = setUp();
    await microphone.open();
    microphone.gate(false);
    for (let i = 1; i <= 20; i += 1) device.hear(frame(i));
    expect(frames).toHaveLength(0);
    microphone.gate(true);
    device.hear(frame(99));
    expect(frames).toHaveLength(2);
    expect(frames[0]).toHaveLength(8000);
    expect(frames[0]?.at(-1)).toBe(20);
    expect(frames[1]?.[0]).toBe(99);
  });

  it.each([
    ["NotAllowedError", "denied"],
    ["NotFoundError", "missing"],
    ["NotReadableError", "interrupted"],
  ] as const)("calls %s %s", async (name, state) => {
    const { device, microphone } = setUp();
    device.answer = () => Promise.reject(new DOMException("no", name));
    expect(await microphone.open()).toBe(state);
  });

  it("says so where the browser has none", async () => {
    const { microphone } = setUp();
    vi.stubGlobal("navigator", {});
    expect(await microphone.open()).toBe("unsupported");
  });

  it("notices that a call took it, and comes back", async () => {
    const { device, microphone, states } = setUp();
    await microphone.open();
    const track = device.streams[0]?.track;
    if (!track) throw new Error("no track");
    track.muted = true;
    track.onmute?.();
    expect(states.at(-1)).toBe("interrupted");
    track.muted = false;
    track.onunmute?.();
    expect(states.at(-1)).toBe("live");
  });

  it("asks again only where the system ended it, and then from the next tap", async () => {
    const { device, microphone, states } = setUp();
    await microphone.open();
    const track = device.streams[0]?.track;
    track?.stop();
    track?.onended?.();
    expect(states.at(-1)).toBe("interrupted");
    expect(device.asked).toHaveLength(1);
    expect(await microphone.open()).toBe("live");
    expect(device.asked).toHaveLength(2);
  });
});
