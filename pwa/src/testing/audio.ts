/**
 * Stand-ins for the parts of the browser that need a sound card. The playback node runs the real queue of the audio
 * thread; the test turns its crank with `render`.
 */

import { PlaybackQueue } from "../audio/playback-queue";
import type { PlaybackOrder, PlaybackPosition } from "../audio/worklets/messages";

type Listener = (event: { data: unknown }) => void;

/** One end of a message channel that delivers at once. */
export class FakePort {
  onmessage: Listener | null = null;
  readonly sent: unknown[] = [];
  receive: (data: unknown) => void = () => undefined;

  postMessage(data: unknown): void {
    this.sent.push(data);
    this.receive(data);
  }

  close(): void {
    this.onmessage = null;
  }
}

export class FakeWorkletNode {
  static made: FakeWorkletNode[] = [];
  readonly port = new FakePort();
  readonly name: string;
  readonly queue: PlaybackQueue;

  constructor(context: FakeAudioContext, name: string) {
    this.name = name;
    this.queue = new PlaybackQueue(context.sampleRate);
    this.port.receive = (data) => {
      if (name === "souffleur-playback") this.#obey(data as PlaybackOrder);
    };
    FakeWorkletNode.made.push(this);
  }

  static last(name: string): FakeWorkletNode {
    const node = FakeWorkletNode.made.findLast((made) => made.name === name);
    if (!node) throw new Error(`no ${name} was made`);
    return node;
  }

  connect(): void {}
  disconnect(): void {}

  #token: number | null = null;

  #obey(order: PlaybackOrder): void {
    if (order.type === "push") this.queue.push(order.item, order.sound, order.last);
    else if (order.type === "hold") this.queue.hold();
    else if (order.type === "release") this.queue.release();
    else {
      this.queue.clear();
      this.#token = order.token;
    }
  }

  /** Let the sound card take so many samples, and tell the page where it is. */
  render(samples: number): Float32Array {
    const out = new Float32Array(samples);
    this.queue.render(out);
    const token = this.#token !== null && this.queue.cleared() ? this.#token : null;
    if (token !== null) this.#token = null;
    const { item, played, queued, finished } = this.queue;
    const position: PlaybackPosition = { item, played, queued, finished, token };
    this.port.onmessage?.({ data: position });
    return out;
  }
}

class FakeParam {
  setValueAtTime(): void {}
  linearRampToValueAtTime(): void {}
  exponentialRampToValueAtTime(): void {}
}

class FakeNode {
  readonly frequency = new FakeParam();
  readonly gain = new FakeParam();
  connect(other: FakeNode): FakeNode {
    return other;
  }
  disconnect(): void {}
  start(): void {}
  stop(): void {}
}

export class FakeAudioContext extends EventTarget {
  static made = 0;
  readonly sampleRate = 48_000;
  readonly outputLatency = 0;
  readonly baseLatency = 0;
  readonly destination = new FakeNode();
  readonly audioWorklet = { addModule: async () => undefined };
  currentTime = 0;
  state: AudioContextState = "suspended";
  onstatechange: (() => void) | null = null;
  readonly calls: string[] = [];

  constructor() {
    super();
    FakeAudioContext.made += 1;
  }

  async resume(): Promise<void> {
    this.calls.push("resume");
    this.state = "running";
    this.dispatchEvent(new Event("statechange"));
  }

  async suspend(): Promise<void> {
    this.calls.push("suspend");
  }

  createMediaStreamSource(): FakeNode {
    return new FakeNode();
  }
}

export class FakeTrack {
  enabled = true;
  muted = false;
  readyState: "live" | "ended" = "live";
  onended: (() => void) | null = null;
  onmute: (() => void) | null = null;
  onunmute: (() => void) | null = null;

  stop(): void {
    this.readyState = "ended";
  }
}

export class FakeStream {
  readonly track = new FakeTrack();
  getAudioTracks(): FakeTrack[] {
    return [this.track];
  }
  getTracks(): FakeTrack[] {
    return [this.track];
  }
}

/** A microphone that counts how often it is asked for; `answer` may refuse. */
export function fakeMicrophone() {
  const asked: MediaStreamConstraints[] = [];
  const streams: FakeStream[] = [];
  const device = {
    asked,
    streams,
    answer: async (): Promise<FakeStream> => {
      const stream = new FakeStream();
      streams.push(stream);
      return stream;
    },
    mediaDevices: {
      getUserMedia: (constraints: MediaStreamConstraints) => {
        asked.push(constraints);
        return device.answer();
      },
    },
    /** Let the microphone hear: one frame of the capture worklet. */
    hear(samples: Int16Array, level = 0.1): void {
      const sound = samples.slice().buffer;
      FakeWorkletNode.last("souffleur-capture").port.onmessage?.({ data: { sound, level } });
    },
  };
  return device;
}

/** What `vi.stubGlobal` takes to give a test a sound card. */
export const SOUND_CARD = {
  AudioContext: FakeAudioContext,
  AudioWorkletNode: FakeWorkletNode,
  OscillatorNode: FakeNode,
  GainNode: FakeNode,
};
