import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { DeviceVoice } from "./device-voice";

/** A phone's voice: says one utterance at a time, as far as the test lets it. */
class Utterance {
  lang = "";
  rate = 1;
  voice: SpeechSynthesisVoice | null = null;
  onstart: (() => void) | null = null;
  onboundary: ((event: { charIndex: number }) => void) | null = null;
  onend: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

const voice = (name: string, lang: string, localService: boolean) =>
  ({ name, lang, localService }) as SpeechSynthesisVoice;
const VOICES = [
  voice("Far", "nl-NL", false),
  voice("Near", "nl-BE", true),
  voice("Amy", "en-GB", true),
  voice("Hans", "de-DE", true),
];

function setUp() {
  const said: Utterance[] = [];
  const cancel = vi.fn();
  const synthesis = {
    speak: (utterance: Utterance) => void said.push(utterance),
    cancel,
    getVoices: () => VOICES,
  };
  vi.stubGlobal("speechSynthesis", synthesis);
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  const events = { started: vi.fn(), progress: vi.fn(), finished: vi.fn(), failed: vi.fn() };
  const device = new DeviceVoice(events);
  const now = () => said.at(-1) as Utterance;
  const sayAll = () => {
    now().onstart?.();
    now().onend?.();
  };
  return { device, events, said, cancel, now, sayAll };
}

const first = { item: "a", index: 0, text: "Blijf rustig." };
const second = { item: "a", index: 1, text: "Vraag wat er is." };

describe("DeviceVoice", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("says sentence after sentence and tells begin and end of the whole once", () => {
    const { device, events, said, sayAll } = setUp();
    device.say(first);
    device.say(second);
    expect(said).toHaveLength(1);
    sayAll();
    expect(said.map((utterance) => utterance.text)).toEqual([first.text, second.text]);
    device.finish("a");
    expect(events.finished).not.toHaveBeenCalled();
    sayAll();
    expect(events.started).toHaveBeenCalledTimes(1);
    expect(events.finished.mock.calls).toEqual([["a"]]);
    expect(device.busy).toBe(false);
    vi.advanceTimersByTime(10_000);
    expect(events.failed).not.toHaveBeenCalled();
  });

  it("tells the end of what was said before it was known to be all", () => {
    const { device, events, sayAll } = setUp();
    device.say(first);
    sayAll();
    expect(events.finished).not.toHaveBeenCalled();
    device.finish("a");
    expect(events.finished).toHaveBeenCalledTimes(1);
  });

  it("goes on after a pause from the last word", () => {
    const { device, events, now, cancel } = setUp();
    device.say(first);
    now().onstart?.();
    now().onboundary?.({ charIndex: 6 });
    expect(events.progress).toHaveBeenLastCalledWith(first, 6 / first.text.length);
    device.hold();
    device.hold();
    expect(cancel).toHaveBeenCalledTimes(1);
    device.release();
    expect(now().text).toBe("rustig.");
    now().onboundary?.({ charIndex: 7 });
    expect(events.progress).toHaveBeenLastCalledWith(first, 1);
  });

  it("keeps silent while it is held", () => {
    const { device, said } = setUp();
    device.hold();
    device.say(first);
    expect(said).toHaveLength(0);
    device.release();
    expect(said).toHaveLength(1);
  });

  it("tells where it was interrupted and forgets the rest", () => {
    const { device, events, said, now } = setUp();
    device.say(first);
    device.say(second);
    const utterance = now();
    expect(device.interrupt()).toBe(first);
    expect(utterance.onend).toBeNull();
    expect(device.interrupt()).toBeNull();
    expect(device.busy).toBe(false);
    device.say({ ...first, item: "b" });
    expect(said).toHaveLength(2);
    expect(events.finished).not.toHaveBeenCalled();
  });

  it("gives up a voice that does not begin, and what it still had to say of that", () => {
    const { device, events, said } = setUp();
    device.say(first);
    device.say(second);
    device.say({ ...first, item: "b" });
    vi.advanceTimersByTime(4000);
    expect(events.failed.mock.calls).toEqual([["a"]]);
    expect(said.map((utterance) => utterance.text)).toEqual([first.text, first.text]);
  });

  it("fails where the phone cannot speak", () => {
    const { device, events } = setUp();
    vi.stubGlobal("speechSynthesis", undefined);
    expect(DeviceVoice.available).toBe(false);
    expect(DeviceVoice.voices(["nl"])).toEqual([]);
    device.say(first);
    expect(events.failed).toHaveBeenCalledWith("a");
  });

  it("takes the voice that was chosen, else one of the language that is on the device", () => {
    const { device, now } = setUp();
    expect(DeviceVoice.voices(["nl", "en"]).map((other) => other.name)).toEqual(["Near", "Amy", "Far"]);
    device.use({ language: "nl", speed: 1.5, name: "Far" });
    device.say(first);
    expect(now()).toMatchObject({ lang: "nl-NL", rate: 1.5, voice: { name: "Far" } });
    device.interrupt();
    device.use({ language: "en", speed: 1, name: "Far" });
    device.say(first);
    expect(now()).toMatchObject({ lang: "en-GB", voice: { name: "Amy" } });
  });
});
