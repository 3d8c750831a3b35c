/** Typing a question: the field grows with the words, Enter sends, Shift and Enter makes a new line. */

import { SendHorizontal } from "lucide-preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { t } from "../../i18n";
import { IconButton } from "../../ui/Button";
import { draft } from "./draft";

/** Longest question that can be typed, in characters. */
const LONGEST = 2000;

/** The field and the button. `focus` puts the cursor in it when it appears. */
export function Composer({ focus }: { readonly focus: boolean }) {
  const { actions } = useApp();
  const field = useRef<HTMLTextAreaElement>(null);
  const id = useId();
  useEffect(() => {
    if (focus) field.current?.focus();
  }, [focus]);
  const words = draft.value;
  useEffect(() => {
    if (field.current) grow(field.current);
  }, [words]);
  const send = () => {
    if (words.trim() === "") return;
    actions.ask(words.trim());
    draft.value = "";
  };
  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <label class="sr-only" for={id}>
        {t("composer.label")}
      </label>
      <textarea
        id={id}
        ref={field}
        class="input composer-field"
        rows={1}
        maxlength={LONGEST}
        enterkeyhint="send"
        placeholder={t("composer.placeholder")}
        value={words}
        onInput={(event) => {
          draft.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          send();
        }}
      />
      <IconButton icon={SendHorizontal} kind="primary" label={t("composer.send")} onClick={send} />
    </form>
  );
}

/** As high as the words need; the style sheet keeps it under a third of the screen. */
function grow(field: HTMLTextAreaElement): void {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 3}px`;
}
