/**
 * The live conversation's socket: connects, comes back by itself, sends every sample once, and hands on typed events.
 *
 *     idle -> connecting -> open -> waiting -> connecting ...
 *                   \-> elsewhere | signed_out | refused (the person decides)   full -> connecting
 */

import { type AnswerFrame, decodeAnswer } from "./frames";
import type { ClientEvent, ServerEvent, SessionPatch } from "./protocol.gen";
import { type Ending, ending, pause } from "./reconnect";
import { Upstream } from "./upstream";

export type LinkState =
  | "idle"
  | "connecting"
  | "open"
  | "waiting"
  | "elsewhere"
  | "signed_out"
  | "full"
  | "refused";

export interface RealtimeEvents {
  /** `retryAt`: milliseconds since the epoch of the next attempt, where there will be one. */
  state(state: LinkState, retryAt: number | null): void;
  event(event: ServerEvent): void;
  sound(frame: AnswerFrame): void;
  /** A new session began. Give the ring position from which sound is to be sent (what was said and not answered). */
  begun(): number;
  /** The same session goes on. */
  resumed(): void;
  /** The handshake was refused before a session began: find out why over HTTP. */
  unreachable(): void;
}

export interface RealtimeOptions {
  readonly url: string;
  /** Rate of the microphone's samples. */
  readonly rate: number;
  /** Settings for a new session. */
  readonly configure: () => SessionPatch;
  readonly events: RealtimeEvents;
  readonly random?: () => number;
  readonly open?: (url: string) => WebSocket;
}

/** How soon to try again while the socket does not drain. */
const PUMP_MILLISECONDS = 50;
/** A handshake or a first message that takes longer is given up. */
const CONNECT_SECONDS = 10;
/** Sound that lies in the socket unsent for so long means that the network is gone, whatever the browser says. */
const STALLED_SECONDS = 6;

export class Realtime {
  readonly upstream: Upstream;
  readonly #options: RealtimeOptions;
  #state: LinkState = "idle";
  #socket: WebSocket | null = null;
  #session: string | null = null;
  #last = 0;
  #attempt = 0;
  #ready = false;
  #retry: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;
  #pumping: ReturnType<typeof setTimeout> | undefined;
  #stalledSince: number | null = null;

  constructor(options: RealtimeOptions) {
    this.#options = options;
    this.upstream = new Upstream(options.rate);
  }

  get state(): LinkState {
    return this.#state;
  }

  /** Name of the session, while there is one. */
  get session(): string | null {
    return this.#session;
  }

  /** The server knows us and takes events. */
  get ready(): boolean {
    return this.#ready;
  }

  /** Connect, or try again at once where that was waiting. */
  connect(): void {
    if (this.#state === "open" || this.#state === "connecting") return;
    this.#attempt = 0;
    this.#dial();
  }

  /** Leave for good; the session is not come back to. */
  disconnect(): void {
    clearTimeout(this.#retry);
    this.#hangUp(1000);
    this.#session = null;
    this.#last = 0;
    this.#become("idle", null);
  }

  /** The network is known to be gone: do not wait for the socket to notice. */
  networkLost(): void {
    if (this.#state === "open" || this.#state === "connecting")
      this.#lost({ kind: "retry", soon: false, from: 0.3 });
  }

  /** Send an event now; false where there is no line (then nothing happened). */
  send(event: ClientEvent): boolean {
    if (!this.#ready || !this.#socket) return false;
    this.#socket.send(JSON.stringify(event));
    return true;
  }

  /** Send after all sound so far, and again after a lost connection, until an event of that type comes. */
  sendSurely(event: ClientEvent, acknowledged: ServerEvent["type"]): void {
    this.upstream.mark(event, acknowledged);
    this.#pump();
  }

  /** Sound of the microphone. Kept while there is no line. */
  feed(samples: Int16Array): void {
    this.upstream.append(samples);
    this.#pump();
  }

  #dial(): void {
    clearTimeout(this.#retry);
    this.#become("connecting", null);
    const query = this.#session ? `?session=${encodeURIComponent(this.#session)}&after=${this.#last}` : "";
    const open = this.#options.open ?? ((url: string) => new WebSocket(url));
    const socket = open(this.#options.url + query);
    socket.binaryType = "arraybuffer";
    socket.onmessage = (message) => this.#receive(message.data as string | ArrayBuffer);
    socket.onclose = (event) => this.#closed(event.code);
    this.#socket = socket;
    this.#patience = setTimeout(() => this.#closed(1006), CONNECT_SECONDS * 1000);
  }

  #hangUp(code?: number): void {
    clearTimeout(this.#patience);
    clearTimeout(this.#pumping);
    this.#pumping = undefined;
    this.#stalledSince = null;
    this.#ready = false;
    const socket = this.#socket;
    this.#socket = null;
    if (!socket) return;
    socket.onmessage = null;
    socket.onclose = null;
    socket.onerror = null;
    socket.close(code);
  }

  #closed(code: number): void {
    const refused = !this.#ready && code === 1006;
    this.#lost(ending(code));
    if (refused) this.#options.events.unreachable();
  }

  #lost(after: Ending): void {
    this.#hangUp();
    if (after.kind === "over" || after.kind === "stop") {
      this.#session = after.kind === "over" ? null : this.#session;
      this.#become(after.kind === "over" ? "idle" : after.why, null);
      return;
    }
    const seconds = pause(after, this.#attempt, this.#options.random ?? Math.random);
    this.#attempt += 1;
    this.#retry = setTimeout(() => this.#dial(), seconds * 1000);
    this.#become(after.kind === "full" ? "full" : "waiting", Date.now() + seconds * 1000);
  }

  /** Stop trying: the handshake is refused for this reason. */
  stop(why: "signed_out" | "refused"): void {
    clearTimeout(this.#retry);
    this.#lost({ kind: "stop", why });
  }

  #receive(data: string | ArrayBuffer): void {
    if (typeof data !== "string") {
      const frame = decodeAnswer(data);
      if (!frame || frame.seq <= this.#last) return;
      this.#last = frame.seq;
      this.#options.events.sound(frame);
      return;
    }
    const event = JSON.parse(data) as ServerEvent;
    if (event.type === "souffleur.session.resumed") {
      this.#resumed(event.received_samples);
    } else {
      const number = Number(event.event_id.slice("evt_".length));
      if (event.type === "session.created") this.#begun(event.session.souffleur.session_id, number);
      else if (number <= this.#last) return;
      this.#last = number;
    }
    this.upstream.acknowledge(event.type);
    this.#options.events.event(event);
  }

  #begun(session: string, number: number): void {
    this.#session = session;
    this.#last = number;
    this.upstream.begin(this.#options.events.begun());
    this.#open();
    this.send({ type: "session.update", session: this.#options.configure() });
    this.#pump();
  }

  #resumed(received: number): void {
    const oldest = this.upstream.resume(received);
    this.#open();
    if (oldest !== null) this.send({ type: "souffleur.sound_kept", first_sample: oldest });
    this.#options.events.resumed();
    this.#pump();
  }

  #open(): void {
    clearTimeout(this.#patience);
    this.#attempt = 0;
    this.#ready = true;
    this.#become("open", null);
  }

  #pump(): void {
    const socket = this.#socket;
    if (!socket || !this.#ready || this.#pumping !== undefined) return;
    const left = this.upstream.pump(socket);
    if (!left) {
      this.#stalledSince = null;
      return;
    }
    this.#stalledSince ??= Date.now();
    if (Date.now() - this.#stalledSince > STALLED_SECONDS * 1000) {
      this.#lost({ kind: "retry", soon: true, from: 0.3 });
      return;
    }
    this.#pumping = setTimeout(() => {
      this.#pumping = undefined;
      this.#pump();
    }, PUMP_MILLISECONDS);
  }

  #become(state: LinkState, retryAt: number | null): void {
    this.#state = state;
    this.#options.events.state(state, retryAt);
  }
}
