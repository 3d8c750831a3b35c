/** One question: its words in two languages, what it belongs to, and how the coach asks it. */

import { useState } from "preact/hooks";
import { useClip } from "../../../app/useClip";
import { ApiError } from "../../../net/http";
import { Button } from "../../../ui/Button";
import { Ask } from "../Ask";
import { useStudio } from "../context";
import { Pick, problemAt, TextField } from "../form/Field";
import { HearButton } from "../HearButton";
import type { FieldProblem } from "../server";
import { t } from "../words";
import { type AuthoredQuestion, type BuiltInQuestion, type QuestionContent, questionServer } from "./server";

const NEW: QuestionContent = { nl: "", en: "", theme: 1, published: false, asked: true };

interface QuestionFormProps {
  /** Null for a new one. */
  readonly question: AuthoredQuestion | null;
  readonly themes: readonly BuiltInQuestion[];
  readonly onDone: (words: string) => Promise<void>;
  readonly onClose: () => void;
}

/** The form. */
export function QuestionForm({ question, themes, onDone, onClose }: QuestionFormProps) {
  const studio = useStudio();
  const [content, setContent] = useState<QuestionContent>(question ?? NEW);
  const [kept, setKept] = useState<AuthoredQuestion | null>(question);
  const [theirs, setTheirs] = useState<AuthoredQuestion | null>(null);
  const [removing, setRemoving] = useState(false);
  const [problems, setProblems] = useState<readonly FieldProblem[]>(question?.problems ?? []);
  const change = (fields: Partial<QuestionContent>) => setContent({ ...content, ...fields });
  const save = (wanted: QuestionContent) =>
    kept === null ? questionServer.add(wanted) : questionServer.save(kept.id, kept.revision, wanted);

  /** Keep the words, and let them loose where nothing is wrong with them. */
  const finish = async (publish: boolean) => {
    try {
      const saved = await save({ ...content, published: content.published && !publish });
      setKept(saved);
      setProblems(saved.problems);
      if (!publish) {
        await onDone(t("questions.saved"));
      } else if (saved.problems.length === 0) {
        await questionServer.save(saved.id, saved.revision, { ...content, published: true, asked: true });
        await onDone(t("questions.published"));
      }
    } catch (error) {
      await failed(error);
    }
  };
  /** The words stay in the form whatever goes wrong; after a colleague's change the next save goes over it. */
  const failed = async (error: unknown) => {
    const code = error instanceof ApiError ? error.code : "";
    if (code === "question_unready" && error instanceof ApiError) {
      setProblems([{ field: "nl", code, message: error.text ?? t("questions.unready") }]);
      return;
    }
    if (code === "question_changed") {
      const desk = await studio.attempt(questionServer.all);
      const now = desk?.questions.find(({ id }) => id === kept?.id) ?? null;
      setKept(now);
      setTheirs(now);
    }
    await studio.attempt(() => Promise.reject(error));
  };
  const remove = async () => {
    if (kept === null) return;
    const gone = await studio.attempt(() => questionServer.remove(kept.id));
    if (gone !== undefined) await onDone(t("questions.removed"));
  };
  return (
    <form class="question-form" onSubmit={(event) => event.preventDefault()}>
      {theirs !== null && (
        <p class="todo question-theirs" role="status">
          {t("questions.theirs", { name: theirs.changed_by.name, text: theirs.nl })}
        </p>
      )}
      <div class="question-fields">
        <TextField
          label={t("questions.nl")}
          hint={t("questions.nl_hint")}
          rows={2}
          lang="nl"
          value={content.nl}
          problem={problemAt(problems, "nl")}
          onInput={(nl) => change({ nl })}
        />
        <TextField
          label={t("questions.en")}
          hint={t("questions.en_hint")}
          rows={2}
          lang="en"
          value={content.en}
          problem={problemAt(problems, "en")}
          onInput={(en) => change({ en })}
        />
        <Pick
          label={t("questions.theme")}
          hint={t("questions.theme_hint")}
          value={String(content.theme)}
          options={themes.map(({ number, why }) => ({ value: String(number), label: why }))}
          onChange={(theme) => change({ theme: Number(theme) })}
        />
      </div>
      <Preview content={content} themes={themes} />
      <div class="button-row question-actions">
        {content.published ? (
          <Button kind="primary" disabled={content.nl.trim() === ""} onClick={() => void finish(false)}>
            {t("questions.save")}
          </Button>
        ) : (
          <>
            <Button kind="primary" disabled={content.nl.trim() === ""} onClick={() => void finish(true)}>
              {t("act.publish")}
            </Button>
            <Button onClick={() => void finish(false)}>{t("questions.save_draft")}</Button>
          </>
        )}
        <Button kind="plain" onClick={onClose}>
          {t("act.cancel")}
        </Button>
        {kept !== null && (
          <Button kind="plain" onClick={() => setRemoving(true)}>
            {t("act.delete")}
          </Button>
        )}
      </div>
      {removing && (
        <Ask
          title={t("questions.delete_title")}
          words={[t("questions.delete_text")]}
          confirm={t("act.delete")}
          onConfirm={() => void remove()}
          onClose={() => setRemoving(false)}
        />
      )}
    </form>
  );
}

interface PreviewProps {
  readonly content: QuestionContent;
  readonly themes: readonly BuiltInQuestion[];
}

function Preview({ content, themes }: PreviewProps) {
  const voice = useClip();
  const why = themes.find(({ number }) => number === content.theme)?.why;
  const languages = (["nl", "en"] as const).filter((language) => content[language].trim() !== "");
  return (
    <section class="question-preview" aria-label={t("questions.preview")}>
      <p class="quiet small">{t("questions.preview")}</p>
      {languages.length === 0 && <p class="quiet">{t("questions.preview_none")}</p>}
      {languages.map((language) => (
        <div key={language} class="question-asked">
          <p class="question-text" lang={language}>
            {content[language]}
          </p>
          <HearButton
            voice={voice}
            id={language}
            fetch={() => questionServer.hear(content[language], language)}
          />
        </div>
      ))}
      {languages.length > 0 && <p class="quiet">{why}</p>}
    </section>
  );
}
