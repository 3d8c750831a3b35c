/** Cards and tips: from the server, from this device, read aloud. */

import { type Clip, playClip } from "../audio/clip";
import { DeviceVoice } from "../audio/device-voice";
import type { AudioStage } from "../audio/stage";
import { type Api, ApiError, speechPath } from "../net/api";
import type { Cache } from "../offline/cache";
import { toCard, toSummary } from "./mapping";
import type { Card, WritableModel } from "./model";
import type { Notices } from "./notices";

export interface TipParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly api: Api;
  readonly stage: AudioStage;
  readonly cache: Promise<Cache | null>;
}

/** How many tips are made ready to be heard without a connection. */
const READY = 12;

/** What is said of a tip, sentence by sentence; the same that the server reads aloud. */
function lines(card: Card): string[] {
  return [card.firstLine, ...card.steps];
}

/** Which sentence is sounding at a share of the whole, by characters. */
function placeAt(texts: readonly string[], share: number): { sentence: number; progress: number } {
  const total = texts.reduce((sum, text) => sum + text.length, 0);
  let left = share * total;
  for (const [sentence, text] of texts.entries()) {
    if (left <= text.length || sentence === texts.length - 1) {
      return { sentence, progress: Math.min(1, left / Math.max(1, text.length)) };
    }
    left -= text.length;
  }
  return { sentence: 0, progress: 0 };
}

export class Tips {
  readonly #parts: TipParts;
  readonly #model: WritableModel;
  readonly #device: DeviceVoice;
  #clip: Clip | null = null;
  /** Which reading aloud is wanted; an earlier one that still loads then stays silent. */
  #reading = 0;

  constructor(parts: TipParts) {
    this.#parts = parts;
    this.#model = parts.model;
    this.#device = new DeviceVoice({
      started: () => undefined,
      progress: ({ item, index }, progress) => {
        this.#model.audible.value = { item, sentence: index, progress };
      },
      finished: () => this.stop(),
      failed: () => {
        this.stop();
        parts.notices.tell(navigator.onLine ? "no_device_voice" : "tip_not_cached");
      },
    });
  }

  /** Show at once what is on this device, then what the server has. */
  async load(): Promise<void> {
    const language = this.#model.language.value;
    const cache = await this.#parts.cache;
    if (this.#model.tips.value.length === 0) {
      this.#model.tips.value = (await cache?.read<Card[]>(`tips ${language}`)) ?? [];
    }
    try {
      const { tips } = await this.#parts.api.tips(language);
      this.#model.tips.value = tips.map(toCard);
      await cache?.write(`tips ${language}`, this.#model.tips.value);
      const { cards } = await this.#parts.api.cards(language);
      this.#model.cards.value = cards.map(toSummary);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
    }
  }

  /** Fetch the sound of the first tips, so that the service worker has it when the connection is gone. */
  async makeReady(): Promise<void> {
    const connection = (navigator as Navigator & { connection?: { saveData?: boolean } }).connection;
    if (connection?.saveData || !navigator.serviceWorker?.controller) return;
    for (const tip of this.#model.tips.value.slice(0, READY)) {
      const response = await fetch(speechPath(tip.slug)).catch(() => null);
      if (!response?.ok) return;
      await response.arrayBuffer();
    }
  }

  async open(slug: string): Promise<void> {
    const known = this.#model.tips.value.find((tip) => tip.slug === slug);
    this.#model.card.value = known ?? null;
    this.#model.cardLoading.value = !known;
    try {
      this.#model.card.value = toCard(await this.#parts.api.card(slug));
      void this.#parts.api.opened(slug).catch(() => undefined);
    } catch (error) {
      if (!known) this.#parts.notices.failure(error);
    } finally {
      this.#model.cardLoading.value = false;
    }
  }

  /** The whole card of the latest answer. */
  async showAnswerCard(slug: string): Promise<void> {
    if (this.#model.answerCard.value?.slug === slug) return;
    const known = this.#model.tips.value.find((tip) => tip.slug === slug);
    this.#model.answerCard.value = known ?? null;
    const card = await this.#parts.api.card(slug).then(toCard, () => known ?? null);
    if (card) this.#model.answerCard.value = card;
  }

  close(): void {
    this.stop();
    this.#model.card.value = null;
    this.#model.cardLoading.value = false;
  }

  /** Read a tip aloud. Straight from a tap. */
  speak(slug: string): void {
    this.stop();
    this.#parts.stage.unlock();
    this.#model.speakingTip.value = slug;
    this.#reading += 1;
    if (this.#model.preferences.value.audioOut === "device") this.#speakByDevice(slug);
    else void this.#speakByServer(slug, this.#reading);
  }

  stop(): void {
    this.#reading += 1;
    this.#clip?.stop();
    this.#clip = null;
    this.#device.interrupt();
    if (this.#model.speakingTip.value !== null) this.#model.audible.value = null;
    this.#model.speakingTip.value = null;
  }

  /** One sentence with the voice that is chosen: the server's speaks the first tip. Straight from a tap. */
  tryVoice(text: string): void {
    this.stop();
    const [first] = this.#model.tips.value;
    if (this.#model.preferences.value.audioOut === "server" && first) {
      this.speak(first.slug);
      return;
    }
    this.#useVoice();
    this.#device.say({ item: "try", index: 0, text });
    this.#device.finish("try");
  }

  async #speakByServer(slug: string, reading: number): Promise<void> {
    const bytes = await this.#parts.api.speech(slug).catch(() => null);
    if (reading !== this.#reading) return;
    if (!bytes) {
      this.#speakByDevice(slug);
      return;
    }
    const texts = await this.#texts(slug);
    // Opened by a notification and not by a tap on the page: some browsers keep the sound shut until there is one.
    if (!(await this.#parts.stage.running())) {
      if (reading === this.#reading) this.stop();
      return;
    }
    try {
      const clip = await playClip(this.#parts.stage, bytes, {
        progress: (share) => {
          this.#model.audible.value = { item: `tip:${slug}`, ...placeAt(texts, share) };
        },
        ended: () => this.stop(),
      });
      if (reading === this.#reading) this.#clip = clip;
      else clip.stop();
    } catch {
      if (reading === this.#reading) this.#speakByDevice(slug);
    }
  }

  #speakByDevice(slug: string): void {
    const item = `tip:${slug}`;
    const reading = this.#reading;
    this.#useVoice();
    void this.#texts(slug).then((texts) => {
      if (reading !== this.#reading) return;
      for (const [index, text] of texts.entries()) this.#device.say({ item, index, text });
      this.#device.finish(item);
    });
  }

  #useVoice(): void {
    const { language, preferences } = this.#model;
    const { speed, audioOut, voice } = preferences.value;
    this.#device.use({ language: language.value, speed, name: audioOut === "device" ? voice : null });
  }

  async #texts(slug: string): Promise<string[]> {
    const known = [this.#model.card.value, ...this.#model.tips.value].find((card) => card?.slug === slug);
    if (known) return lines(known);
    return this.#parts.api.card(slug).then(
      (wire) => lines(toCard(wire)),
      () => [],
    );
  }
}
