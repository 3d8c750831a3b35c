/** A thought in words: typed, or said in one go. Speaking is never needed, typing neither. */

import { Send } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { useRecorder } from "../../app/useRecorder";
import { SpeakState, SpeakToggle } from "../../ui/SpeakToggle";
import { busy, draft, drafts } from "./store";
import { t } from "./words";

/** An answer takes two minutes at most; the server takes no more. */
const LONGEST_SECONDS = 118;

interface VoiceFieldProps {
  /** Where what is typed is kept while it was not sent. */
  readonly place: string;
  readonly label: string;
  readonly hint?: string | null;
  readonly send: string;
  readonly onSaid: (said: string | Blob) => void;
  readonly children?: ComponentChildren;
}

/** The field with its two ways, and other actions beside them. */
export function VoiceField({ place, label, hint, send, onSaid, children }: VoiceFieldProps) {
  const id = useId();
  const { state, level, begin, end } = useRecorder(LONGEST_SECONDS, onSaid);
  const text = drafts.value[place] ?? "";
  const listening = state.value === "listening";
  const submit = () => {
    if (text.trim() !== "") onSaid(text.trim());
  };
  return (
    <form
      class="voice-field"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <div class="field">
        <label for={`${id}-text`}>{label}</label>
        {hint && (
          <span class="quiet small" id={`${id}-hint`}>
            {hint}
          </span>
        )}
        <textarea
          id={`${id}-text`}
          class="input voice-text"
          rows={3}
          maxLength={4000}
          value={text}
          disabled={busy.value || listening}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => draft(place, event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) submit();
          }}
        />
      </div>
      <div class="button-row">
        <SpeakToggle
          listening={listening}
          disabled={busy.value}
          begin={t("voice.speak")}
          end={t("voice.stop")}
          onBegin={() => void begin()}
          onEnd={end}
        />
        <button
          type="submit"
          class="button button-primary"
          disabled={busy.value || listening || text.trim() === ""}
        >
          <Send size={20} />
          <span>{send}</span>
        </button>
        {children}
      </div>
      <SpeakState level={listening ? level.value : null}>
        {listening && t("voice.listening")}
        {busy.value && t("voice.busy")}
        {state.value === "no_microphone" && t("voice.no_microphone")}
      </SpeakState>
    </form>
  );
}
