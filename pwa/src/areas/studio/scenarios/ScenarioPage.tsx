/** A scenario: its file, what is wrong with it line by line, and a trial talk that shows how the state moves. */

import "./scenarios.css";
import { Download, FolderOpen } from "lucide-preact";
import { useEffect, useId, useState } from "preact/hooks";
import { navigate } from "../../../app/router";
import { Button } from "../../../ui/Button";
import { useStudio } from "../context";
import { Pick } from "../form/Field";
import { saveAs } from "../programmes/files";
import type { ScenarioLine, ScenarioTried } from "../server";
import { plural, t } from "../words";
import { keepText, keptText, slugOf } from "./kept";
import { Trial } from "./Trial";

const CHECK_AFTER_MS = 500;
const NEW = "nieuw-scenario";

/** The room. */
export function ScenarioPage({ slug }: { readonly slug: string | null }) {
  const studio = useStudio();
  const [known, setKnown] = useState<readonly ScenarioLine[]>([]);
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    void studio.attempt(studio.server.scenarios).then((found) => setKnown(found ?? []));
  }, [studio]);
  useEffect(() => {
    if (slug === null) return;
    const before = keptText(slug);
    if (before !== null) setText(before);
    else void studio.attempt(() => studio.server.scenarioFile(slug)).then((found) => setText(found ?? null));
  }, [studio, slug]);
  const openFile = async (file: File) => {
    const name = slugOf(file.name) || NEW;
    keepText(name, await file.text());
    if (name === slug) setText(keptText(name));
    else navigate(`/studio/scenario/${name}`);
  };
  return (
    <div class="studio-page scenario">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("scenario.title")}</h1>
        <p class="quiet">{t("scenario.intro")}</p>
      </header>
      <div class="form-row">
        <Pick
          label={t("scenario.which")}
          value={slug ?? ""}
          options={[
            { value: "", label: t("scenario.none") },
            ...(slug === null || known.some((each) => each.slug === slug)
              ? []
              : [{ value: slug, label: slug }]),
            ...known.map((each) => ({ value: each.slug, label: `${each.title} (${each.language})` })),
          ]}
          onChange={(next) => navigate(next === "" ? "/studio/scenario" : `/studio/scenario/${next}`)}
        />
        <FileOpener onFile={(file) => void openFile(file)} />
      </div>
      {slug !== null && text !== null && (
        <Desk
          slug={slug}
          text={text}
          onText={(next) => {
            keepText(slug, next);
            setText(next);
          }}
        />
      )}
    </div>
  );
}

function FileOpener({ onFile }: { readonly onFile: (file: File) => void }) {
  const id = useId();
  return (
    <div class="button-row scenario-file">
      <label class="button button-outline file-choice" for={id}>
        <FolderOpen size={20} />
        <span>{t("scenario.open")}</span>
        <input
          id={id}
          type="file"
          class="sr-only"
          accept=".md,text/markdown"
          aria-label={t("scenario.open_label")}
          onChange={(event) => {
            const file = event.currentTarget.files?.[0];
            event.currentTarget.value = "";
            if (file) onFile(file);
          }}
        />
      </label>
    </div>
  );
}

interface DeskProps {
  readonly slug: string;
  readonly text: string;
  readonly onText: (text: string) => void;
}

function Desk({ slug, text, onText }: DeskProps) {
  const studio = useStudio();
  const id = useId();
  const [sentences, setSentences] = useState<readonly string[]>([]);
  const [level, setLevel] = useState<1 | 2 | 3>(2);
  const [tried, setTried] = useState<ScenarioTried | null>(null);
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      void studio
        .attempt(() => studio.server.tryScenario(slug, text, level, sentences))
        .then((found) => {
          if (!left && found !== undefined) setTried(found);
        });
    }, CHECK_AFTER_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [studio, slug, text, level, sentences]);
  return (
    <div class="scenario-desk">
      <section class="scenario-file-side">
        <div class="field-head">
          <label for={id}>{t("scenario.text")}</label>
          <Button icon={Download} onClick={() => saveAs(`${slug}.md`, text, "text/markdown")}>
            {t("scenario.save")}
          </Button>
        </div>
        <textarea
          id={id}
          class="input scenario-text"
          rows={24}
          spellcheck={false}
          value={text}
          onInput={(event) => onText(event.currentTarget.value)}
        />
        <p class="quiet small">{t("scenario.kept")}</p>
        {tried !== null && <Problems problems={tried.problems} />}
      </section>
      <Trial
        tried={tried}
        level={level}
        onLevel={setLevel}
        sentences={sentences}
        onSentences={setSentences}
      />
    </div>
  );
}

function Problems({ problems }: { readonly problems: ScenarioTried["problems"] }) {
  if (problems.length === 0) return <p role="status">{t("scenario.right")}</p>;
  return (
    <section class="todo" role="status">
      <h2>{plural(problems.length, "scenario.wrong_one", "scenario.wrong_other")}</h2>
      <ul>
        {problems.map(({ line, message }) => (
          <li key={`${line} ${message}`}>
            <strong>{t("scenario.line", { line })}: </strong>
            {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
