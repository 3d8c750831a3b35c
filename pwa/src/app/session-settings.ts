/** What a live session is told about this phone and this person. */

import { CAPTURE_RATE } from "../audio/pcm";
import type { PartnerRef, SessionPatch } from "../net/protocol.gen";
import type { Language, Preferences } from "./model";

/** `push`: the person says when the turn is over, by letting go or by a tap. */
export type Mode = "hands_free" | "push";

export function sessionSettings(
  mode: Mode,
  language: Language,
  chosen: Preferences,
  hurry: boolean,
  partner: PartnerRef | null = null,
): SessionPatch {
  const handsFree = mode === "hands_free";
  return {
    type: "realtime",
    audio: {
      input: {
        format: { type: "audio/pcm", rate: CAPTURE_RATE },
        transcription: { language },
        turn_detection: handsFree
          ? { type: "server_vad", create_response: true, interrupt_response: chosen.bargeIn }
          : null,
      },
    },
    souffleur: {
      binary_audio: true,
      hold: true,
      language,
      hurry,
      hands_free: handsFree,
      speed: chosen.speed,
      // A voice of the phone means nothing to the server.
      voice: chosen.audioOut === "device" ? null : chosen.voice,
      audio_out: chosen.audioOut,
      ...(partner === null ? {} : { partner }),
    },
  };
}
