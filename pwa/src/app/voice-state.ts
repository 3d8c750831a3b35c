/** One word for what is happening, from everything that is going on. */

import type { VoiceState } from "./model";

export interface Going {
  /** The answer is audible, or would be if it were not held. */
  readonly audible: boolean;
  readonly held: boolean;
  /** A turn is over and its answer does not sound yet. */
  readonly thinking: boolean;
  /** The person speaks. */
  readonly speech: boolean;
  /** The microphone is open, or is being opened for the person. */
  readonly listening: boolean;
  /** The connection is gone. */
  readonly lost: boolean;
}

export function voiceState(going: Going): VoiceState {
  if (going.audible) return going.held ? "held" : "speaking";
  if (going.thinking && !going.speech) return going.lost ? "offline" : "thinking";
  if (going.listening) return "listening";
  return going.lost ? "offline" : "ready";
}
