/** One scenario: its text, what is wrong with it line by line, and a trial talk that shows how the state moves. */

import "../programmes/programme.css";
import "./scenarios.css";
import { useEffect, useId, useRef, useState } from "preact/hooks";
import { ApiError } from "../../../net/http";
import { Missing } from "../../../screens/Missing";
import { Back } from "../../../ui/Back";
import { useStudio } from "../context";
import { SaveWords } from "../programmes/SaveLine";
import { t } from "../words";
import { DraftActions } from "./DraftActions";
import { Draft } from "./draft";
import { keptText } from "./kept";
import { ScenarioMarks } from "./marks";
import { Overtaken } from "./Overtaken";
import { Problems } from "./Problems";
import { type ScenarioDraft, type ScenarioTried, scenarioServer } from "./server";
import { Trial } from "./Trial";

const CHECK_AFTER_MS = 500;

/** What a scenario is before anybody saved it. */
function blank(slug: string): ScenarioDraft {
  const line = { slug, title: slug, language: "nl", state: "draft", changed: false } as const;
  return { line: { ...line, changed_by: null, changed_at: null }, text: "", revision: null, replaces: false };
}

/** The room. */
export function DraftPage({ slug }: { readonly slug: string }) {
  const studio = useStudio();
  const [draft, setDraft] = useState<Draft | "missing" | null>(null);
  useEffect(() => {
    let made: Draft | null = null;
    let left = false;
    const begin = (view: ScenarioDraft) => {
      if (left) return;
      made = new Draft(view, scenarioServer, localStorage);
      setDraft(made);
    };
    scenarioServer.draft(slug).then(begin, (error) => {
      const unknown = error instanceof ApiError && error.code === "scenario_unknown";
      if (unknown && keptText(localStorage, slug) !== null) begin(blank(slug));
      else if (unknown) setDraft("missing");
      else void studio.attempt(() => Promise.reject(error));
    });
    return () => {
      left = true;
      made?.close();
    };
  }, [studio, slug]);
  if (draft === "missing") return <Missing />;
  return (
    <div class="studio-page scenario">
      <Back to="/studio/scenario">{t("scenario.back")}</Back>
      {draft === null ? <p role="status">{t("loading")}</p> : <Desk draft={draft} />}
    </div>
  );
}

function Desk({ draft }: { readonly draft: Draft }) {
  const studio = useStudio();
  const field = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const view = draft.view.value;
  const text = draft.text.value;
  const { slug } = view.line;
  const [sentences, setSentences] = useState<readonly string[]>([]);
  const [level, setLevel] = useState<1 | 2 | 3>(2);
  const [tried, setTried] = useState<(ScenarioTried & { readonly of: string }) | null>(null);
  useEffect(() => {
    let left = false;
    const timer = setTimeout(() => {
      void studio
        .attempt(() => scenarioServer.tryOut(slug, text, level, sentences))
        .then((found) => {
          if (!left && found !== undefined) setTried({ ...found, of: text });
        });
    }, CHECK_AFTER_MS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [studio, slug, text, level, sentences]);
  const right = tried !== null && tried.of === text && tried.problems.length === 0;
  return (
    <>
      <header class="programme-head">
        <div class="programme-title">
          <h1 tabIndex={-1}>{view.line.title}</h1>
          <ScenarioMarks line={view.line} />
        </div>
        <SaveLineOf draft={draft} />
        <DraftActions draft={draft} right={right} wrong={tried?.problems.length ?? 0} />
      </header>
      {draft.state.value === "overtaken" && <Overtaken draft={draft} />}
      <div class="scenario-desk">
        <section class="scenario-file-side">
          <label for={field}>{t("scenario.text")}</label>
          <textarea
            ref={area}
            id={field}
            class="input scenario-text"
            rows={24}
            spellcheck={false}
            value={text}
            onInput={(event) => draft.change(event.currentTarget.value)}
          />
        </section>
        <div class="scenario-beside">
          {tried !== null && <Problems tried={tried} onLine={(line) => goTo(area.current, line)} />}
          {tried?.problems.length === 0 && (
            <Trial
              slug={slug}
              text={text}
              tried={tried}
              level={level}
              onLevel={setLevel}
              sentences={sentences}
              onSentences={setSentences}
            />
          )}
        </div>
      </div>
    </>
  );
}

function SaveLineOf({ draft }: { readonly draft: Draft }) {
  const { revision, line } = draft.view.value;
  const state = draft.state.value;
  if (revision === null && state === "saved") return <p class="quiet small">{t("scenario.untouched")}</p>;
  const pending = state === "saved" && line.changed && t("scenario.pending");
  return <SaveWords state={state} trouble={draft.trouble.value} pending={pending} />;
}

/** Put the cursor on a line, counted from 1, and show it with what stands before it. */
function goTo(area: HTMLTextAreaElement | null, line: number): void {
  if (area === null) return;
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
  area.scrollTop = (area.scrollHeight * Math.max(0, line - 4)) / lines.length;
}
