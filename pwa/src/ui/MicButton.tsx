/**
 * The microphone. Its state is told by shape, word and colour together.
 *
 * Open ring: ready. Ring filled by the loudness of the voice: listening. Slow breath: thinking. Wave: speaking.
 * Broken ring: no connection. A bar through the microphone: none here.
 */

import type { ReadonlySignal } from "@preact/signals";
import { useSignalEffect } from "@preact/signals";
import { AudioLines, Ellipsis, type LucideIcon, Mic, MicOff, Square } from "lucide-preact";
import { useRef } from "preact/hooks";
import "./mic.css";

export type MicShape = "ready" | "asking" | "listening" | "thinking" | "speaking" | "offline" | "none";

const ICON: Readonly<Record<MicShape, LucideIcon>> = {
  ready: Mic,
  asking: Mic,
  listening: Square,
  thinking: Ellipsis,
  speaking: AudioLines,
  offline: Mic,
  none: MicOff,
};

/** A ring of twelve waves around (64, 64), as a path. */
const WAVE = (() => {
  const points: string[] = [];
  for (let step = 0; step <= 144; step += 1) {
    const angle = (step / 144) * 2 * Math.PI;
    const radius = 58 + 2.6 * Math.sin(12 * angle);
    points.push(
      `${(64 + radius * Math.cos(angle)).toFixed(1)} ${(64 + radius * Math.sin(angle)).toFixed(1)}`,
    );
  }
  return `M${points.join("L")}Z`;
})();

/** A press shorter than this is a tap: it opens the microphone until the next tap. In milliseconds. */
const TAP = 300;

interface MicButtonProps {
  readonly shape: MicShape;
  /** What a tap does now: the name of the button. */
  readonly name: string;
  /** A few words under the button. */
  readonly hint: string;
  readonly level: ReadonlySignal<number>;
  readonly onTap: () => void;
  /** Hold to talk; without it the button only knows taps. */
  readonly hold?: { readonly start: () => void; readonly end: () => void; readonly endTurn: () => void };
}

/** The button with its ring and the words under it. */
export function MicButton({ shape, name, hint, level, onTap, hold }: MicButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const Icon = ICON[shape];
  useSignalEffect(() => {
    button.current?.style.setProperty("--level", level.value.toFixed(2));
  });
  const press = usePress(shape === "listening", onTap, hold);
  return (
    <div class="mic-place">
      <button
        ref={button}
        type="button"
        class={`mic mic-${shape}`}
        aria-label={name}
        aria-pressed={shape === "listening"}
        {...press}
      >
        <svg class="mic-ring" viewBox="0 0 128 128" aria-hidden="true">
          <circle class="mic-level" cx="64" cy="64" r="62" />
          {shape === "speaking" ? (
            <path class="mic-line" d={WAVE} />
          ) : (
            <circle class="mic-line" cx="64" cy="64" r="58" />
          )}
        </svg>
        <span class="mic-face">
          <Icon size={40} fill={shape === "listening" ? "currentColor" : "none"} />
        </span>
      </button>
      <p class="mic-hint" aria-hidden="true">
        {hint}
      </p>
    </div>
  );
}

type Press = Pick<
  preact.ButtonHTMLAttributes<HTMLButtonElement>,
  "onClick" | "onPointerDown" | "onPointerUp" | "onPointerCancel" | "onContextMenu"
>;

/**
 * Taps, or hold-to-talk with a tap as its alternative: a short press opens the microphone and the next one ends the turn,
 * so nobody has to hold anything down. Keyboards and assistive technology send clicks without a pointer and always tap.
 */
function usePress(listening: boolean, onTap: () => void, hold: MicButtonProps["hold"]): Press {
  const down = useRef<number | null>(null);
  if (hold === undefined) return { onClick: onTap };
  const up = (event: PointerEvent) => {
    if (down.current === null) return;
    const short = event.timeStamp - down.current < TAP;
    down.current = null;
    if (!short) hold.end();
  };
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      if (listening) {
        hold.endTurn();
      } else {
        down.current = event.timeStamp;
        hold.start();
      }
    },
    onPointerUp: up,
    onPointerCancel: up,
    onContextMenu: (event) => event.preventDefault(),
    onClick: (event) => {
      if (event.detail === 0) onTap();
    },
  };
}
