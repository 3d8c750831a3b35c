/** A sentence of a conversation that one types. */

import { Send } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "./words";

interface TypedLineProps {
  readonly id: string;
  /** Longest sentence, in characters. */
  readonly longest: number;
  readonly lang?: string;
  readonly busy: boolean;
  /** Gives false where it did not arrive: then the words stay. */
  readonly onSaid: (words: string) => Promise<boolean>;
}

/** The field, with the button beside it. */
export function TypedLine({ id, longest, lang, busy, onSaid }: TypedLineProps) {
  const [text, setText] = useState("");
  const say = async () => {
    const words = text.trim();
    if (words !== "" && (await onSaid(words))) setText("");
  };
  return (
    <form
      class="roleplay-type"
      onSubmit={(event) => {
        event.preventDefault();
        void say();
      }}
    >
      <label class="sr-only" for={id}>
        {t("run.type")}
      </label>
      <input
        id={id}
        class="input"
        maxLength={longest}
        lang={lang}
        autocomplete="off"
        placeholder={t("run.type")}
        value={text}
        disabled={busy}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <button
        type="submit"
        class="button button-icon button-primary"
        aria-label={t("run.say")}
        disabled={busy}
      >
        <Send size={22} />
      </button>
    </form>
  );
}
