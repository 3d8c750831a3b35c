/** The questions of the day: what was written here, a form with a preview, and the built-in ten. */

import "./questions.css";
import { CirclePlay, Download, Moon, PencilLine, Plus } from "lucide-preact";
import { useCallback, useEffect, useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { Switch } from "../../../ui/Controls";
import { Fold } from "../../../ui/Fold";
import { useStudio } from "../context";
import { FileButton } from "../FileButton";
import { saveAs } from "../programmes/files";
import { plural, t } from "../words";
import { QuestionForm } from "./QuestionForm";
import { type AuthoredQuestion, type BuiltInQuestion, type QuestionDesk, questionServer } from "./server";

/** The room. */
export function QuestionsPage() {
  const studio = useStudio();
  const [desk, setDesk] = useState<QuestionDesk | null>(null);
  const [open, setOpen] = useState<string | null>(null);
  const [told, setTold] = useState("");
  const load = useCallback(
    () => studio.attempt(questionServer.all).then((found) => found !== undefined && setDesk(found)),
    [studio],
  );
  useEffect(() => void load(), [load]);
  const done = async (words: string) => {
    setOpen(null);
    setTold(words);
    await load();
  };
  return (
    <div class="studio-page questions">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("questions.title")}</h1>
        <p class="quiet">{t("questions.intro")}</p>
      </header>
      {desk === null && <p role="status">{t("loading")}</p>}
      {desk !== null && open === "new" && (
        <QuestionForm question={null} themes={desk.themes} onDone={done} onClose={() => setOpen(null)} />
      )}
      {desk !== null && open !== "new" && (
        <div class="button-row">
          <Button kind="primary" icon={Plus} onClick={() => setOpen("new")}>
            {t("questions.new")}
          </Button>
          <Files empty={desk.questions.length === 0} onTaken={done} />
        </div>
      )}
      <p role="status" class="questions-told">
        {told}
      </p>
      {desk !== null && (
        <section aria-labelledby="questions-own">
          <h2 id="questions-own">{t("questions.own")}</h2>
          {desk.questions.length === 0 && <p class="quiet">{t("questions.none")}</p>}
          <ul class="question-list">
            {desk.questions.map((question) => (
              <li key={question.id}>
                {open === question.id ? (
                  <QuestionForm
                    key={question.revision}
                    question={question}
                    themes={desk.themes}
                    onDone={done}
                    onClose={() => setOpen(null)}
                  />
                ) : (
                  <Line
                    question={question}
                    themes={desk.themes}
                    onOpen={() => setOpen(question.id)}
                    onChanged={() => void load()}
                  />
                )}
              </li>
            ))}
          </ul>
        </section>
      )}
      {desk !== null && <BuiltIn themes={desk.themes} />}
    </div>
  );
}

interface LineProps {
  readonly question: AuthoredQuestion;
  readonly themes: readonly BuiltInQuestion[];
  readonly onOpen: () => void;
  readonly onChanged: () => void;
}

function Line({ question, themes, onOpen, onChanged }: LineProps) {
  const studio = useStudio();
  const turn = async (asked: boolean) => {
    await studio.attempt(() => questionServer.save(question.id, question.revision, { ...question, asked }));
    onChanged();
  };
  return (
    <div class="question-line">
      <div class="question-words">
        <p class="studio-line-name" lang="nl">
          {question.nl || t("questions.unwritten")}
        </p>
        <p class="studio-line-marks">
          <Mark question={question} />
          <span class="quiet small">{themes.find(({ number }) => number === question.theme)?.why}</span>
        </p>
      </div>
      {question.published && (
        <Switch
          label={t("questions.asked")}
          checked={question.asked}
          onChange={(asked) => void turn(asked)}
        />
      )}
      <Button icon={PencilLine} label={t("questions.edit_label", { text: question.nl })} onClick={onOpen}>
        {t("questions.edit")}
      </Button>
    </div>
  );
}

function Mark({ question }: { readonly question: AuthoredQuestion }) {
  const [Icon, word] = !question.published
    ? ([PencilLine, "state.draft"] as const)
    : question.asked
      ? ([CirclePlay, "questions.on"] as const)
      : ([Moon, "questions.off"] as const);
  return (
    <span class={`badge ${question.published && question.asked ? "badge-running" : ""}`}>
      <Icon size={16} />
      <span>{t(word)}</span>
    </span>
  );
}

interface FilesProps {
  readonly empty: boolean;
  readonly onTaken: (words: string) => Promise<void>;
}

function Files({ empty, onTaken }: FilesProps) {
  const studio = useStudio();
  const take = async (file: File) => {
    const found = await studio.attempt(() => questionServer.take(file));
    if (found === undefined) return;
    await onTaken(plural(found.taken.length, "questions.taken_one", "questions.taken_other"));
  };
  const save = async () => {
    const text = await studio.attempt(questionServer.file);
    if (text !== undefined) saveAs("vragen.yaml", text, "application/yaml");
  };
  return (
    <>
      <FileButton
        kind="yaml"
        words={t("scenario.open")}
        label={t("questions.open_label")}
        onFile={(file) => void take(file)}
      />
      {!empty && (
        <Button icon={Download} onClick={() => void save()}>
          {t("scenario.save")}
        </Button>
      )}
    </>
  );
}

function BuiltIn({ themes }: { readonly themes: readonly BuiltInQuestion[] }) {
  return (
    <Fold words={t("questions.built_in")}>
      <p class="quiet small">{t("questions.built_in_how")}</p>
      <dl class="question-themes">
        {themes.map(({ number, why, ways }) => (
          <div key={number}>
            <dt>{why}</dt>
            {ways.map((way) => (
              <dd key={way}>{way}</dd>
            ))}
          </div>
        ))}
      </dl>
    </Fold>
  );
}
