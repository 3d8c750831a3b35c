/** One ready-made piece of sound (a tip read aloud), through the unlocked context so that every phone plays it. */

import type { AudioStage } from "./stage";

export interface Clip {
  /** Fade out and stop; `ended` is then not called. */
  stop(): void;
}

export interface ClipEvents {
  /** 0 to 1; ten a second. */
  progress(share: number): void;
  ended(): void;
}

const RAMP_SECONDS = 0.015;
const TICK_MILLISECONDS = 100;

/** Decode and play; throws where the bytes are no sound. */
export async function playClip(stage: AudioStage, bytes: ArrayBuffer, events: ClipEvents): Promise<Clip> {
  const context = stage.context;
  if (!context) throw new Error("the audio context is made in a tap, before sound is played");
  const buffer = await context.decodeAudioData(bytes);
  const source = new AudioBufferSourceNode(context, { buffer });
  const gain = new GainNode(context);
  source.connect(gain).connect(context.destination);
  const begin = context.currentTime + stage.outputLatency;
  const timer = setInterval(() => {
    const share = (context.currentTime - begin) / buffer.duration;
    events.progress(Math.max(0, Math.min(1, share)));
  }, TICK_MILLISECONDS);
  source.onended = () => {
    clearInterval(timer);
    events.ended();
  };
  source.start();
  return {
    stop() {
      clearInterval(timer);
      source.onended = null;
      gain.gain.setTargetAtTime(0, context.currentTime, RAMP_SECONDS / 3);
      source.stop(context.currentTime + RAMP_SECONDS);
    },
  };
}
