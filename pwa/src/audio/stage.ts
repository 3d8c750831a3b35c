/**
 * The one AudioContext of the app: made and unlocked in a tap, shared by microphone, answers and tones.
 *
 * Apple's rules that it follows: resume() is called within the tap itself; after the app was in the background the
 * context may say "running" while its clock stands still, and then a suspend() and resume() in a tap revive it; the
 * audio session is "play-and-record" from the first use of the microphone on and is not lowered again.
 */

interface AudioSession {
  type: "auto" | "playback" | "play-and-record";
}

type NavigatorWithSession = Navigator & { audioSession?: AudioSession };

export type StageState = "locked" | "running" | "interrupted";

/** How long a tap may take to get the context running before the sound counts as blocked. */
const UNLOCK_SECONDS = 2;

export class AudioStage {
  #context: AudioContext | null = null;
  #modules = new Map<string, Promise<void>>();
  #suspect = false;
  #recording = false;
  readonly #onState: (state: StageState) => void;

  constructor(onState: (state: StageState) => void = () => undefined) {
    this.#onState = onState;
  }

  /** The context, once a tap has made it. */
  get context(): AudioContext | null {
    return this.#context;
  }

  get state(): StageState {
    if (!this.#context) return "locked";
    return this.#context.state === "running" ? "running" : "interrupted";
  }

  /** Make or wake the context. Call it straight from a tap, before anything is awaited. */
  unlock(): AudioContext {
    if (!this.#context || this.#context.state === "closed") {
      this.#modules.clear();
      this.#context = new AudioContext({ latencyHint: "interactive" });
      this.#context.onstatechange = () => this.#onState(this.state);
    }
    this.#setSession();
    if (this.#suspect && this.#context.state === "running") {
      this.#context.suspend().catch(() => undefined);
    }
    this.#suspect = false;
    this.#context.resume().catch(() => undefined);
    return this.#context;
  }

  /** Wait until the clock runs; false when the browser keeps the sound blocked. */
  async running(): Promise<boolean> {
    const context = this.#context;
    if (!context) return false;
    if (context.state === "running") return true;
    return new Promise((resolve) => {
      const done = () => {
        clearTimeout(timer);
        context.removeEventListener("statechange", check);
        resolve(context.state === "running");
      };
      const check = () => {
        if (context.state === "running") done();
      };
      const timer = setTimeout(done, UNLOCK_SECONDS * 1000);
      context.addEventListener("statechange", check);
    });
  }

  /** Load a worklet into the context, once. */
  async load(url: string): Promise<AudioContext> {
    const context = this.#context;
    if (!context) throw new Error("the audio context is made in a tap, before worklets are loaded");
    let loading = this.#modules.get(url);
    if (!loading) {
      loading = context.audioWorklet.addModule(url);
      this.#modules.set(url, loading);
      loading.catch(() => this.#modules.delete(url));
    }
    await loading;
    return context;
  }

  /** From now on the microphone is used too. Call it before asking for it. */
  recording(): void {
    this.#recording = true;
    this.#setSession();
  }

  /** The app came back from the background: the next tap revives the context even if it says that it runs. */
  distrust(): void {
    if (this.#context) this.#suspect = true;
  }

  /** Seconds between handing a sample to the device and hearing it. */
  get outputLatency(): number {
    const context = this.#context;
    if (!context) return 0;
    const latency = Number.isFinite(context.outputLatency) ? context.outputLatency : 0;
    return Math.min(1, Math.max(latency, context.baseLatency || 0));
  }

  #setSession(): void {
    const session = (navigator as NavigatorWithSession).audioSession;
    if (!session) return;
    const wanted = this.#recording ? "play-and-record" : "playback";
    if (session.type !== wanted) session.type = wanted;
  }
}
