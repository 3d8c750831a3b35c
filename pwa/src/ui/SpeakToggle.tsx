/** Saying something in one go: one tap to begin, one to end, and in words what is happening. */

import { Mic, Square } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { Button, type Kind } from "./Button";

interface SpeakToggleProps {
  readonly listening: boolean;
  readonly disabled: boolean;
  /** What the button says before, and while it listens. */
  readonly begin: string;
  readonly end: string;
  readonly kind?: Kind;
  readonly onBegin: () => void;
  readonly onEnd: () => void;
}

/** The button. */
export function SpeakToggle({ listening, disabled, begin, end, kind, onBegin, onEnd }: SpeakToggleProps) {
  if (listening)
    return (
      <Button icon={Square} class="live" onClick={onEnd}>
        {end}
      </Button>
    );
  return (
    <Button {...(kind && { kind })} icon={Mic} disabled={disabled} onClick={onBegin}>
      {begin}
    </Button>
  );
}

interface SpeakStateProps {
  /** Loudness of the voice now, 0 to 1; null while nobody listens. */
  readonly level: number | null;
  readonly children: ComponentChildren;
}

/** What is happening, with a dot that moves with the voice. */
export function SpeakState({ level, children }: SpeakStateProps) {
  return (
    <p class="speak-state" role="status">
      {level !== null && <span class="level" style={`--level: ${level}`} aria-hidden="true" />}
      {children}
    </p>
  );
}
