/** One conversation with the coach: a question at a time, in one's own words, ending in one small step. */

import { Check, Lightbulb, Pencil } from "lucide-preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Link, navigate } from "../../app/router";
import { Back } from "../../ui/Back";
import { Button, IconButton } from "../../ui/Button";
import { Erase } from "../../ui/Erase";
import { useDesk } from "./context";
import { Fetching, SaveOrCancel } from "./parts";
import type { Line, Session } from "./server";
import { busy, session } from "./store";
import { VoiceField } from "./VoiceField";
import { t } from "./words";

/** The screen itself. */
export function SessionPage({ id }: { readonly id: string }) {
  const desk = useDesk();
  useEffect(() => void desk.loadSession(id), [desk, id]);
  const known = session.value?.id === id ? session.value : null;
  return (
    <div class="page page-read">
      <Back to="/reflectie">{t("back")}</Back>
      <h1 tabIndex={-1}>{known?.about ?? known?.title ?? t("title")}</h1>
      {known === null ? <Fetching /> : <Talk known={known} />}
    </div>
  );
}

function Talk({ known }: { readonly known: Session }) {
  const desk = useDesk();
  const { expects } = known;
  const end = useRef<HTMLDivElement>(null);
  const lines = known.lines.length;
  // The newest question in sight, above the field in which one answers it.
  useEffect(() => {
    if (lines > 1) end.current?.scrollIntoView({ block: "end" });
  }, [lines]);
  return (
    <>
      {expects && <p class="quiet small">{t("session.progress", { ...known.progress })}</p>}
      <div class="talk" role="log" aria-label={t("session.log")} lang={known.language}>
        {known.lines.map((line) => (
          <TalkLine key={line.index} line={line} id={known.id} />
        ))}
        <div ref={end} />
      </div>
      {expects ? (
        <VoiceField
          place={known.id}
          label={t(expects.kind === "step" ? "session.step" : "session.answer")}
          hint={expects.hint}
          send={t("session.send")}
          onSaid={(said) => void desk.answer(known.id, said)}
        >
          {known.may_ask_ideas && (
            <Button icon={Lightbulb} disabled={busy.value} onClick={() => void desk.ideas(known.id)}>
              {t("session.ideas")}
            </Button>
          )}
          {expects.optional && (
            <Button kind="plain" disabled={busy.value} onClick={() => void desk.skip(known.id)}>
              {t("session.skip")}
            </Button>
          )}
        </VoiceField>
      ) : (
        <Closing known={known} />
      )}
      <Erase
        label={t("session.erase")}
        words
        title={t("session.erase_title")}
        confirm={t("session.erase")}
        onErase={() => void desk.removeSession(known.id).then((gone) => gone && navigate("/reflectie"))}
      >
        <p>{t("session.erase_text")}</p>
      </Erase>
    </>
  );
}

const OWN = ["answer", "step"];

function TalkLine({ line, id }: { readonly line: Line; readonly id: string }) {
  const [changing, setChanging] = useState(false);
  if (line.who === "you" && OWN.includes(line.kind)) {
    if (changing) return <Correction line={line} id={id} onDone={() => setChanging(false)} />;
    return (
      <div class="said-own talk-own">
        <p>
          <span class="sr-only">{t("session.you")} </span>
          {line.text}
        </p>
        <IconButton icon={Pencil} label={t("session.correct")} onClick={() => setChanging(true)} />
      </div>
    );
  }
  return (
    <div class={`said-other talk-coach talk-${line.kind}`}>
      {line.quote !== null && <blockquote class="own-words">{line.quote}</blockquote>}
      <p>{line.text}</p>
      {line.source && <Link to={`/tip/${line.source.slug}`}>{line.source.title}</Link>}
      {line.by === "model" && <p class="quiet small">{t("session.by_model")}</p>}
    </div>
  );
}

interface CorrectionProps {
  readonly line: Line;
  readonly id: string;
  readonly onDone: () => void;
}

/** What was understood wrongly, in the person's own words. */
function Correction({ line, id, onDone }: CorrectionProps) {
  const desk = useDesk();
  const [text, setText] = useState(line.text);
  return (
    <form
      class="said-own talk-change"
      onSubmit={(event) => {
        event.preventDefault();
        void desk.correct(id, line.index, text.trim()).then(onDone);
      }}
    >
      <label class="sr-only" for={`line-${line.index}`}>
        {t("session.correct")}
      </label>
      <textarea
        id={`line-${line.index}`}
        class="input"
        rows={3}
        maxLength={4000}
        value={text}
        onInput={(event) => setText(event.currentTarget.value)}
      />
      <SaveOrCancel ready={text.trim() !== ""} onCancel={onDone} />
    </form>
  );
}

/** The small step, and when to be reminded of it. */
function Closing({ known }: { readonly known: Session }) {
  const desk = useDesk();
  const [when, setWhen] = useState(() => tomorrow(new Date()));
  return (
    <section class="section" aria-labelledby="reflect-closing">
      <h2 id="reflect-closing">{t("closing.title")}</h2>
      {known.step === null && <p>{t("closing.none")}</p>}
      {known.step?.nudge && (
        <p class="with-icon done" role="status">
          <Check size={20} />
          {t("closing.reminded", { when: known.step.nudge.when.replace("T", ", ").slice(0, 17) })}
        </p>
      )}
      {known.step && known.step.nudge === null && (
        <>
          <p>{t("closing.step", { step: known.step.text })}</p>
          <div class="field">
            <label for="reflect-when">{t("closing.when")}</label>
            <input
              id="reflect-when"
              class="input"
              type="datetime-local"
              value={when}
              onInput={(event) => setWhen(event.currentTarget.value)}
            />
          </div>
          <div class="button-row">
            <Button
              kind="primary"
              disabled={busy.value || when === ""}
              onClick={() => void desk.remind(known.id, when)}
            >
              {t("closing.remind")}
            </Button>
          </div>
        </>
      )}
    </section>
  );
}

/** Tomorrow at nine, for a field of day and time. */
export function tomorrow(now: Date): string {
  const date = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T09:00`;
}
