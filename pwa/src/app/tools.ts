/**
 * What a lazy area may use beside the actions: parts that the entry has made anyhow.
 *
 * Only types are imported here, so that an area that speaks or listens adds nothing to the first screen. What an area
 * imports itself from `audio`, `net` and `offline` is shared with the entry where the entry has it, and comes with the
 * area's own chunk where not.
 */

import type { AudioStage } from "../audio/stage";
import type { Database } from "../offline/database";
import type { Conversation } from "./conversation";
import type { Notices } from "./notices";

export interface Tools {
  /** The one audio context: `unlock()` in the tap, then `playClip(stage, ...)` or a worklet. */
  readonly stage: AudioStage;
  /** Address of the worklet that gives the microphone's samples (`audio/capture`). */
  readonly captureWorklet: string;
  /** The live conversation: `makeRoom()` before something else sounds or records. */
  readonly conversation: Conversation;
  /** One line to the person; `failure(error)` says what a failed request means. */
  readonly notices: Notices;
  /** So many nudges wait: told at their place and on the icon. */
  readonly countNudges: (unanswered: number) => void;
  /** What is kept on this device; null where the browser keeps nothing. */
  readonly database: Promise<Database | null>;
}
