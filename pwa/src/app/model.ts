/**
 * The view model: everything the screens may know.
 *
 * The screens read these signals and call `Actions`; they import nothing else from the logic. Nothing in here
 * holds text for a person except what the server, the cards or the person said: the screens translate codes.
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Tools } from "./tools";

export type Language = "nl" | "en";

/** The five moments of need (Gottfredson & Mosher). */
export type Moment = "new" | "more" | "apply" | "solve" | "change";
export const MOMENTS: readonly Moment[] = ["new", "more", "apply", "solve", "change"];

/** What role a spoken sentence plays. */
export type LineRole =
  | "opener"
  | "first_line"
  | "step"
  | "detail"
  | "reflect"
  | "refusal"
  | "offer"
  | "notice";

/**
 * What is happening, in one word; the top line, the microphone's shape and its colour follow from this.
 *
 * - `ready`: the microphone is closed or muted, nothing is being said.
 * - `listening`: the microphone is open and what is said is heard (also locally while the connection comes back).
 * - `thinking`: the turn is over, the answer is not audible yet.
 * - `speaking`: the answer is audible.
 * - `held`: the answer is paused for a moment because a sound was heard; it goes on or is dropped within a second.
 * - `offline`: there is no connection; tips work, questions wait.
 */
export type VoiceState = "ready" | "listening" | "thinking" | "speaking" | "held" | "offline";

/**
 * The line to the server.
 *
 * - `idle`: not needed yet (nobody tapped).
 * - `connecting`: first attempt.
 * - `open`: works.
 * - `waiting`: lost; it comes back by itself (`reconnectAt` says when).
 * - `elsewhere`: this conversation was opened in another tab or on another device; `reconnect()` takes it back.
 * - `signed_out`: nobody is signed in.
 * - `full`: the server has no room; it is tried again by itself.
 * - `refused`: not allowed from here; only a reload or another address helps.
 */
export type Connection =
  | "idle"
  | "connecting"
  | "open"
  | "waiting"
  | "elsewhere"
  | "signed_out"
  | "full"
  | "refused";

/**
 * The microphone of this device.
 *
 * - `unasked`: never asked in this visit. `asking`: the browser is asking. `live`: open. `muted`: closed by us
 *   (permission kept). `interrupted`: taken by a call or by the system; a tap brings it back.
 * - `denied`: refused by the person or by policy. `missing`: there is none. `unsupported`: the browser cannot, or
 *   the page has no secure address (no HTTPS). Everything still works by text.
 */
export type Microphone =
  | "unasked"
  | "asking"
  | "live"
  | "muted"
  | "interrupted"
  | "denied"
  | "missing"
  | "unsupported";

export interface CardRef {
  readonly slug: string;
  readonly title: string;
}

export interface Source {
  readonly card: string;
  readonly title: string;
  readonly source: string;
  readonly url: string | null;
  /** ISO date on which the author checked the source. */
  readonly checkedOn: string | null;
  /** True where the fact is an example that differs by municipality. */
  readonly example: boolean;
}

export interface Sentence {
  readonly index: number;
  readonly text: string;
  readonly line: LineRole;
  readonly card: string | null;
}

/** Something the person said or typed. */
export interface SaidItem {
  readonly kind: "said";
  readonly id: string;
  readonly text: string;
  readonly spoken: boolean;
  /**
   * `partial`: still being said or recognised. `final`: understood. `waiting`: kept in the outbox, goes out by
   * itself when the connection is back. `unheard`: nothing was recognised in the sound.
   */
  readonly state: "partial" | "final" | "waiting" | "unheard";
}

/** An answer: sentences as they come, and what belongs to it. */
export interface AnswerItem {
  readonly kind: "answer";
  readonly id: string;
  /** Id of the `SaidItem` that it answers, where known. */
  readonly question: string | null;
  readonly sentences: readonly Sentence[];
  /** `streaming`: more may come. `done`: complete. `interrupted`: the person broke in or stopped it. */
  readonly state: "streaming" | "done" | "interrupted";
  /** After an interruption: number of sentences that were (partly) heard; null when all were. */
  readonly heard: number | null;
  readonly card: CardRef | null;
  readonly sources: readonly Source[];
  /** True: not from a card; show "dit is algemene kennis, controleer het". */
  readonly generalKnowledge: boolean;
  /** The nearest cards by name, where the answer is not known. */
  readonly suggestions: readonly CardRef[];
  /** A question that may be noted for the authors: show yes and no (`noteQuestion`). Null: no offer. */
  readonly offer: string | null;
  readonly moment: Moment | null;
  /** True when the moment was inferred from the wording, false when the person chose it. */
  readonly momentInferred: boolean;
  /** The person's own verdict: "hielp dit?". Null: not said. */
  readonly helped: boolean | null;
  /** False: `helped()` cannot be given for this one (nothing on the server to attach it to). */
  readonly canRate: boolean;
}

export type TranscriptItem = SaidItem | AnswerItem;

/** Which words are audible at this moment. Updated up to ten times a second while speaking. */
export interface Audible {
  /** Id of the answer (or `tip:SLUG` while a tip is read aloud). */
  readonly item: string;
  /** Index of the sentence that sounds now. */
  readonly sentence: number;
  /** How far into the sentence, 0 to 1, by characters: mark the word at `text.length * progress`. */
  readonly progress: number;
}

/** A card in short, as in the list. */
export interface CardSummary extends CardRef {
  readonly moment: Moment;
  readonly language: Language;
  readonly situation: string;
  readonly tile: boolean;
  readonly icon: string | null;
  readonly tileLabel: string | null;
}

/** A whole card. */
export interface Card extends CardSummary {
  readonly firstLine: string;
  readonly steps: readonly string[];
  /** Markdown, one to three short paragraphs. */
  readonly details: string;
  readonly source: string;
  readonly sourceUrl: string | null;
  readonly checkedOn: string | null;
  readonly owner: string;
  readonly validUntil: string;
  readonly example: boolean;
}

export interface Preferences {
  /** Name of a server voice, or null for the default. */
  readonly voice: string | null;
  /** 0.5 to 2. */
  readonly speed: number;
  readonly captions: boolean;
  /** True: tap once and talk; the end of the turn is found. False: hold the button, or tap to end. */
  readonly handsFree: boolean;
  readonly earcons: boolean;
  readonly vibrate: boolean;
  /** Who speaks: the server's voice or the phone's own. */
  readonly audioOut: "server" | "device";
  /** May the person break in by talking while the answer sounds? */
  readonly bargeIn: boolean;
  readonly theme: "auto" | "light" | "dark";
}

export const DEFAULT_PREFERENCES: Preferences = {
  voice: null,
  speed: 1,
  captions: true,
  handsFree: true,
  earcons: true,
  vibrate: true,
  audioOut: "server",
  bargeIn: true,
  theme: "auto",
};

export type Role = "employee" | "learning_professional" | "administrator";
export type DemoRole = Exclude<Role, "administrator">;

export interface Me {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  /** True: signed in as a demo person; the switch of role may be shown. */
  readonly demo: boolean;
  readonly signedInVia: string;
}

/** A question that is kept until it can go out. */
export interface Waiting {
  readonly clientId: string;
  readonly kind: "text" | "sound";
  /** The typed text; null for a spoken one. */
  readonly text: string | null;
  /** Length of the sound in seconds; null for a typed one. */
  readonly seconds: number | null;
  /** ISO instant. */
  readonly at: string;
  readonly state: "waiting" | "sending" | "refused";
}

/** Something to tell the person in one line; the screens translate `code` unless the server gave a `text`. */
export type NoticeCode =
  | "offline_kept"
  | "connection_lost"
  | "connection_back"
  | "opened_elsewhere"
  | "server_full"
  | "server_restarts"
  | "signed_out"
  | "not_allowed"
  | "too_many"
  | "microphone_denied"
  | "microphone_missing"
  | "microphone_unsupported"
  | "microphone_interrupted"
  | "sound_blocked"
  | "nothing_heard"
  | "sound_too_long"
  | "no_device_voice"
  | "tip_not_cached"
  | "noted"
  | "erased"
  | "outbox_sent"
  | "outbox_full"
  | "storage_failed"
  | "server_error";

export interface Notice {
  readonly id: string;
  readonly kind: "info" | "problem";
  readonly code: NoticeCode;
  /** The server's own sentence in the person's language, where it gave one: show it instead of the code. */
  readonly text: string | null;
}

/** What the server says about its engines and about what it keeps (`GET /v1/status`). */
export interface Status {
  readonly version: string;
  readonly speech: {
    readonly name: string;
    readonly detail: string;
    /** A better model exists for this hardware: its name and the command that fetches it. */
    readonly better: { readonly model: string; readonly how: string } | null;
  };
  readonly voices: readonly { readonly name: string; readonly available: boolean; readonly note: string }[];
  readonly conversation: { readonly name: string; readonly detail: string };
  readonly keeps: { readonly days: number; readonly audio: boolean };
}

/** One conversation of this person, newest first in the list. */
export interface ConversationSummary {
  readonly id: string;
  /** ISO instant. */
  readonly startedAt: string;
  readonly firstQuestion: string;
  readonly turns: number;
}

/** How the app can be put on this phone. */
export type Install =
  /** The browser offers it: show a button that calls `install()`. */
  | "offered"
  /** Apple: explain the share sheet in words and pictures. */
  | "by_hand"
  /** It runs as an installed app. */
  | "installed"
  | "unavailable";

/** A voice of the phone itself. */
export interface DeviceVoice {
  readonly name: string;
  readonly language: string;
}

export interface Model {
  /** False until preferences and cached cards were read from this device (a few milliseconds). */
  readonly loaded: ReadonlySignal<boolean>;
  /** It was asked who this is: answered, refused, or there was nobody to ask. Nothing personal is fetched before. */
  readonly asked: ReadonlySignal<boolean>;
  readonly me: ReadonlySignal<Me | null>;
  readonly language: ReadonlySignal<Language>;
  readonly preferences: ReadonlySignal<Preferences>;

  readonly connection: ReadonlySignal<Connection>;
  /** Instant (milliseconds since the epoch) of the next attempt while `connection` is `waiting` or `full`. */
  readonly reconnectAt: ReadonlySignal<number | null>;
  /** `navigator.onLine` and what requests showed: false means no network or no server. */
  readonly online: ReadonlySignal<boolean>;
  readonly voice: ReadonlySignal<VoiceState>;
  readonly microphone: ReadonlySignal<Microphone>;
  /** Loudness of the microphone now, 0 to 1 (perceptual); 0 when closed. 25 updates a second: bind to a CSS variable. */
  readonly level: ReadonlySignal<number>;
  /** True while the push-to-talk button is held down. */
  readonly holding: ReadonlySignal<boolean>;

  readonly transcript: ReadonlySignal<readonly TranscriptItem[]>;
  readonly audible: ReadonlySignal<Audible | null>;
  /** Moment of need of the latest answer, and whether it was inferred. */
  readonly moment: ReadonlySignal<{ readonly moment: Moment; readonly inferred: boolean } | null>;
  /** "Ik heb nu haast": on until switched off. */
  readonly hurry: ReadonlySignal<boolean>;

  readonly cards: ReadonlySignal<readonly CardSummary[]>;
  /** The difficult situations, in the order in which this person uses them; from the device when offline. */
  readonly tips: ReadonlySignal<readonly Card[]>;
  /** The card that is open on top, if any. */
  readonly card: ReadonlySignal<Card | null>;
  /** True when `card` was asked for and is not there yet. */
  readonly cardLoading: ReadonlySignal<boolean>;
  /**
   * The whole card that the latest answer with a card is from (its slug is that answer's `card.slug`), fetched or
   * from the device; null while it is not there. Apart from `card`, so that opening a tip does not lose it.
   */
  readonly answerCard: ReadonlySignal<Card | null>;
  /** Slug of the tip that is being read aloud; null: none. */
  readonly speakingTip: ReadonlySignal<string | null>;

  readonly waiting: ReadonlySignal<readonly Waiting[]>;
  /** How many nudges of today wait for an answer. */
  readonly nudges: ReadonlySignal<number>;
  readonly notices: ReadonlySignal<readonly Notice[]>;
  readonly install: ReadonlySignal<Install>;
  /** A new version is ready; `applyUpdate()` loads it. Never true to the eye in the middle of a spoken turn. */
  readonly updateReady: ReadonlySignal<boolean>;
  readonly status: ReadonlySignal<Status | null>;
  readonly conversations: ReadonlySignal<readonly ConversationSummary[] | null>;
  readonly deviceVoices: ReadonlySignal<readonly DeviceVoice[]>;
}

export type CommandName = "more" | "repeat" | "stop" | "explain" | "yes" | "no";

/** What the screens can do. All are safe to call at any time; none throws; failures become notices. */
export interface Actions {
  /** The microphone button, tapped. Opens the microphone and listens; while listening it ends the turn; while the answer sounds it breaks in and listens. MUST be called straight from a tap (user gesture). */
  tapMicrophone(): void;
  /** Opens the microphone and listens. MUST be called straight from a tap. */
  startListening(): void;
  /** The turn is over: answer now. */
  endTurn(): void;
  /** Closes the microphone; what was said in an unfinished turn is dropped. */
  stopListening(): void;
  /** Push-to-talk: the button goes down (straight from the gesture) and up. */
  holdStart(): void;
  holdEnd(): void;
  /** Silences the answer now and keeps only what was heard. */
  interrupt(): void;

  /** A typed question. Goes out at once, or waits in the outbox. Empty text does nothing. */
  ask(text: string): void;
  /** "Verder", "herhaal", "stop", "hoe bedoel je", "ja", "nee". */
  command(name: CommandName): void;
  /** Answers the last question again for this moment. */
  chooseMoment(moment: Moment): void;
  setHurry(on: boolean): void;
  /** Asks for a card by name as the answer (a suggestion was tapped). */
  showCard(slug: string): void;
  /** "Hielp dit?" */
  helped(answerId: string, helped: boolean): void;
  /** Answer to the offer to note the question for the authors (text only, without a name). */
  noteQuestion(answerId: string, yes: boolean): void;
  /** Empties the screen; the conversation itself is kept. A new conversation begins. */
  newConversation(): void;

  /** Opens a tip or a card; `speak` reads it aloud too (straight from a tap). */
  openCard(slug: string, options?: { speak?: boolean }): void;
  closeCard(): void;
  /** Reads the open tip aloud, or stops if it is being read. Straight from a tap. */
  toggleTipSpeech(slug: string): void;

  setLanguage(language: Language): void;
  setPreferences(change: Partial<Preferences>): void;
  /** Speaks one short sentence with the voice and the speed that are set. Straight from a tap. */
  tryVoice(sentence: string): void;

  signInDemo(role: DemoRole): void;
  signOut(): void;
  /** Downloads everything of this person as JSON. */
  exportEverything(): void;
  loadConversations(): void;
  eraseConversation(id: string): void;
  /** Erases all conversations of this person, here and on the server. */
  eraseEverything(): void;
  loadStatus(): void;

  /** Tries the connection again now (after `elsewhere`, `full`, `waiting`). */
  reconnect(): void;
  sendWaiting(): void;
  discardWaiting(clientId: string): void;
  dismissNotice(id: string): void;
  doInstall(): void;
  /** Do not offer installing again. */
  dismissInstall(): void;
  applyUpdate(): void;
}

/** The signals behind a `Model`, for the store that writes them and for tests of screens. */
export type WritableModel = {
  -readonly [K in keyof Model]: Model[K] extends ReadonlySignal<infer T> ? Signal<T> : never;
};

/** Make a model in its first state. */
export function createModel(language: Language = "nl"): WritableModel {
  return {
    loaded: signal(false),
    asked: signal(false),
    me: signal(null),
    language: signal(language),
    preferences: signal(DEFAULT_PREFERENCES),
    connection: signal("idle"),
    reconnectAt: signal(null),
    online: signal(true),
    voice: signal("ready"),
    microphone: signal("unasked"),
    level: signal(0),
    holding: signal(false),
    transcript: signal([]),
    audible: signal(null),
    moment: signal(null),
    hurry: signal(false),
    cards: signal([]),
    tips: signal([]),
    card: signal(null),
    cardLoading: signal(false),
    answerCard: signal(null),
    speakingTip: signal(null),
    waiting: signal([]),
    nudges: signal(0),
    notices: signal([]),
    install: signal("unavailable"),
    updateReady: signal(false),
    status: signal(null),
    conversations: signal(null),
    deviceVoices: signal([]),
  };
}

/** What `createApp` in `store.ts` gives, and what the screens get through context. */
export interface App {
  readonly model: Model;
  readonly actions: Actions;
  /** For areas only: the screens of the entry have their actions. */
  readonly tools: Tools;
}
