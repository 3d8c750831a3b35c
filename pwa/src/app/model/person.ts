/** Who this is, what they chose, and what of theirs waits or is kept. */

export type Language = "nl" | "en";

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

/** One conversation of this person, newest first in the list. */
export interface ConversationSummary {
  readonly id: string;
  /** ISO instant. */
  readonly startedAt: string;
  readonly firstQuestion: string;
  readonly turns: number;
}

/** A voice of the phone itself. */
export interface DeviceVoice {
  readonly name: string;
  readonly language: string;
}
