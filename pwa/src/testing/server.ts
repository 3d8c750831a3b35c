/** A peer that follows the wire: what the live conversation's server would say, spoken by the test. */

import type { ServerEvent, SessionView } from "../net/protocol.gen";

export type Unnumbered<T = ServerEvent> = T extends ServerEvent ? Omit<T, "event_id"> : never;

function sessionView(id: string, received: number): SessionView {
  return {
    type: "realtime",
    object: "realtime.session",
    id,
    model: "souffleur",
    output_modalities: ["audio"],
    audio: {
      input: {
        format: { type: "audio/pcm", rate: 24_000 },
        transcription: { model: "base", language: "nl" },
        turn_detection: { type: "server_vad", create_response: true, interrupt_response: true },
      },
      output: { format: { type: "audio/pcm", rate: 24_000 }, voice: "espeak", speed: 1 },
    },
    souffleur: {
      session_id: id,
      resume_seconds: 60,
      received_samples: received,
      revision: "1",
      binary_audio: false,
      hold: false,
      language: "nl",
      moment: null,
      hurry: false,
      hands_free: true,
      speed: 1,
      voice: null,
      audio_out: "server",
      partner: null,
    },
  };
}

/** One accepted connection; also the WebSocket that the client holds. */
export class FakeSocket {
  readonly url: URL;
  binaryType = "blob";
  bufferedAmount = 0;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;
  onerror: (() => void) | null = null;
  closedWith: number | undefined | null = null;
  readonly events: Record<string, unknown>[] = [];
  readonly frames: { counter: number; first: number; samples: Int16Array }[] = [];

  constructor(url: string) {
    this.url = new URL(url);
  }

  send(data: string | ArrayBuffer): void {
    if (typeof data === "string") {
      this.events.push(JSON.parse(data) as Record<string, unknown>);
      return;
    }
    const view = new DataView(data);
    if (view.getUint8(0) !== 1) throw new Error("not a microphone frame");
    this.frames.push({
      counter: view.getUint32(4, true),
      first: view.getUint32(8, true),
      samples: new Int16Array(data.slice(12)),
    });
  }

  close(code?: number): void {
    this.closedWith = code;
  }

  /** Sample positions that came in, in order. */
  get received(): number[] {
    return this.frames.flatMap(({ first, samples }) => [...samples].map((_, i) => first + i));
  }

  types(): unknown[] {
    return this.events.map((event) => event.type);
  }
}

export class FakeServer {
  readonly sockets: FakeSocket[] = [];
  #number = 0;
  #ordinal = 0;
  session = "sess_1";

  readonly open = (url: string): WebSocket => {
    const socket = new FakeSocket(url);
    this.sockets.push(socket);
    return socket as unknown as WebSocket;
  };

  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error("nobody connected");
    return socket;
  }

  /** Say an event with the next number. */
  say(event: Unnumbered): void {
    this.#number += 1;
    this.repeat({ ...event, event_id: `evt_${this.#number}` } as ServerEvent);
  }

  /** Say an event with a number of its own, as in a replay. */
  repeat(event: ServerEvent): void {
    this.socket.onmessage?.({ data: JSON.stringify(event) });
  }

  /** Sound of the answer with this ordinal. */
  sound(response: number, first: number, samples: Int16Array): void {
    this.#number += 1;
    const buffer = new ArrayBuffer(12 + samples.length * 2);
    const view = new DataView(buffer);
    view.setUint8(0, 2);
    view.setUint16(2, response, true);
    view.setUint32(4, this.#number, true);
    view.setUint32(8, first, true);
    new Int16Array(buffer, 12).set(samples);
    this.socket.onmessage?.({ data: buffer });
  }

  /** A new session; the numbers begin again. */
  begin(session = this.session): void {
    this.session = session;
    this.#number = 0;
    this.#ordinal = 0;
    this.say({ type: "session.created", session: sessionView(session, 0) });
  }

  /** The session goes on. */
  resume(received: number): void {
    const after = Number(this.socket.url.searchParams.get("after"));
    this.repeat({
      type: "souffleur.session.resumed",
      event_id: `evt_${after}`,
      received_samples: received,
      last_event: this.#number,
    });
  }

  close(code: number): void {
    this.socket.onclose?.({ code });
  }

  /** A spoken question is understood. */
  understand(item: string, transcript: string, fromMs = 0, toMs = 1000): void {
    this.say({ type: "input_audio_buffer.speech_started", audio_start_ms: fromMs, item_id: item });
    this.say({ type: "input_audio_buffer.speech_stopped", audio_end_ms: toMs, item_id: item });
    this.say({
      type: "conversation.item.input_audio_transcription.completed",
      item_id: item,
      content_index: 0,
      transcript,
      usage: { type: "duration", seconds: 1 },
    });
  }

  /** An answer begins; gives its id. */
  answer(sentence: string, samples: number | null = null): string {
    this.#ordinal += 1;
    const id = `resp_${this.session}_${this.#ordinal}`;
    this.say({ type: "response.created", response: this.#response(id, "in_progress") });
    this.say({
      type: "souffleur.sentence",
      response_id: id,
      item_id: `item_${id}`,
      index: 0,
      text: sentence,
      line: "first_line",
      card: null,
      first_sample: 0,
      samples,
    });
    return id;
  }

  done(
    id: string,
    status: "completed" | "cancelled" = "completed",
    reason: "turn_detected" | null = null,
  ): void {
    const details = status === "cancelled" ? { type: status, reason, error: null } : null;
    this.say({ type: "response.done", response: { ...this.#response(id, status), status_details: details } });
  }

  #response(id: string, status: "in_progress" | "completed" | "cancelled") {
    return {
      id,
      object: "realtime.response" as const,
      status,
      status_details: null,
      output: [],
      conversation_id: "conv_1",
      output_modalities: ["audio" as const],
      metadata: null,
    };
  }
}
