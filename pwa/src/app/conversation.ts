/** The live conversation: microphone, socket and answer, and what a person does with them. */

import { CAPTURE_RATE } from "../audio/pcm";
import type { AudioStage } from "../audio/stage";
import { WakeLock } from "../audio/wake-lock";
import type { PartnerRef, ServerEvent, SessionPatch } from "../net/protocol.gen";
import { type LinkState, Realtime } from "../net/realtime";
import { Listening } from "./listening";
import type { WritableModel } from "./model";
import type { Notices } from "./notices";
import { Partner } from "./partner";
import { Requests } from "./requests";
import { Rescue, type Safety } from "./rescue";
import { type Mode, sessionSettings } from "./session-settings";
import { Speaking } from "./speaking";
import { apply } from "./transcript";
import { tellFault, tellLink } from "./troubles";
import { Turn } from "./turn";
import { TurnNames } from "./turn-names";
import { Unheard } from "./unheard";
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

export class Conversation {
  readonly requests: Requests;
  readonly #parts: ConversationParts;
  readonly #model: WritableModel;
  readonly #listening: Listening;
  readonly #speaking: Speaking;
  readonly #link: Realtime;
  readonly #turn: Turn;
  readonly #rescue: Rescue;
  readonly #unheard: Unheard;
  readonly #wakeLock = new WakeLock();
  readonly #turns = new TurnNames();
  readonly #partner = new Partner();
  #mode: Mode = "hands_free";

  constructor(parts: ConversationParts) {
    this.#parts = parts;
    this.#model = parts.model;
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
        resumed: () => this.#rescue.recovered(),
        unreachable: parts.unreachable,
      },
    });
    this.#turn = new Turn(this.#link.upstream);
    this.#rescue = new Rescue({
      model: parts.model,
      safety: this.#partner.safety(parts.safety),
      link: this.#link,
      turn: this.#turn,
      changed: () => this.#show(),
    });
    this.#unheard = new Unheard(this.#turn, this.#rescue, this.#link.upstream, parts.notices);
    this.requests = new Requests({
      model: parts.model,
      stage: parts.stage,
      link: this.#link,
      speaking: this.#speaking,
      rescue: this.#rescue,
      turn: this.#turn,
      changed: () => this.#show(),
    });
    this.#listening = new Listening({
      model: parts.model,
      notices: parts.notices,
      stage: parts.stage,
      worklet: parts.worklets.capture,
      feed: (samples) => this.#link.feed(samples),
      busy: () => this.#turn.speech || this.#turn.thinking || this.#speaking.busy,
      idle: () => this.stopListening(),
      tooLong: () => this.endTurn(),
      changed: () => this.#show(),
    });
  }

  /** A question can be asked live: the line is there, or is being made, for a conversation by voice. */
  get live(): boolean {
    return this.#link.state === "open" || (this.#listening.on && this.#link.state === "connecting");
  }

  get linkState(): LinkState {
    return this.#link.state;
  }

  /** Open the microphone and listen. Straight from a tap. */
  listen(mode: Mode): void {
    this.#parts.stage.unlock();
    if (this.#speaking.busy || this.#turn.thinking) this.interrupt();
    this.#setMode(mode);
    if (this.#listening.on) {
      this.#show();
      return;
    }
    this.#listening.want();
    this.#turn.begin();
    this.#link.connect();
    this.#show();
    void this.#listening.begin();
  }

  /** The turn is over: answer now. */
  endTurn(): void {
    if (!this.#listening.on) return;
    this.#listening.turnEnds();
    if (this.#turn.empty) {
      this.stopListening();
      return;
    }
    this.#link.sendSurely({ type: "input_audio_buffer.commit" }, "input_audio_buffer.committed");
    this.#turn.thinking = true;
    if (this.#link.state !== "open") this.#rescue.keep();
    if (this.#mode === "push" || this.#link.state !== "open") this.#listening.end();
    this.#show();
  }

  /** Close the microphone; an unfinished turn is dropped. */
  stopListening(): void {
    if (!this.#listening.on) return;
    if (!this.#turn.thinking) {
      this.#link.send({ type: "input_audio_buffer.clear" });
      this.#link.upstream.skip();
      this.#rescue.dropSpoken();
    }
    this.#listening.end();
    this.#show();
  }

  get listening(): boolean {
    return this.#listening.on;
  }

  /** Was anything said in the turn that goes on? */
  get speech(): boolean {
    return this.#turn.speech;
  }

  /** Only a tap can end this turn: the person chose so, or there is no server that hears its end. */
  get endsByTap(): boolean {
    return this.#mode === "push" || this.#link.state !== "open";
  }

  /** Silence the answer now. */
  interrupt(): void {
    this.#turn.thinking = false;
    this.#rescue.withdrawTyped();
    void this.#speaking
      .interrupt()
      .then(() => this.#link.send({ type: "output_audio_buffer.clear" }))
      .finally(() => this.#show());
  }

  /** Name of the turn on the server that an answer belongs to. */
  turnOf(answer: string): string {
    return this.#turns.of(answer);
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
    this.#turn.thinking = false;
    this.#rescue.clear();
    this.#link.upstream.skip();
    this.#link.disconnect();
    this.#show();
  }

  /**
   * Practise with this partner from now on, or come back to the companion (null). Another conversation either way:
   * what was said with one is not shown with the other.
   */
  meet(partner: PartnerRef | null): void {
    if (this.#partner.is(partner)) return;
    this.leave();
    this.#partner.meet(partner);
    this.#model.transcript.value = [];
  }

  /** The page goes away: keep what is unanswered. */
  keepUnanswered(): void {
    this.#rescue.keep();
  }

  dispose(): void {
    this.leave();
    this.#listening.close();
    this.#wakeLock.dispose();
  }

  #linkIs(state: LinkState, retryAt: number | null): void {
    this.#model.connection.value = state;
    this.#model.reconnectAt.value = retryAt;
    tellLink(this.#parts.notices, state);
    if (state !== "open" && state !== "connecting") this.#rescue.keep();
    this.#show();
  }

  /** A new session; gives the ring position at which its sound begins. */
  #begun(): number {
    this.#speaking.newSession();
    return this.#rescue.again(this.#listening.on || this.#turn.thinking);
  }

  #take(event: ServerEvent): void {
    this.#rescue.take(event);
    this.#turn.take(event);
    this.#unheard.take(event);
    this.#follow(event);
    tellFault(this.#parts.notices, event);
    const transcript = apply(this.#model.transcript.value, event);
    this.#model.transcript.value = transcript;
    this.#speaking.take(event);
    if (event.type === "response.created")
      this.#turns.note(event.response.id, this.#link.session, transcript);
    this.#show();
  }

  /** What events change apart from the transcript and the sound. */
  #follow(event: ServerEvent): void {
    switch (event.type) {
      case "input_audio_buffer.speech_stopped":
        this.#listening.turnBegins();
        break;
      case "souffleur.moment":
        this.#model.moment.value = { moment: event.moment, inferred: event.inferred };
        break;
    }
  }

  #setMode(mode: Mode): void {
    if (mode === this.#mode) return;
    this.#mode = mode;
    this.settingsChanged();
  }

  #settings(): SessionPatch {
    const { language, preferences, hurry } = this.#model;
    return sessionSettings(this.#mode, language.value, preferences.value, hurry.value, this.#partner.ref);
  }

  /** Set what the top line says. */
  #show(): void {
    const { voice, preferences, online } = this.#model;
    const audible = this.#speaking.audible;
    if (audible) this.#turn.thinking = false;
    voice.value = voiceState({
      audible,
      held: this.#speaking.held,
      thinking: this.#turn.thinking,
      speech: this.#turn.speech,
      listening: this.#listening.open,
      lost: this.#link.state === "waiting" || !online.value,
    });
    this.#listening.gate(preferences.value.bargeIn || !audible);
    this.#wakeLock.set(this.#listening.on || this.#turn.thinking || this.#speaking.busy);
  }
}
