/** Two short tones: rising when listening begins, falling when it ends. */

import type { AudioStage } from "./stage";

const TONES = { begin: [523, 784], end: [784, 523] } as const;
const LENGTH_SECONDS = 0.11;
const LOUDNESS = 0.08;

export type Earcon = keyof typeof TONES;

export function playEarcon(stage: AudioStage, earcon: Earcon): void {
  const context = stage.context;
  if (context?.state !== "running") return;
  const [from, to] = TONES[earcon];
  const start = context.currentTime;
  const end = start + LENGTH_SECONDS;
  const tone = new OscillatorNode(context, { type: "sine", frequency: from });
  const gain = new GainNode(context, { gain: 0 });
  tone.frequency.setValueAtTime(from, start);
  tone.frequency.exponentialRampToValueAtTime(to, end);
  gain.gain.linearRampToValueAtTime(LOUDNESS, start + 0.015);
  gain.gain.setValueAtTime(LOUDNESS, end - 0.03);
  gain.gain.linearRampToValueAtTime(0, end);
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(end);
}
