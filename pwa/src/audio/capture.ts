/**
 * The microphone: asked for once a visit and only from a tap; closed by muting its track, so that nobody is asked twice.
 */

import { CAPTURE_RATE, meter } from "./pcm";
import { SoundRing } from "./ring";
import type { AudioStage } from "./stage";
import type { CapturedFrame } from "./worklets/messages";

export type MicrophoneState =
  | "unasked"
  | "asking"
  | "live"
  | "muted"
  | "interrupted"
  | "denied"
  | "missing"
  | "unsupported";

export interface MicrophoneEvents {
  /** One frame of 40 ms at `CAPTURE_RATE`; only while live and the gate is open. */
  frame(samples: Int16Array): void;
  /** Loudness for the eye, 0 to 1; 25 a second while live. */
  level(value: number): void;
  state(state: MicrophoneState): void;
}

/** What is kept while the gate is shut, so that no first syllable is lost when it opens. */
const PRE_ROLL_SECONDS = 0.5;

const CONSTRAINTS: MediaStreamConstraints = {
  audio: {
    echoCancellation: true,
    noiseSuppression: true,
    autoGainControl: true,
    channelCount: { ideal: 1 },
  },
};

/** Which state a refusal of getUserMedia means. */
function refusal(error: unknown): MicrophoneState {
  const name = error instanceof DOMException || error instanceof Error ? error.name : "";
  if (name === "NotAllowedError" || name === "SecurityError") return "denied";
  if (name === "NotFoundError" || name === "OverconstrainedError") return "missing";
  if (name === "NotReadableError" || name === "AbortError") return "interrupted";
  return "unsupported";
}

export class Microphone {
  readonly #stage: AudioStage;
  readonly #events: MicrophoneEvents;
  readonly #worklet: string;
  readonly #preRoll = new SoundRing(PRE_ROLL_SECONDS * CAPTURE_RATE);
  #state: MicrophoneState = "unasked";
  #wanted = false;
  #gate = true;
  #opening: Promise<void> | null = null;
  #stream: MediaStream | null = null;
  #nodes: { readonly source: MediaStreamAudioSourceNode; readonly worklet: AudioWorkletNode } | null = null;

  /** `worklet` is the address of the capture worklet. */
  constructor(stage: AudioStage, worklet: string, events: MicrophoneEvents) {
    this.#stage = stage;
    this.#worklet = worklet;
    this.#events = events;
  }

  get state(): MicrophoneState {
    return this.#state;
  }

  /** Open it, asking the person the first time. Call it straight from a tap. */
  async open(): Promise<MicrophoneState> {
    this.#wanted = true;
    if (this.#alive()) {
      this.#apply();
      return this.#state;
    }
    if (!navigator.mediaDevices?.getUserMedia || typeof AudioWorkletNode === "undefined") {
      this.#become("unsupported");
      return this.#state;
    }
    this.#stage.recording();
    this.#stage.unlock();
    this.#opening ??= this.#ask().finally(() => {
      this.#opening = null;
    });
    await this.#opening;
    return this.#state;
  }

  /** Close it for now; the permission and the device are kept. */
  mute(): void {
    this.#wanted = false;
    this.#preRoll.reset();
    this.#apply();
  }

  /** Let sound through or not. While shut, the last half second is kept and goes first when it opens. */
  gate(open: boolean): void {
    if (open === this.#gate) return;
    this.#gate = open;
    if (!open) return;
    const kept = this.#preRoll.slice(this.#preRoll.start);
    this.#preRoll.reset();
    if (kept.length > 0 && this.#state === "live") this.#events.frame(kept);
  }

  /** Give the device back. */
  close(): void {
    this.#wanted = false;
    this.#drop();
    if (this.#state === "live" || this.#state === "muted") this.#become("unasked");
  }

  async #ask(): Promise<void> {
    this.#become("asking");
    try {
      this.#stream = await navigator.mediaDevices.getUserMedia(CONSTRAINTS);
      await this.#connect(this.#stream);
      this.#apply();
    } catch (error) {
      this.#drop();
      this.#wanted = false;
      this.#become(refusal(error));
    }
  }

  async #connect(stream: MediaStream): Promise<void> {
    const [track] = stream.getAudioTracks();
    if (!track) throw new DOMException("no audio track", "NotFoundError");
    track.onended = () => this.#lost();
    track.onmute = () => this.#interrupted();
    track.onunmute = () => this.#apply();
    const context = await this.#stage.load(this.#worklet);
    const source = context.createMediaStreamSource(stream);
    const worklet = new AudioWorkletNode(context, "souffleur-capture", {
      numberOfInputs: 1,
      numberOfOutputs: 0,
      channelCount: 1,
      channelCountMode: "explicit",
    });
    worklet.port.onmessage = (event: MessageEvent<CapturedFrame>) => this.#heard(event.data);
    source.connect(worklet);
    this.#nodes = { source, worklet };
  }

  #heard(frame: CapturedFrame): void {
    if (this.#state !== "live") return;
    this.#events.level(meter(frame.level));
    const samples = new Int16Array(frame.sound);
    if (this.#gate) this.#events.frame(samples);
    else this.#preRoll.append(samples);
  }

  #alive(): boolean {
    return this.#stream?.getAudioTracks().some((track) => track.readyState === "live") ?? false;
  }

  /** Set the track to what is wanted and say so. */
  #apply(): void {
    const track = this.#stream?.getAudioTracks()[0];
    if (!track) return;
    track.enabled = this.#wanted;
    if (this.#wanted && track.muted) this.#become("interrupted");
    else this.#become(this.#wanted ? "live" : "muted");
    if (!this.#wanted) this.#events.level(0);
  }

  #interrupted(): void {
    if (this.#state !== "live") return;
    this.#events.level(0);
    this.#become("interrupted");
  }

  #lost(): void {
    this.#drop();
    this.#events.level(0);
    this.#become("interrupted");
  }

  #drop(): void {
    this.#nodes?.source.disconnect();
    this.#nodes?.worklet.port.close();
    this.#nodes = null;
    for (const track of this.#stream?.getTracks() ?? []) {
      track.onended = null;
      track.onmute = null;
      track.onunmute = null;
      track.stop();
    }
    this.#stream = null;
  }

  #become(state: MicrophoneState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#events.state(state);
  }
}
