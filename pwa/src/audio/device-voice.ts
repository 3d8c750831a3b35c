/**
 * The phone's own voice: speaks sentences one after another and tells how far it is.
 *
 * Pausing is done by stopping and, on release, saying the rest of the sentence from the last word boundary:
 * `speechSynthesis.pause()` ends the utterance for good on Android.
 */

export interface SpokenSentence {
  readonly item: string;
  readonly index: number;
  readonly text: string;
}

export interface DeviceVoiceEvents {
  started(item: string, at: number): void;
  progress(sentence: SpokenSentence, share: number): void;
  finished(item: string): void;
  /** There is no voice, or it failed. */
  failed(item: string): void;
}

export interface VoiceChoice {
  readonly language: string;
  readonly speed: number;
  /** Name of a voice of this device; null takes the first of the language. */
  readonly name: string | null;
}

/** A voice that has not begun by then will not. */
const BEGIN_SECONDS = 4;

export class DeviceVoice {
  readonly #events: DeviceVoiceEvents;
  #queue: SpokenSentence[] = [];
  #current: SpokenSentence | null = null;
  #utterance: SpeechSynthesisUtterance | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #offset = 0;
  #held = false;
  #complete = new Set<string>();
  #begun = new Set<string>();
  #choice: VoiceChoice = { language: "nl", speed: 1, name: null };

  constructor(events: DeviceVoiceEvents) {
    this.#events = events;
  }

  /** Can this device speak at all? */
  static get available(): boolean {
    return typeof speechSynthesis !== "undefined" && typeof SpeechSynthesisUtterance !== "undefined";
  }

  /** Voices of these languages, those on the device itself first. */
  static voices(languages: readonly string[]): SpeechSynthesisVoice[] {
    if (!DeviceVoice.available) return [];
    return speechSynthesis
      .getVoices()
      .filter((voice) => languages.some((language) => voice.lang.toLowerCase().startsWith(language)))
      .sort((a, b) => Number(b.localService) - Number(a.localService));
  }

  get busy(): boolean {
    return this.#current !== null || this.#queue.length > 0;
  }

  use(choice: VoiceChoice): void {
    this.#choice = choice;
  }

  say(sentence: SpokenSentence): void {
    this.#queue.push(sentence);
    this.#next();
  }

  /** No more sentences of this item will come. */
  finish(item: string): void {
    this.#complete.add(item);
    if (this.#current?.item === item || this.#queue.some((sentence) => sentence.item === item)) return;
    this.#end(item);
  }

  hold(): void {
    if (this.#held) return;
    this.#held = true;
    this.#silence();
  }

  release(): void {
    if (!this.#held) return;
    this.#held = false;
    if (this.#current) this.#speak(this.#current, this.#offset);
    else this.#next();
  }

  /** Silence, forget the rest, and tell which sentence was being said. */
  interrupt(): SpokenSentence | null {
    const current = this.#current;
    this.#silence();
    this.#queue = [];
    this.#current = null;
    this.#held = false;
    this.#complete.clear();
    return current;
  }

  #next(): void {
    if (this.#held || this.#current) return;
    this.#current = this.#queue.shift() ?? null;
    if (this.#current) this.#speak(this.#current, 0);
  }

  #speak(sentence: SpokenSentence, from: number): void {
    if (!DeviceVoice.available) {
      this.#fail(sentence);
      return;
    }
    const utterance = new SpeechSynthesisUtterance(sentence.text.slice(from));
    utterance.lang = this.#choice.language === "nl" ? "nl-NL" : "en-GB";
    utterance.rate = this.#choice.speed;
    const voices = DeviceVoice.voices([this.#choice.language]);
    const voice = voices.find((other) => other.name === this.#choice.name) ?? voices[0];
    if (voice) utterance.voice = voice;
    utterance.onstart = () => this.#started(sentence);
    utterance.onboundary = (event) => this.#moved(sentence, from + event.charIndex);
    utterance.onend = () => this.#done(sentence);
    utterance.onerror = () => this.#fail(sentence);
    this.#offset = from;
    this.#utterance = utterance;
    this.#timer = setTimeout(() => this.#fail(sentence), BEGIN_SECONDS * 1000);
    speechSynthesis.speak(utterance);
  }

  #started(sentence: SpokenSentence): void {
    clearTimeout(this.#timer);
    if (!this.#begun.has(sentence.item)) {
      this.#begun.add(sentence.item);
      this.#events.started(sentence.item, performance.now());
    }
    this.#moved(sentence, this.#offset);
  }

  #moved(sentence: SpokenSentence, characters: number): void {
    this.#offset = characters;
    this.#events.progress(sentence, Math.min(1, characters / Math.max(1, sentence.text.length)));
  }

  #done(sentence: SpokenSentence): void {
    this.#current = null;
    this.#utterance = null;
    const more = this.#queue.some((other) => other.item === sentence.item);
    if (!more && this.#complete.has(sentence.item)) this.#end(sentence.item);
    this.#next();
  }

  #end(item: string): void {
    this.#complete.delete(item);
    this.#begun.delete(item);
    this.#events.finished(item);
  }

  #fail(sentence: SpokenSentence): void {
    this.#silence();
    this.#current = null;
    this.#queue = this.#queue.filter((other) => other.item !== sentence.item);
    this.#complete.delete(sentence.item);
    this.#events.failed(sentence.item);
    this.#next();
  }

  #silence(): void {
    clearTimeout(this.#timer);
    if (!this.#utterance) return;
    this.#utterance.onstart = null;
    this.#utterance.onboundary = null;
    this.#utterance.onend = null;
    this.#utterance.onerror = null;
    this.#utterance = null;
    speechSynthesis.cancel();
  }
}
