import "fake-indexeddb/auto";
import { describe, expect, it, vi } from "vitest";
import { AudioStage } from "../audio/stage";
import { type Api, ApiError, type WireCard } from "../net/api";
import { Cache } from "../offline/cache";
import { openDatabase } from "../offline/database";
import { createModel } from "./model";
import { Notices } from "./notices";
import { Tips } from "./tips";

const tip = (slug: string): WireCard => ({
  slug,
  title: `Kaart ${slug}`,
  moment: "solve",
  language: "nl",
  situation: "Een inwoner is boos.",
  tile: true,
  icon: null,
  tile_label: null,
  first_line: "Blijf rustig.",
  steps: ["Luister."],
  details: "",
  source: "Eigen",
  source_url: null,
  checked_on: null,
  owner: "Team",
  valid_until: "2027-11-01",
  example: false,
});
const offline = new ApiError("offline", 0, null);

class Utterance {
  onend: (() => void) | null = null;
  onstart: (() => void) | null = null;
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

class Source {
  static last: Source | null = null;
  static made = 0;
  onended: (() => void) | null = null;
  stopped = false;
  constructor() {
    Source.last = this;
    Source.made += 1;
  }
  connect<T>(other: T): T {
    return other;
  }
  start(): void {}
  stop(): void {
    this.stopped = true;
  }
}

async function setUp() {
  Source.last = null;
  Source.made = 0;
  vi.stubGlobal("AudioBufferSourceNode", Source);
  vi.stubGlobal("AudioContext", function AudioContext() {
    return {
      state: "running",
      currentTime: 0,
      outputLatency: 0,
      baseLatency: 0,
      destination: {},
      resume: async () => undefined,
      decodeAudioData: async () => ({ duration: 2 }),
    };
  });
  vi.stubGlobal("GainNode", function GainNode() {
    return { gain: { setTargetAtTime: () => undefined }, connect: () => undefined };
  });
  const said: Utterance[] = [];
  vi.stubGlobal("SpeechSynthesisUtterance", Utterance);
  vi.stubGlobal("speechSynthesis", {
    speak: (utterance: Utterance) => void said.push(utterance),
    cancel: () => undefined,
    getVoices: () => [],
  });
  const model = createModel();
  const api = {
    tips: vi.fn(async () => ({ revision: "1", tips: [tip("boos"), tip("verdriet")] })),
    cards: vi.fn(async () => ({ revision: "1", cards: [tip("boos")] })),
    card: vi.fn(async (slug: string) => tip(slug)),
    opened: vi.fn(async () => undefined),
    speech: vi.fn(async () => new ArrayBuffer(8)),
  };
  const cache = new Cache(await openDatabase(`test-${Math.random()}`));
  const parts = { notices: new Notices(model), api: api as unknown as Api, stage: new AudioStage() };
  const tips = new Tips({ ...parts, model, cache: Promise.resolve(cache) });
  /** The same device, later. */
  const again = () => {
    const later = createModel();
    return { model: later, tips: new Tips({ ...parts, model: later, cache: Promise.resolve(cache) }) };
  };
  return { model, api, tips, said, again };
}

const slugs = (cards: readonly { slug: string }[]) => cards.map((card) => card.slug);

describe("Tips", () => {
  it("shows what the server has, and without a connection what was there before", async () => {
    const { model, api, tips, again } = await setUp();
    await tips.load();
    expect(slugs(model.tips.value)).toEqual(["boos", "verdriet"]);
    expect(slugs(model.cards.value)).toEqual(["boos"]);
    api.tips.mockRejectedValueOnce(offline);
    const later = again();
    await later.tips.load();
    expect(later.model.tips.value).toEqual(model.tips.value);
  });

  it("opens a tip of this device at once, and tells the server that it was of use", async () => {
    const { model, api, tips } = await setUp();
    await tips.load();
    const opening = tips.open("boos");
    expect(model.card.value?.slug).toBe("boos");
    expect(model.cardLoading.value).toBe(false);
    await opening;
    expect(api.opened).toHaveBeenCalledWith("boos");
  });

  it("says what happened where a card is not on this device and cannot be fetched", async () => {
    const { model, api, tips } = await setUp();
    api.card.mockRejectedValueOnce(offline);
    const opening = tips.open("ver-weg");
    expect(model.cardLoading.value).toBe(true);
    await opening;
    expect(model.card.value).toBeNull();
    expect(model.cardLoading.value).toBe(false);
    expect(model.notices.value).toMatchObject([{ code: "connection_lost" }]);
  });

  it("fetches the card of an answer once", async () => {
    const { model, api, tips } = await setUp();
    await tips.showAnswerCard("boos");
    await tips.showAnswerCard("boos");
    expect(model.answerCard.value?.slug).toBe("boos");
    expect(api.card).toHaveBeenCalledTimes(1);
  });

  it("reads a tip aloud with the server's voice until it ends", async () => {
    const { model, tips, said } = await setUp();
    tips.speak("boos");
    expect(model.speakingTip.value).toBe("boos");
    await vi.waitFor(() => expect(Source.last?.onended).toBeTypeOf("function"));
    await vi.waitFor(() =>
      expect(model.audible.value).toEqual({ item: "tip:boos", sentence: 0, progress: 0 }),
    );
    Source.last?.onended?.();
    expect(model.speakingTip.value).toBeNull();
    expect(model.audible.value).toBeNull();
    expect(said).toEqual([]);
  });

  it("lets the phone read what the server's voice cannot", async () => {
    const { model, api, tips, said } = await setUp();
    api.speech.mockRejectedValueOnce(offline);
    tips.speak("boos");
    await vi.waitFor(() => expect(said).toHaveLength(1));
    said[0]?.onend?.();
    said[1]?.onend?.();
    expect(said.map((utterance) => utterance.text)).toEqual(["Blijf rustig.", "Luister."]);
    expect(model.speakingTip.value).toBeNull();
  });

  it("stays silent where it was stopped while its sound was still coming", async () => {
    const { model, api, tips, said } = await setUp();
    let arrive = (_: ArrayBuffer): void => undefined;
    api.speech.mockReturnValueOnce(
      new Promise((resolve) => {
        arrive = resolve;
      }),
    );
    tips.speak("boos");
    tips.close();
    arrive(new ArrayBuffer(8));
    tips.speak("verdriet");
    await vi.waitFor(() => expect(model.audible.value?.item).toBe("tip:verdriet"));
    expect(model.speakingTip.value).toBe("verdriet");
    expect(Source.made).toBe(1);
    tips.stop();
    expect(Source.last?.stopped).toBe(true);
    expect(said).toEqual([]);
  });

  it("speaks by the phone alone where the person chose that", async () => {
    const { model, api, tips, said } = await setUp();
    model.preferences.value = { ...model.preferences.value, audioOut: "device" };
    tips.speak("boos");
    await vi.waitFor(() => expect(said).toHaveLength(1));
    expect(api.speech).not.toHaveBeenCalled();
    tips.tryVoice("Zo klink ik.");
    expect(said.at(-1)?.text).toBe("Zo klink ik.");
    expect(model.speakingTip.value).toBeNull();
    tips.stop();
  });

  it("makes the sound of tips ready where a service worker keeps it, and saves data where asked to", async () => {
    const { tips } = await setUp();
    await tips.load();
    const fetched = vi.fn(async () => new Response("sound"));
    vi.stubGlobal("fetch", fetched);
    vi.stubGlobal("navigator", { serviceWorker: {} });
    await tips.makeReady();
    vi.stubGlobal("navigator", { serviceWorker: { controller: {} }, connection: { saveData: true } });
    await tips.makeReady();
    expect(fetched).not.toHaveBeenCalled();
    vi.stubGlobal("navigator", { serviceWorker: { controller: {} } });
    await tips.makeReady();
    expect(fetched.mock.calls).toEqual([
      ["/v1/cards/boos/speech?part=tip"],
      ["/v1/cards/verdriet/speech?part=tip"],
    ]);
  });
});
