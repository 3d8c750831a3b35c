/**
 * The view model: everything the screens may know.
 *
 * The screens read these signals and call `Actions`; they import nothing else from the logic. Nothing in here
 * holds text for a person except what the server, the cards or the person said: the screens translate codes.
 */

import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Tools } from "../tools";
import type { Actions } from "./actions";
import type { Card, CardSummary } from "./card";
import type { Belonging, Keeping } from "./keeping";
import {
  type ConversationSummary,
  DEFAULT_PREFERENCES,
  type DeviceVoice,
  type Language,
  type Me,
  type Preferences,
  type Waiting,
} from "./person";
import type { Connection, Install, Microphone, Notice, VoiceState } from "./state";
import type { Status } from "./status";
import type { Audible, Moment, TranscriptItem } from "./talk";

export * from "./actions";
export * from "./card";
export * from "./keeping";
export * from "./person";
export * from "./state";
export * from "./status";
export * from "./talk";

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
  /** What is kept of this person, by kind; null until it was counted. */
  readonly belongings: ReadonlySignal<readonly Belonging[] | null>;
  /** What was last done with it; null: nothing yet. */
  readonly keeping: ReadonlySignal<Keeping | null>;
  readonly deviceVoices: ReadonlySignal<readonly DeviceVoice[]>;
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
    belongings: signal(null),
    keeping: signal(null),
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
