/** The thin line on top that says in words what is happening. */

import { type Key, t } from "../i18n";
import type { Microphone, VoiceState } from "./model";

const WORDS: Readonly<Record<VoiceState, Key>> = {
  ready: "state.ready",
  listening: "state.listening",
  thinking: "state.thinking",
  speaking: "state.speaking",
  held: "state.held",
  offline: "state.offline",
};

interface StateLineProps {
  readonly voice: VoiceState;
  readonly microphone: Microphone;
}

/** The key of the words for a state. */
export function stateWords({ voice, microphone }: StateLineProps): Key {
  return voice === "ready" && microphone === "asking" ? "state.asking" : WORDS[voice];
}

/** For the eye; assistive technology hears the live region. */
export function StateLine(props: StateLineProps) {
  return (
    <p class={`state-line state-${props.voice}`}>
      <span class="state-mark" aria-hidden="true" />
      {t(stateWords(props))}
    </p>
  );
}
