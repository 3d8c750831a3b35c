/** The live conversation: microphone, socket and answer, and what is lost when one of them goes away. */

import { Microphone, type MicrophoneState } from "../audio/capture";
import { playEarcon } from "../audio/earcons";
import { CAPTURE_RATE } from "../audio/pcm";
import type { AudioStage } from "../audio/stage";
import { WakeLock } from "../audio/wake-lock";
import type { ServerEvent, SessionPatch } from "../net/protocol.gen";
import { type LinkState, Realtime } from "../net/realtime";
import { Unanswered } from "../net/unanswered";
import type { CommandName, Moment, NoticeCode, WritableModel } from "./model";
import type { Notices } from "./notices";
import { type Mode, sessionSettings } from "./session-settings";
import { Speaking } from "./speaking";
import { apply, changeSaid, put, said } from "./transcript";
import { voiceState } from "./voice-state";

export interface ConversationParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly stage: AudioStage;
  readonly url: string;
  readonly worklets: { readonly capture: string; readonly playback: string };
  readonly safety: Safety;
  /** The handshake was refused: find out why. */
  readonly unreachable: () => void;
  readonly open?: (url: string) => WebSocket;
}

/** Where questions are kept until they are answered. */
export interface Safety {
  /** Keep this question while the conversation tries to come back. */
  keep(question: KeptQuestion): Promise<void>;
  /** It was answered, or was none. */
  forget(clientId: string): void;
  /** The conversation will not come back in time: let what was kept go out by itself. */
  giveUp(): void;
}

export interface KeptQuestion {
  readonly clientId: string;
  readonly text: string | null;
  /** At `CAPTURE_RATE`; null for text. */
  readonly sound: Int16Array | null;
}

/** Longest question that is recorded without a server to end it; the server takes two minutes. */
const LONGEST_SECONDS = 115;
/** With nobody speaking the microphone does not stay open longer. */
const IDLE_SECONDS = 45;
/** How long a question waits for the live conversation to come back before it goes out by itself. */
const PATIENCE_SECONDS = 12;
/** Sound before the moment at which speech was noticed. */
const PRE_ROLL_SAMPLES = 0.6 * CAPTURE_RATE;
const MICROPHONE_PROBLEMS: Partial<Record<MicrophoneState, NoticeCode>> = {
  denied: "microphone_denied",
  missing: "microphone_missing",
  unsupported: "microphone_unsupported",
  interrupted: "microphone_interrupted",
};
/** Errors of the server that come from our own hurry and mean nothing to a person. */
const SILENT_ERRORS = new Set([
  "response_cancel_not_active",
  "input_audio_buffer_commit_empty",
  "resume_lost",
]);

export class Conversation {
  readonly #parts: ConversationParts;
  readonly #model: WritableModel;
  readonly #microphone: Microphone;
  readonly #speaking: Speaking;
  readonly #link: Realtime;
  readonly #unanswered = new Unanswered();
  readonly #wakeLock = new WakeLock();
  readonly #turns = new Map<string, string>();
  #mode: Mode = "hands_free";
  /** The person wants to be heard (also while the browser still asks for the microphone). */
  #listening = false;
  /** Something was said since listening began or since the last turn ended. */
  #speech = false;
  /** The turn is over and its answer has not begun to sound. */
  #thinking = false;
  /** Ring position from which what was said has not been answered. */
  #turnFrom = 0;
  #idle: ReturnType<typeof setTimeout> | undefined;
  #longest: ReturnType<typeof setTimeout> | undefined;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.#model = parts.model;
    this.#microphone = new Microphone(parts.stage, parts.worklets.capture, {
      frame: (samples) => this.#link.feed(samples),
      level: (value) => {
        this.#model.level.value = value;
      },
      state: (state) => this.#microphoneIs(state),
    });
    this.#speaking = new Speaking(parts.model, parts.stage, parts.worklets.playback, {
      heard: (response_id, item_id, samples) =>
        void this.#link.send({ type: "souffleur.heard", response_id, item_id, samples }),
      firstAudible: (response_id, milliseconds_after_first_byte) =>
        void this.#link.send({ type: "souffleur.first_audible", response_id, milliseconds_after_first_byte }),
      changed: () => this.#show(),
      voiceless: () => parts.notices.tell("no_device_voice"),
    });
    this.#link = new Realtime({
      url: parts.url,
      rate: CAPTURE_RATE,
      configure: () => this.#settings(),
      ...(parts.open ? { open: parts.open } : {}),
      events: {
        state: (state, retryAt) => this.#linkIs(state, retryAt),
        event: (event) => this.#take(event),
        sound: (frame) => this.#speaking.sound(frame),
        begun: () => this.#begun(),
        resumed: () => this.#recovered(),
        unreachable: parts.unreachable,
      },
    });
  }

  /** A question can be asked live: the line is there, or is being made, for a conversation by voice. */
  get live(): boolean {
    return this.#link.state === "open" || (this.#listening && this.#link.state === "connecting");
  }

  get linkState(): LinkState {
    return this.#link.state;
  }

  /** Open the microphone and listen. Straight from a tap. */
  listen(mode: Mode): void {
    this.#parts.stage.unlock();
    if (this.#speaking.busy || this.#thinking) this.interrupt();
    this.#setMode(mode);
    if (this.#listening) {
      this.#show();
      return;
    }
    this.#listening = true;
    this.#speech = false;
    this.#turnFrom = this.#link.upstream.now;
    this.#link.connect();
    this.#show();
    void this.#open();
  }

  /** The turn is over: answer now. */
  endTurn(): void {
    if (!this.#listening) return;
    clearTimeout(this.#longest);
    const nothing = this.#link.upstream.now - this.#turnFrom < CAPTURE_RATE / 5;
    if (nothing) {
      this.stopListening();
      return;
    }
    this.#link.sendSurely({ type: "input_audio_buffer.commit" }, "input_audio_buffer.committed");
    this.#thinking = true;
    if (this.#link.state !== "open") this.#keep();
    if (this.#mode === "push" || this.#link.state !== "open") this.#closeMicrophone();
    this.#show();
  }

  /** Close the microphone; an unfinished turn is dropped. */
  stopListening(): void {
    if (!this.#listening) return;
    if (!this.#thinking) {
      this.#link.send({ type: "input_audio_buffer.clear" });
      this.#link.upstream.skip();
      if (this.#unanswered.pending?.text === null) this.#dropPartial();
    }
    this.#closeMicrophone();
    this.#show();
  }

  get listening(): boolean {
    return this.#listening;
  }

  /** Was anything said in the turn that goes on? */
  get speech(): boolean {
    return this.#speech;
  }

  /** Only a tap can end this turn: the person chose so, or there is no server that hears its end. */
  get endsByTap(): boolean {
    return this.#mode === "push" || this.#link.state !== "open";
  }

  /** Silence the answer now. */
  interrupt(): void {
    this.#thinking = false;
    const pending = this.#unanswered.pending;
    if (pending?.text) {
      this.#parts.safety.forget(pending.clientId);
      this.#unanswered.clear();
    }
    void this.#speaking
      .interrupt()
      .then(() => this.#link.send({ type: "output_audio_buffer.clear" }))
      .finally(() => this.#show());
  }

  /** A typed question in the live conversation. */
  ask(clientId: string, text: string): void {
    this.#parts.stage.unlock();
    void this.#speaking.interrupt();
    this.#model.transcript.value = put(
      this.#model.transcript.value,
      said(clientId, text, { spoken: false, state: "final" }),
    );
    this.#unanswered.asked(clientId, text);
    this.#link.sendSurely({ type: "souffleur.ask", client_id: clientId, text }, "response.created");
    this.#thinking = true;
    void this.#parts.safety.keep({ clientId, text, sound: null });
    this.#show();
  }

  /** Name of the turn on the server that an answer belongs to: its own, where it did not come live. */
  turnOf(answer: string): string {
    return this.#turns.get(answer) ?? answer;
  }

  command(name: CommandName): boolean {
    return this.#act({ type: "souffleur.command", name });
  }

  chooseMoment(moment: Moment): boolean {
    return this.#act({ type: "souffleur.moment", moment });
  }

  showCard(card: string): boolean {
    return this.#act({ type: "souffleur.show_card", card });
  }

  setHurry(on: boolean): void {
    this.#link.send({ type: "souffleur.hurry", on });
  }

  /** Tell a running session what the person chose. */
  settingsChanged(): void {
    this.#link.send({ type: "session.update", session: this.#settings() });
  }

  /** A sentence aloud with the phone's own voice, or a tip: the answer and the microphone make room. */
  makeRoom(): void {
    if (this.#speaking.busy) this.interrupt();
    this.stopListening();
  }

  reconnect(): void {
    this.#link.connect();
  }

  /** The network is there again: do not wait for the next attempt. */
  networkBack(): void {
    if (this.#link.state === "waiting") this.#link.connect();
  }

  networkLost(): void {
    this.#link.networkLost();
  }

  stop(why: "signed_out" | "refused"): void {
    this.#link.stop(why);
  }

  /** Leave the conversation; the next one begins anew. */
  leave(): void {
    this.stopListening();
    void this.#speaking.interrupt();
    this.#thinking = false;
    this.#unanswered.clear();
    this.#link.upstream.skip();
    this.#link.disconnect();
    this.#show();
  }

  /** The page goes away: keep what is unanswered. */
  keepUnanswered(): void {
    this.#keep();
  }

  dispose(): void {
    this.leave();
    this.#microphone.close();
    this.#wakeLock.dispose();
  }

  async #open(): Promise<void> {
    const state = await this.#microphone.open();
    if (state !== "live") {
      if (!(await this.#parts.stage.running())) this.#parts.notices.tell("sound_blocked");
      this.#listening = false;
      this.#show();
      return;
    }
    if (!this.#listening) {
      this.#microphone.mute();
      return;
    }
    this.#signal("begin");
    this.#armIdle();
    this.#longest = setTimeout(() => this.endTurn(), LONGEST_SECONDS * 1000);
    if (!(await this.#parts.stage.running())) this.#parts.notices.tell("sound_blocked");
  }

  #closeMicrophone(): void {
    clearTimeout(this.#idle);
    clearTimeout(this.#longest);
    const open = this.#microphone.state === "live";
    this.#listening = false;
    this.#microphone.mute();
    if (open) this.#signal("end");
  }

  #signal(earcon: "begin" | "end"): void {
    const { earcons, vibrate } = this.#model.preferences.value;
    if (earcons) playEarcon(this.#parts.stage, earcon);
    if (vibrate) navigator.vibrate?.(earcon === "begin" ? 20 : [15, 40, 15]);
  }

  #armIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      if (!this.#speech && !this.#thinking && !this.#speaking.busy) this.stopListening();
      else this.#armIdle();
    }, IDLE_SECONDS * 1000);
  }

  #microphoneIs(state: MicrophoneState): void {
    this.#model.microphone.value = state;
    const problem = MICROPHONE_PROBLEMS[state];
    if (problem) {
      this.#parts.notices.tell(problem);
      clearTimeout(this.#idle);
      clearTimeout(this.#longest);
      this.#listening = false;
    } else if (state === "live") {
      for (const code of Object.values(MICROPHONE_PROBLEMS)) this.#parts.notices.clear(code);
    }
    this.#show();
  }

  #linkIs(state: LinkState, retryAt: number | null): void {
    this.#model.connection.value = state;
    this.#model.reconnectAt.value = retryAt;
    const { notices } = this.#parts;
    if (state === "open") {
      for (const code of ["connection_lost", "opened_elsewhere", "server_full"] as const) notices.clear(code);
    } else if (state === "elsewhere") notices.tell("opened_elsewhere");
    else if (state === "full") notices.tell("server_full");
    else if (state === "signed_out") notices.tell("signed_out");
    else if (state === "refused") notices.tell("not_allowed");
    if (state !== "open" && state !== "connecting") this.#keep();
    this.#show();
  }

  /** A new session: what was said and not answered goes again. */
  #begun(): number {
    this.#speaking.newSession();
    this.#recovered();
    const pending = this.#unanswered.pending;
    if (pending?.text) {
      const { clientId, text } = pending;
      this.#unanswered.asked(clientId, text);
      this.#link.sendSurely({ type: "souffleur.ask", client_id: clientId, text }, "response.created");
      return this.#link.upstream.now;
    }
    if (pending) this.#dropPartial();
    return this.#listening || this.#thinking ? this.#turnFrom : this.#link.upstream.now;
  }

  #recovered(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  #take(event: ServerEvent): void {
    const before = this.#unanswered.pending;
    if (this.#unanswered.take(event) && before) this.#parts.safety.forget(before.clientId);
    this.#follow(event);
    this.#model.transcript.value = apply(this.#model.transcript.value, event);
    this.#speaking.take(event);
    if (event.type === "response.created") this.#remember(event.response.id);
    this.#show();
  }

  /** Note under which name the server keeps the question of this answer. */
  #remember(response: string): void {
    const answer = this.#model.transcript.value.find((item) => item.id === response);
    if (answer?.kind === "answer") this.#turns.set(response, `${this.#link.session}:${answer.question}`);
  }

  /** What events change apart from the transcript and the sound. */
  #follow(event: ServerEvent): void {
    switch (event.type) {
      case "input_audio_buffer.speech_started":
        this.#speech = true;
        this.#thinking = false;
        this.#turnFrom = Math.max(0, this.#sessionSample(event.audio_start_ms) - PRE_ROLL_SAMPLES);
        break;
      case "input_audio_buffer.speech_stopped":
        this.#speech = false;
        this.#thinking = true;
        this.#turnFrom = this.#sessionSample(event.audio_end_ms);
        this.#armLongest();
        break;
      case "souffleur.moment":
        this.#model.moment.value = { moment: event.moment, inferred: event.inferred };
        break;
      case "souffleur.state":
        if (event.state === "ready") this.#thinking = false;
        if (event.state === "thinking") this.#thinking = true;
        break;
      case "response.done":
        this.#thinking = false;
        break;
      case "error":
        this.#refused(event.error.code, event.error.message);
        break;
      case "conversation.item.input_audio_transcription.failed":
        this.#parts.notices.tell("server_error", event.error.message);
        break;
    }
  }

  #armLongest(): void {
    clearTimeout(this.#longest);
    if (this.#listening) this.#longest = setTimeout(() => this.endTurn(), LONGEST_SECONDS * 1000);
  }

  #refused(code: string, message: string): void {
    if (code === "input_audio_buffer_commit_empty") {
      this.#link.upstream.acknowledge("input_audio_buffer.committed");
      this.#thinking = false;
      this.#parts.notices.tell("nothing_heard");
    }
    if (!SILENT_ERRORS.has(code)) this.#parts.notices.tell("server_error", message);
  }

  #sessionSample(milliseconds: number): number {
    return this.#link.upstream.toRing(Math.round((milliseconds / 1000) * CAPTURE_RATE));
  }

  /** A button of the live conversation; false where there is none. */
  #act(event: Parameters<Realtime["send"]>[0]): boolean {
    if (!this.#link.ready) return false;
    this.#parts.stage.unlock();
    void this.#speaking.interrupt().then(() => this.#link.send(event));
    return true;
  }

  /** Put the unanswered question where it survives this page. */
  #keep(): void {
    const pending = this.#unanswered.pending;
    const clientId = pending?.clientId ?? crypto.randomUUID();
    let sound: Int16Array | null = null;
    if (!pending?.text) {
      const from =
        pending?.fromMs == null ? this.#turnFrom : this.#sessionSample(pending.fromMs) - PRE_ROLL_SAMPLES;
      const to = pending?.toMs == null ? this.#link.upstream.now : this.#sessionSample(pending.toMs);
      if (!pending && !this.#thinking) return;
      sound = this.#link.upstream.slice(Math.max(0, from), to);
      if (sound.length < CAPTURE_RATE / 5) return;
    }
    if (!pending) this.#adopt(clientId);
    void this.#parts.safety.keep({ clientId, text: pending?.text ?? null, sound });
    const seconds = navigator.onLine ? PATIENCE_SECONDS : 0;
    this.#patience ??= setTimeout(() => this.#giveUp(), seconds * 1000);
  }

  /** A turn that the server never saw: give it a name of its own. */
  #adopt(clientId: string): void {
    this.#unanswered.recorded(clientId);
    this.#model.transcript.value = put(
      this.#model.transcript.value,
      said(clientId, "", { spoken: true, state: "waiting" }),
    );
  }

  /** The conversation does not come back in time: the question goes out by itself. */
  #giveUp(): void {
    this.#patience = undefined;
    if (this.#link.state === "open") return;
    const item = this.#unanswered.pending?.item;
    if (item)
      this.#model.transcript.value = changeSaid(this.#model.transcript.value, item, { state: "waiting" });
    this.#unanswered.clear();
    this.#link.upstream.skip();
    this.#turnFrom = this.#link.upstream.now;
    this.#thinking = false;
    this.#parts.safety.giveUp();
    this.#show();
  }

  /** The caption of a turn that is dropped or begun anew. */
  #dropPartial(): void {
    const item = this.#unanswered.pending?.item;
    this.#model.transcript.value = this.#model.transcript.value.filter((other) => other.id !== item);
    this.#unanswered.clear();
  }

  #setMode(mode: Mode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.settingsChanged();
  }

  #settings(): SessionPatch {
    const { language, preferences, hurry } = this.#model;
    return sessionSettings(this.#mode, language.value, preferences.value, hurry.value);
  }

  /** Set what the top line says. */
  #show(): void {
    const { voice, preferences, online } = this.#model;
    const microphone = this.#microphone.state;
    const audible = this.#speaking.audible;
    if (audible) this.#thinking = false;
    voice.value = voiceState({
      audible,
      held: this.#speaking.held,
      thinking: this.#thinking,
      speech: this.#speech,
      listening: this.#listening && (microphone === "live" || microphone === "asking"),
      lost: this.#link.state === "waiting" || !online.value,
    });
    this.#microphone.gate(preferences.value.bargeIn || !audible);
    this.#wakeLock.set(this.#listening || this.#thinking || this.#speaking.busy);
  }
}
