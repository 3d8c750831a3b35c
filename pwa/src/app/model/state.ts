/** What is happening: of the voice, the line, the microphone and this device, and what to tell about it. */

import type { MicrophoneState } from "../../audio/capture";
import type { LinkState } from "../../net/realtime";

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
export type Connection = LinkState;

/**
 * The microphone of this device.
 *
 * - `unasked`: never asked in this visit. `asking`: the browser is asking. `live`: open. `muted`: closed by us
 *   (permission kept). `interrupted`: taken by a call or by the system; a tap brings it back.
 * - `denied`: refused by the person or by policy. `missing`: there is none. `unsupported`: the browser cannot, or
 *   the page has no secure address (no HTTPS). Everything still works by text.
 */
export type Microphone = MicrophoneState;

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

/** How the app can be put on this phone. */
export type Install =
  /** The browser offers it: show a button that calls `install()`. */
  | "offered"
  /** Apple: explain the share sheet in words and pictures. */
  | "by_hand"
  /** It runs as an installed app. */
  | "installed"
  | "unavailable";
