/** The answer at the ear: sound or the phone's own voice, captions that agree with it, and what was really heard. */

import { DeviceVoice, type SpokenSentence } from "../audio/device-voice";
import { ANSWER_RATE } from "../audio/pcm";
import { type Heard, Player } from "../audio/player";
import type { AudioStage } from "../audio/stage";
import { Timeline } from "../audio/timeline";
import type { AnswerFrame } from "../net/frames";
import type { ResponseView, Sentence, ServerEvent } from "../net/protocol.gen";
import type { WritableModel } from "./model";

/** How often the server is told how far the ear is. */
const HEARD_MILLISECONDS = 250;
/** How often the marked word moves. */
const MARK_MILLISECONDS = 90;
/** Pace of a phone's own voice, as the server guesses it too. */
const CHARACTERS_A_SECOND = 14;

export interface Reports {
  heard(response: string, item: string, samples: number): void;
  firstAudible(response: string, milliseconds: number): void;
  /** Speaking began, ended, was held or released. */
  changed(): void;
  /** The phone has no voice that works. */
  voiceless(): void;
}

export class Speaking {
  readonly #model: WritableModel;
  readonly #reports: Reports;
  readonly #timeline = new Timeline(ANSWER_RATE);
  readonly #player: Player;
  readonly #device: DeviceVoice;
  /** Answers of this session in their order: ordinal 1 is at index 0. */
  #ordinals: string[] = [];
  readonly #items = new Map<string, string>();
  readonly #firstByte = new Map<string, number>();
  readonly #sentences = new Map<string, Sentence>();
  #audible: string | null = null;
  #heldByServer = false;
  #reportedAt = 0;
  #markedAt = 0;

  constructor(model: WritableModel, stage: AudioStage, worklet: string, reports: Reports) {
    this.#model = model;
    this.#reports = reports;
    this.#player = new Player(stage, worklet, {
      started: (response, at) => this.#started(response, at),
      position: (heard) => this.#position(heard),
      finished: (response) => this.#finished(response),
    });
    this.#device = new DeviceVoice({
      started: (response, at) => this.#started(response, at),
      progress: (sentence, share) => this.#spoken(sentence, share),
      finished: (response) => this.#finished(response),
      failed: (response) => {
        this.#finished(response);
        reports.voiceless();
      },
    });
  }

  /** Something is audible, or will be when it is released. */
  get audible(): boolean {
    return this.#audible !== null;
  }

  get held(): boolean {
    return this.#heldByServer && this.audible;
  }

  /** Something is audible or on its way to the ear. */
  get busy(): boolean {
    return this.#player.busy || this.#device.busy;
  }

  /** A new session counts its answers from one. */
  newSession(): void {
    this.#ordinals = [];
    this.#heldByServer = false;
  }

  take(event: ServerEvent): void {
    switch (event.type) {
      case "response.created":
        this.#ordinals.push(event.response.id);
        break;
      case "souffleur.sentence":
        this.#sentence(event);
        break;
      case "souffleur.sentence_done":
        this.#timeline.done(event.response_id, event.index, event.first_sample, event.samples);
        break;
      case "response.done":
        this.#done(event.response);
        break;
      case "input_audio_buffer.speech_started":
        // A new turn. An answer that was sent to its end is not cancelled by the server, but it may still sound here.
        if (this.busy) void this.interrupt();
        break;
      case "souffleur.output.hold":
        this.#hold(true);
        break;
      case "souffleur.output.release":
        this.#hold(false);
        break;
    }
  }

  sound(frame: AnswerFrame): void {
    const response = this.#ordinals[frame.response - 1];
    if (response === undefined) return;
    if (!this.#firstByte.has(response)) this.#firstByte.set(response, performance.now());
    this.#player.push(response, frame.pcm);
  }

  /** Silence now; tells the server what was heard. */
  async interrupt(): Promise<void> {
    const sentence = this.#device.interrupt();
    const place = this.#model.audible.value;
    const heard = await this.#player.interrupt();
    this.#heldByServer = false;
    if (heard) this.#cut(heard);
    else if (sentence) this.#cut(this.#guess(sentence, place?.progress ?? 0));
    this.#silent();
  }

  #sentence(event: Sentence): void {
    const { response_id: response, index, text } = event;
    this.#items.set(response, event.item_id);
    this.#timeline.add(response, { index, text, first: event.first_sample, samples: event.samples });
    if (this.#model.preferences.value.audioOut !== "device") return;
    if (!this.#firstByte.has(response)) this.#firstByte.set(response, performance.now());
    this.#sentences.set(`${response} ${index}`, event);
    const { language, preferences } = this.#model;
    this.#device.use({
      language: language.value,
      speed: preferences.value.speed,
      name: preferences.value.voice,
    });
    this.#device.say({ item: response, index, text });
  }

  #done(response: ResponseView): void {
    if (response.status === "cancelled") {
      void this.interrupt();
      return;
    }
    this.#player.finish(response.id);
    if (this.#model.preferences.value.audioOut === "device") this.#device.finish(response.id);
  }

  #hold(held: boolean): void {
    this.#heldByServer = held;
    if (held) {
      this.#player.hold();
      this.#device.hold();
    } else {
      this.#player.release();
      this.#device.release();
    }
    this.#reports.changed();
  }

  #started(response: string, at: number): void {
    const firstByte = this.#firstByte.get(response);
    if (firstByte !== undefined) this.#reports.firstAudible(response, Math.max(0, at - firstByte));
    this.#audible = response;
    this.#reports.changed();
  }

  #position({ item: response, samples }: Heard): void {
    const place = this.#timeline.at(response, samples);
    if (place) this.#mark(response, place.sentence, place.progress);
    const now = performance.now();
    if (now - this.#reportedAt < HEARD_MILLISECONDS) return;
    this.#report({ item: response, samples });
  }

  #spoken(sentence: SpokenSentence, share: number): void {
    this.#mark(sentence.item, sentence.index, share);
    this.#report(this.#guess(sentence, share));
  }

  /** Where the server thinks the phone's own voice is. */
  #guess(sentence: SpokenSentence, share: number): Heard {
    const event = this.#sentences.get(`${sentence.item} ${sentence.index}`);
    const speed = this.#model.preferences.value.speed;
    const length = event?.samples ?? (sentence.text.length / CHARACTERS_A_SECOND / speed) * ANSWER_RATE;
    return { item: sentence.item, samples: Math.round((event?.first_sample ?? 0) + share * length) };
  }

  #mark(item: string, sentence: number, progress: number): void {
    const now = performance.now();
    const current = this.#model.audible.value;
    const moved = current?.item !== item || current.sentence !== sentence;
    if (!moved && now - this.#markedAt < MARK_MILLISECONDS) return;
    this.#markedAt = now;
    this.#model.audible.value = { item, sentence, progress };
  }

  #report({ item: response, samples }: Heard): void {
    this.#reportedAt = performance.now();
    const item = this.#items.get(response);
    if (item !== undefined) this.#reports.heard(response, item, samples);
  }

  /** Broken off here: tell the server, and mark how many sentences were heard. */
  #cut(heard: Heard): void {
    this.#report(heard);
    const count = this.#timeline.heard(heard.item, heard.samples);
    this.#model.transcript.value = this.#model.transcript.value.map((item) =>
      item.kind === "answer" && item.id === heard.item
        ? { ...item, state: "interrupted", heard: count }
        : item,
    );
  }

  #finished(response: string): void {
    const heard = this.#player.heard;
    if (heard?.item === response) this.#report(heard);
    this.#timeline.forget(response);
    this.#firstByte.delete(response);
    if (this.#audible === response || !this.busy) this.#silent();
  }

  #silent(): void {
    this.#audible = null;
    this.#sentences.clear();
    this.#model.audible.value = null;
    this.#reports.changed();
  }
}
