/** One polite live region for the state. It is quiet while the answer sounds, so that two voices never talk at once. */

import { type Key, t } from "../i18n";
import { useApp } from "./context";
import type { VoiceState } from "./model";

const SAID: Readonly<Record<VoiceState, Key | null>> = {
  ready: null,
  listening: "live.listening",
  thinking: "live.thinking",
  speaking: null,
  held: null,
  offline: "live.offline",
};

/** The region; always in the page, empty when there is nothing to tell. */
export function LiveState() {
  const { model } = useApp();
  const key = SAID[model.voice.value];
  return (
    <p class="sr-only" role="status" aria-live="polite">
      {key === null || model.speakingTip.value !== null ? "" : t(key)}
    </p>
  );
}
