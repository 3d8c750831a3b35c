/** Made by `npm run protocol` from docs/protocol.schema.json. Do not edit. */

/**
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ClientEvent".
 */
export type ClientEvent =
  | SessionUpdate
  | AppendAudio
  | CommitAudio
  | ClearAudio
  | CreateItem
  | DeleteItem
  | RetrieveItem
  | TruncateItem
  | CreateResponse
  | CancelResponse
  | ClearOutput
  | Heard
  | FirstAudible
  | Command
  | Ask
  | ChooseMoment
  | SetHurry
  | ShowThisCard
  | SoundKept;
/**
 * The five moments of need (Gottfredson & Mosher).
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Moment".
 */
export type Moment = "new" | "more" | "apply" | "solve" | "change";
/**
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ServerEvent".
 */
export type ServerEvent =
  | SessionCreated
  | SessionUpdated
  | Error
  | SpeechStarted
  | SpeechStopped
  | AudioCommitted
  | AudioCleared
  | ItemAdded
  | ItemDone
  | ItemRetrieved
  | ItemDeleted
  | ItemTruncated
  | TranscriptionDelta
  | TranscriptionCompleted
  | TranscriptionFailed
  | ResponseCreated
  | ResponseDone
  | OutputItemAdded
  | OutputItemDone
  | ContentPartAdded
  | ContentPartDone
  | AudioDelta
  | AudioDone
  | TranscriptDelta
  | TranscriptDone
  | TextDelta
  | TextDone
  | StateChanged
  | PartialCaption
  | MomentShown
  | CardShown
  | SourcesShown
  | SuggestionsShown
  | NoteOffered
  | PracticeShown
  | Sentence
  | SentenceDone
  | OutputHold
  | OutputRelease
  | TurnTakenBack
  | SessionResumed
  | Latency
  | Bye;
/**
 * Where a conversation stands, in the words of the screen.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "State".
 */
export type State = "ready" | "listening" | "thinking" | "speaking";
/**
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "JsonValue".
 */
export type JsonValue = unknown;
/**
 * What role a spoken sentence plays.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Line".
 */
export type Line = "opener" | "first_line" | "step" | "detail" | "reflect" | "refusal" | "offer" | "notice";
/**
 * Why a socket closes.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "CloseCode".
 */
export type CloseCode = 1000 | 1007 | 1008 | 1009 | 1011 | 1012 | 1013 | 4401 | 4403 | 4409 | 4429;
/**
 * Stable codes of error events.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "FaultCode".
 */
export type FaultCode =
  | "invalid_json"
  | "unreadable"
  | "unknown_event"
  | "invalid_event"
  | "invalid_audio"
  | "invalid_frame"
  | "input_rate_fixed"
  | "input_audio_buffer_commit_empty"
  | "conversation_already_has_active_response"
  | "response_cancel_not_active"
  | "nothing_to_answer"
  | "item_not_found"
  | "item_exists"
  | "item_unsupported"
  | "truncate_invalid"
  | "card_not_found"
  | "partner_not_found"
  | "partner_answers"
  | "speech_model_missing"
  | "speech_engine_failed"
  | "speech_engine_busy"
  | "voice_engine_failed"
  | "answer_failed"
  | "resume_lost"
  | "session_taken_over"
  | "too_much_sound"
  | "too_many_messages"
  | "full"
  | "internal_error";

/**
 * The live conversation of Souffleur: GET /v1/realtime.
 */
export interface Protocol {
  ClientEvent: ClientEvent;
  ServerEvent: ServerEvent;
  CloseCode: CloseCode;
  FaultCode: FaultCode;
}
/**
 * Change settings; only what is present changes. Answered by ``session.updated``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SessionUpdate".
 */
export interface SessionUpdate {
  event_id?: string | null;
  type: "session.update";
  session: SessionPatch;
}
/**
 * What a client may change; only what is present changes, the rest of OpenAI's fields is ignored.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SessionPatch".
 */
export interface SessionPatch {
  type?: "realtime";
  output_modalities?: [] | ["audio" | "text"] | ["audio" | "text", "audio" | "text"] | null;
  audio?: AudioPatch | null;
  souffleur?: SouffleurPatch | null;
}
/**
 * Changes to the sound.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AudioPatch".
 */
export interface AudioPatch {
  input?: InputPatch | null;
  output?: OutputPatch | null;
}
/**
 * Changes to the sound that comes in.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "InputPatch".
 */
export interface InputPatch {
  format?: PcmFormat | null;
  transcription?: TranscriptionPatch | null;
  turn_detection?: TurnDetection | null;
}
/**
 * Uncompressed sound: mono PCM16, little-endian.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "PcmFormat".
 */
export interface PcmFormat {
  type?: "audio/pcm";
  rate?: number;
}
/**
 * How the person's speech is understood.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptionPatch".
 */
export interface TranscriptionPatch {
  language?: string | null;
}
/**
 * How the end of a turn is found; ``null`` in its place means push-to-talk.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TurnDetection".
 */
export interface TurnDetection {
  type?: "server_vad" | "semantic_vad";
  create_response?: boolean;
  interrupt_response?: boolean;
}
/**
 * Changes to the sound that goes out.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputPatch".
 */
export interface OutputPatch {
  format?: OutputFormat | null;
  voice?:
    | string
    | {
        [k: string]: string;
      }
    | null;
  speed?: number | null;
}
/**
 * The answer's sound: always mono PCM16 at 24 kHz.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputFormat".
 */
export interface OutputFormat {
  type?: "audio/pcm";
  rate?: 24000;
}
/**
 * Our own settings; only what is present is changed.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SouffleurPatch".
 */
export interface SouffleurPatch {
  binary_audio?: boolean | null;
  hold?: boolean | null;
  language?: ("nl" | "en") | null;
  moment?: Moment | null;
  hurry?: boolean | null;
  hands_free?: boolean | null;
  speed?: number | null;
  voice?: string | null;
  audio_out?: ("server" | "device") | null;
  partner?: PartnerRef | null;
}
/**
 * A partner for practice.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "PartnerRef".
 */
export interface PartnerRef {
  kind: "roleplay" | "coach" | "language";
  id: string;
}
/**
 * Sound from the microphone, base64 of PCM16 at the declared rate. Not answered.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AppendAudio".
 */
export interface AppendAudio {
  event_id?: string | null;
  type: "input_audio_buffer.append";
  audio: string;
}
/**
 * The turn ends here (push-to-talk, tap to end). Answered by ``input_audio_buffer.committed``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "CommitAudio".
 */
export interface CommitAudio {
  event_id?: string | null;
  type: "input_audio_buffer.commit";
}
/**
 * Forget the sound of the turn that is going on. Answered by ``input_audio_buffer.cleared``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ClearAudio".
 */
export interface ClearAudio {
  event_id?: string | null;
  type: "input_audio_buffer.clear";
}
/**
 * Add a message. A question in text is a user message followed by ``response.create``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "CreateItem".
 */
export interface CreateItem {
  event_id?: string | null;
  type: "conversation.item.create";
  item: ItemIn;
  previous_item_id?: string | null;
}
/**
 * A message to add to the conversation; only messages are known here, no functions.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ItemIn".
 */
export interface ItemIn {
  type: "message";
  role: "user" | "assistant" | "system";
  /**
   * @maxItems 16
   */
  content:
    | []
    | [ContentIn]
    | [ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn]
    | [ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn, ContentIn]
    | [
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn
      ]
    | [
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn
      ]
    | [
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn
      ]
    | [
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn
      ]
    | [
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn
      ]
    | [
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn,
        ContentIn
      ];
  id?: string | null;
}
/**
 * A piece of a message; text is used, sound is not accepted here.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ContentIn".
 */
export interface ContentIn {
  type?: "input_text" | "output_text" | "input_audio" | "input_image" | "text";
  text?: string | null;
}
/**
 * Take a message out of the conversation. Answered by ``conversation.item.deleted``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "DeleteItem".
 */
export interface DeleteItem {
  event_id?: string | null;
  type: "conversation.item.delete";
  item_id: string;
}
/**
 * Ask for a message. Answered by ``conversation.item.retrieved``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "RetrieveItem".
 */
export interface RetrieveItem {
  event_id?: string | null;
  type: "conversation.item.retrieve";
  item_id: string;
}
/**
 * Only so much of the answer was heard; the rest is taken out of the history.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TruncateItem".
 */
export interface TruncateItem {
  event_id?: string | null;
  type: "conversation.item.truncate";
  item_id: string;
  content_index?: number;
  audio_end_ms: number;
}
/**
 * Answer now.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "CreateResponse".
 */
export interface CreateResponse {
  event_id?: string | null;
  type: "response.create";
  response?: ResponseOptions | null;
}
/**
 * Options for one answer; instructions and tools are not ours to give away and are ignored.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ResponseOptions".
 */
export interface ResponseOptions {
  output_modalities?: [] | ["audio" | "text"] | ["audio" | "text", "audio" | "text"] | null;
  metadata?: {
    [k: string]: string;
  } | null;
}
/**
 * Stop the answer. Answered by ``response.done`` with status ``cancelled``.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "CancelResponse".
 */
export interface CancelResponse {
  event_id?: string | null;
  type: "response.cancel";
  response_id?: string | null;
}
/**
 * Stop the sound; here the same as ``response.cancel``, and no error where there is nothing to stop.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ClearOutput".
 */
export interface ClearOutput {
  event_id?: string | null;
  type: "output_audio_buffer.clear";
}
/**
 * The highest sample of the answer that was audible; at interruption and every 250 ms or so.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Heard".
 */
export interface Heard {
  event_id?: string | null;
  type: "souffleur.heard";
  response_id: string;
  item_id: string;
  samples: number;
}
/**
 * When the first sample of an answer really came out of the device.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "FirstAudible".
 */
export interface FirstAudible {
  event_id?: string | null;
  type: "souffleur.first_audible";
  response_id: string;
  milliseconds_after_first_byte: number;
}
/**
 * A button that does what the spoken word does.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Command".
 */
export interface Command {
  event_id?: string | null;
  type: "souffleur.command";
  name: "more" | "repeat" | "stop" | "explain" | "yes" | "no";
}
/**
 * A typed question. The same ``client_id`` twice is one question.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Ask".
 */
export interface Ask {
  event_id?: string | null;
  type: "souffleur.ask";
  client_id: string;
  text: string;
}
/**
 * Answer the last question again for this moment of need.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ChooseMoment".
 */
export interface ChooseMoment {
  event_id?: string | null;
  type: "souffleur.moment";
  moment: Moment;
}
/**
 * The hurry button.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SetHurry".
 */
export interface SetHurry {
  event_id?: string | null;
  type: "souffleur.hurry";
  on: boolean;
}
/**
 * Speak this card.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ShowThisCard".
 */
export interface ShowThisCard {
  event_id?: string | null;
  type: "souffleur.show_card";
  card: string;
}
/**
 * After a resume: the oldest sample of the microphone that the client still has.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SoundKept".
 */
export interface SoundKept {
  event_id?: string | null;
  type: "souffleur.sound_kept";
  first_sample: number;
}
/**
 * First message of a new session.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SessionCreated".
 */
export interface SessionCreated {
  event_id: string;
  type: "session.created";
  session: SessionView;
}
/**
 * The whole session as it is.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SessionView".
 */
export interface SessionView {
  type: "realtime";
  object: "realtime.session";
  id: string;
  model: string;
  output_modalities: ("audio" | "text")[];
  audio: AudioView;
  souffleur: SouffleurView;
}
/**
 * Sound both ways.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AudioView".
 */
export interface AudioView {
  input: InputView;
  output: OutputView;
}
/**
 * Sound that comes in.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "InputView".
 */
export interface InputView {
  format: PcmView;
  transcription: TranscriptionView;
  turn_detection: TurnDetectionView | null;
}
/**
 * A sound format.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "PcmView".
 */
export interface PcmView {
  type: "audio/pcm";
  rate: number;
}
/**
 * How speech is understood now.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptionView".
 */
export interface TranscriptionView {
  model: string;
  language: string;
}
/**
 * How the end of a turn is found now.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TurnDetectionView".
 */
export interface TurnDetectionView {
  type: "server_vad" | "semantic_vad";
  create_response: boolean;
  interrupt_response: boolean;
}
/**
 * Sound that goes out.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputView".
 */
export interface OutputView {
  format: PcmView;
  voice: string;
  speed: number;
}
/**
 * Our own settings as they are, and what a client needs to come back after a lost connection.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SouffleurView".
 */
export interface SouffleurView {
  session_id: string;
  resume_seconds: number;
  received_samples: number;
  revision: string;
  binary_audio: boolean;
  hold: boolean;
  language: "nl" | "en";
  moment: Moment | null;
  hurry: boolean;
  hands_free: boolean;
  speed: number;
  voice: string | null;
  audio_out: "server" | "device";
  partner: PartnerRef | null;
}
/**
 * The settings as they now are.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SessionUpdated".
 */
export interface SessionUpdated {
  event_id: string;
  type: "session.updated";
  session: SessionView;
}
/**
 * Something went wrong; the conversation goes on unless the socket closes after it.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Error".
 */
export interface Error {
  event_id: string;
  type: "error";
  error: ErrorBody;
}
/**
 * What went wrong.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ErrorBody".
 */
export interface ErrorBody {
  type: "invalid_request_error" | "server_error" | "rate_limit_error";
  code: string;
  message: string;
  param: string | null;
  event_id: string | null;
}
/**
 * The person speaks; a client that cannot hold stops its sound now.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SpeechStarted".
 */
export interface SpeechStarted {
  event_id: string;
  type: "input_audio_buffer.speech_started";
  audio_start_ms: number;
  item_id: string;
}
/**
 * The turn is over.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SpeechStopped".
 */
export interface SpeechStopped {
  event_id: string;
  type: "input_audio_buffer.speech_stopped";
  audio_end_ms: number;
  item_id: string;
}
/**
 * The sound of the turn became a message.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AudioCommitted".
 */
export interface AudioCommitted {
  event_id: string;
  type: "input_audio_buffer.committed";
  item_id: string;
  previous_item_id: string | null;
}
/**
 * The sound of the turn was forgotten.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AudioCleared".
 */
export interface AudioCleared {
  event_id: string;
  type: "input_audio_buffer.cleared";
}
/**
 * A message came into the conversation; an answer's is still empty.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ItemAdded".
 */
export interface ItemAdded {
  event_id: string;
  type: "conversation.item.added";
  previous_item_id: string | null;
  item: UserItem | AssistantItem | SystemItem;
}
/**
 * A message of the person.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "UserItem".
 */
export interface UserItem {
  id: string;
  object: "realtime.item";
  type: "message";
  status: "in_progress" | "completed" | "incomplete";
  role: "user";
  content: UserContent[];
}
/**
 * What the person said or typed.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "UserContent".
 */
export interface UserContent {
  type: "input_audio" | "input_text";
  text: string | null;
  transcript: string | null;
}
/**
 * A message of the companion.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AssistantItem".
 */
export interface AssistantItem {
  id: string;
  object: "realtime.item";
  type: "message";
  status: "in_progress" | "completed" | "incomplete";
  role: "assistant";
  content: AssistantContent[];
}
/**
 * What the companion said.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AssistantContent".
 */
export interface AssistantContent {
  type: "output_audio" | "output_text";
  text: string | null;
  transcript: string | null;
}
/**
 * A note of the client.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SystemItem".
 */
export interface SystemItem {
  id: string;
  object: "realtime.item";
  type: "message";
  status: "in_progress" | "completed" | "incomplete";
  role: "system";
  content: SystemContent[];
}
/**
 * A note of the client; kept, never followed as an instruction.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SystemContent".
 */
export interface SystemContent {
  type: "input_text";
  text: string;
}
/**
 * A message is complete.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ItemDone".
 */
export interface ItemDone {
  event_id: string;
  type: "conversation.item.done";
  previous_item_id: string | null;
  item: UserItem | AssistantItem | SystemItem;
}
/**
 * The message that was asked for.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ItemRetrieved".
 */
export interface ItemRetrieved {
  event_id: string;
  type: "conversation.item.retrieved";
  item: UserItem | AssistantItem | SystemItem;
}
/**
 * A message left the conversation: by wish, or because its turn was taken back.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ItemDeleted".
 */
export interface ItemDeleted {
  event_id: string;
  type: "conversation.item.deleted";
  item_id: string;
}
/**
 * The history now ends where the person stopped hearing.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ItemTruncated".
 */
export interface ItemTruncated {
  event_id: string;
  type: "conversation.item.truncated";
  item_id: string;
  content_index: number;
  audio_end_ms: number;
}
/**
 * Words that were added to what is understood so far.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptionDelta".
 */
export interface TranscriptionDelta {
  event_id: string;
  type: "conversation.item.input_audio_transcription.delta";
  item_id: string;
  content_index: number;
  delta: string;
}
/**
 * What was understood; empty where there were no words.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptionCompleted".
 */
export interface TranscriptionCompleted {
  event_id: string;
  type: "conversation.item.input_audio_transcription.completed";
  item_id: string;
  content_index: number;
  transcript: string;
  usage: DurationUsage;
}
/**
 * How much sound was understood.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "DurationUsage".
 */
export interface DurationUsage {
  type: "duration";
  seconds: number;
}
/**
 * Recognition failed; typing still works.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptionFailed".
 */
export interface TranscriptionFailed {
  event_id: string;
  type: "conversation.item.input_audio_transcription.failed";
  item_id: string;
  content_index: number;
  error: TranscriptionError;
}
/**
 * Why nothing was understood.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptionError".
 */
export interface TranscriptionError {
  type: string;
  code: string;
  message: string;
  param: string | null;
}
/**
 * An answer begins.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ResponseCreated".
 */
export interface ResponseCreated {
  event_id: string;
  type: "response.created";
  response: ResponseView;
}
/**
 * An answer.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ResponseView".
 */
export interface ResponseView {
  id: string;
  object: "realtime.response";
  status: "in_progress" | "completed" | "cancelled" | "failed" | "incomplete";
  status_details: StatusDetails | null;
  output: AssistantItem[];
  conversation_id: string;
  output_modalities: ("audio" | "text")[];
  metadata: {
    [k: string]: string;
  } | null;
}
/**
 * Why an answer ended before its end.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "StatusDetails".
 */
export interface StatusDetails {
  type: "cancelled" | "failed" | "incomplete" | "completed";
  reason: ("turn_detected" | "client_cancelled") | null;
  error: Failure | null;
}
/**
 * Why an answer failed.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Failure".
 */
export interface Failure {
  type: string;
  code: string;
  message: string;
}
/**
 * An answer is complete, cancelled or failed.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ResponseDone".
 */
export interface ResponseDone {
  event_id: string;
  type: "response.done";
  response: ResponseView;
}
/**
 * The answer's message.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputItemAdded".
 */
export interface OutputItemAdded {
  event_id: string;
  type: "response.output_item.added";
  response_id: string;
  output_index: number;
  item: AssistantItem;
}
/**
 * The answer's message is complete.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputItemDone".
 */
export interface OutputItemDone {
  event_id: string;
  type: "response.output_item.done";
  response_id: string;
  output_index: number;
  item: AssistantItem;
}
/**
 * The answer's piece begins.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ContentPartAdded".
 */
export interface ContentPartAdded {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.content_part.added";
  part: PartView;
}
/**
 * A piece of the answer's message.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "PartView".
 */
export interface PartView {
  type: "audio" | "text";
  text: string | null;
  transcript: string | null;
}
/**
 * The answer's piece is complete.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "ContentPartDone".
 */
export interface ContentPartDone {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.content_part.done";
  part: PartView;
}
/**
 * Sound of the answer: base64 of PCM16 at 24 kHz; not sent where binary frames were chosen.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AudioDelta".
 */
export interface AudioDelta {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.output_audio.delta";
  delta: string;
}
/**
 * No more sound in this answer.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "AudioDone".
 */
export interface AudioDone {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.output_audio.done";
}
/**
 * Words of the answer, before their sound.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptDelta".
 */
export interface TranscriptDelta {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.output_audio_transcript.delta";
  delta: string;
}
/**
 * All words of the answer that were sent.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TranscriptDone".
 */
export interface TranscriptDone {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.output_audio_transcript.done";
  transcript: string;
}
/**
 * Words of the answer where only text was asked for.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TextDelta".
 */
export interface TextDelta {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.output_text.delta";
  delta: string;
}
/**
 * All words of the answer where only text was asked for.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TextDone".
 */
export interface TextDone {
  event_id: string;
  response_id: string;
  item_id: string;
  output_index: number;
  content_index: number;
  type: "response.output_text.done";
  text: string;
}
/**
 * Where the conversation stands.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "StateChanged".
 */
export interface StateChanged {
  event_id: string;
  type: "souffleur.state";
  state: State;
}
/**
 * What is understood so far while the person speaks, whole each time; it may still change.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "PartialCaption".
 */
export interface PartialCaption {
  event_id: string;
  type: "souffleur.partial";
  item_id: string;
  text: string;
}
/**
 * The moment of need that the answer is for.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "MomentShown".
 */
export interface MomentShown {
  event_id: string;
  type: "souffleur.moment";
  response_id: string;
  moment: Moment;
  inferred: boolean;
}
/**
 * The card to show beside the answer.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "CardShown".
 */
export interface CardShown {
  event_id: string;
  type: "souffleur.card";
  response_id: string;
  card: string;
  title: string;
}
/**
 * The sources of what is said.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SourcesShown".
 */
export interface SourcesShown {
  event_id: string;
  type: "souffleur.sources";
  response_id: string;
  sources: SourceView[];
  general_knowledge: boolean;
}
/**
 * Where an answer comes from.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SourceView".
 */
export interface SourceView {
  card: string;
  title: string;
  source: string;
  url: string | null;
  checked_on: string | null;
  example: boolean;
}
/**
 * The nearest cards, where the answer is not known.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SuggestionsShown".
 */
export interface SuggestionsShown {
  event_id: string;
  type: "souffleur.suggestions";
  response_id: string;
  cards: SuggestedCard[];
}
/**
 * A card by name.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SuggestedCard".
 */
export interface SuggestedCard {
  slug: string;
  title: string;
}
/**
 * The question may be noted for the authors: its text only, after a yes, never who asked.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "NoteOffered".
 */
export interface NoteOffered {
  event_id: string;
  type: "souffleur.offer_note";
  response_id: string;
  question: string;
}
/**
 * What the partner for practice shows beside its words.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "PracticeShown".
 */
export interface PracticeShown {
  event_id: string;
  type: "souffleur.practice";
  response_id: string;
  partner: PartnerRef;
  data: {
    [k: string]: JsonValue;
  };
}
/**
 * A sentence of the answer, sent before its sound, so that captions and speech agree.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Sentence".
 */
export interface Sentence {
  event_id: string;
  type: "souffleur.sentence";
  response_id: string;
  item_id: string;
  index: number;
  text: string;
  line: Line;
  card: string | null;
  first_sample: number;
  samples: number | null;
}
/**
 * All sound of a sentence was sent.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SentenceDone".
 */
export interface SentenceDone {
  event_id: string;
  type: "souffleur.sentence_done";
  response_id: string;
  item_id: string;
  index: number;
  first_sample: number;
  samples: number;
}
/**
 * Somebody may be speaking: pause the sound within 15 ms and keep it.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputHold".
 */
export interface OutputHold {
  event_id: string;
  type: "souffleur.output.hold";
}
/**
 * It was nothing: go on where the sound was paused.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "OutputRelease".
 */
export interface OutputRelease {
  event_id: string;
  type: "souffleur.output.release";
}
/**
 * A false start: the person went on speaking.
 *
 * Forget that question and its answer; the same turn goes on.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "TurnTakenBack".
 */
export interface TurnTakenBack {
  event_id: string;
  type: "souffleur.turn.taken_back";
  item_id: string;
  response_id: string | null;
  continues_as: string;
}
/**
 * First message after a resume; what was missed follows.
 *
 * It repeats the number that the client gave and has none of its own.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "SessionResumed".
 */
export interface SessionResumed {
  event_id: string;
  type: "souffleur.session.resumed";
  received_samples: number;
  last_event: number;
}
/**
 * How long this answer took.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Latency".
 */
export interface Latency {
  event_id: string;
  type: "souffleur.latency";
  response_id: string;
  item_id: string | null;
  stages: Stages;
}
/**
 * Milliseconds from the end of speech (by the voice detector) to each stage; null: not reached.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Stages".
 */
export interface Stages {
  end_of_turn: number | null;
  transcript: number | null;
  first_sentence: number | null;
  first_audio: number | null;
  first_audible: number | null;
}
/**
 * The socket closes now; come back with the session id.
 *
 * This interface was referenced by `Protocol`'s JSON-Schema
 * via the `definition` "Bye".
 */
export interface Bye {
  event_id: string;
  type: "souffleur.bye";
  reason: "restart" | "idle";
}
