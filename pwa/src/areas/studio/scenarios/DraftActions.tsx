/** What one can do with a scenario now: publish it; the rest behind one button. */

import { Download, History as HistoryIcon, Send, Trash, Undo2 } from "lucide-preact";
import { useState } from "preact/hooks";
import { Link, navigate } from "../../../app/router";
import { Button } from "../../../ui/Button";
import { Ask } from "../Ask";
import { useStudio } from "../context";
import { saveAs } from "../programmes/files";
import { MoreMenu } from "../programmes/MoreMenu";
import { plural, t } from "../words";
import { DraftHistory } from "./DraftHistory";
import type { Draft } from "./draft";
import { type ScenarioDraft, scenarioServer } from "./server";

type Open = "publish" | "withdraw" | "delete" | "history" | null;

interface DraftActionsProps {
  readonly draft: Draft;
  /** Nothing is wrong with the text as it is on the screen. */
  readonly right: boolean;
  /** So many things were wrong with it when it was last looked at. */
  readonly wrong: number;
}

/** The buttons. */
export function DraftActions({ draft, right, wrong }: DraftActionsProps) {
  const studio = useStudio();
  const [open, setOpen] = useState<Open>(null);
  const [done, setDone] = useState<"published" | "withdrawn" | null>(null);
  const view = draft.view.value;
  const { slug, state, changed } = view.line;
  const saved = view.revision !== null;
  const settled = draft.state.value === "saved" || draft.state.value === "saving";
  const act = async (
    work: (slug: string, revision: number) => Promise<ScenarioDraft>,
    after: "published" | "withdrawn",
  ) => {
    await draft.flush();
    const found = await studio.attempt(() => work(slug, draft.view.peek().revision ?? 0));
    if (found !== undefined) draft.accept(found);
    setDone(found === undefined ? null : after);
  };
  const remove = async () => {
    const gone = saved ? await studio.attempt(() => scenarioServer.remove(slug)) : true;
    if (gone === undefined) return;
    draft.discard();
    navigate("/studio/scenario");
  };
  const close = () => setOpen(null);
  const mayPublish = state === "published" ? changed || draft.state.value === "saving" : state !== "ready";
  return (
    <div class="programme-actions">
      <div class="button-row">
        {mayPublish && (
          <Button kind="primary" icon={Send} disabled={!right || !settled} onClick={() => setOpen("publish")}>
            {t(state === "published" ? "act.publish_changes" : "act.publish")}
          </Button>
        )}
        <MoreMenu
          items={[
            [
              true,
              Download,
              t("scenario.save"),
              () => saveAs(`${slug}.md`, draft.text.peek(), "text/markdown"),
            ],
            [saved, HistoryIcon, t("act.history"), () => setOpen("history")],
            [state === "published", Undo2, t("scenario.withdraw"), () => setOpen("withdraw")],
            [state === "draft", Trash, t("act.delete"), () => setOpen("delete")],
          ]}
        />
      </div>
      {wrong > 0 && (
        <p class="field-problem small">{plural(wrong, "scenario.wrong_one", "scenario.wrong_other")}</p>
      )}
      <p role="status" class="quiet small">
        {done !== null && `${t(done === "published" ? "scenario.published" : "scenario.withdrawn")} `}
        {done === "published" && (
          <Link to={`/oefenen/gesprek/${slug}`} class="scenario-practise">
            {t("scenario.practise")}
          </Link>
        )}
      </p>
      <Question
        open={open}
        replaces={view.replaces}
        onPublish={() => void act(scenarioServer.publish, "published")}
        onWithdraw={() => void act(scenarioServer.withdraw, "withdrawn")}
        onDelete={() => void remove()}
        onClose={close}
      />
      {open === "history" && <DraftHistory draft={draft} onClose={close} />}
    </div>
  );
}

interface QuestionProps {
  readonly open: Open;
  readonly replaces: boolean;
  readonly onPublish: () => void;
  readonly onWithdraw: () => void;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

/** What is asked first. */
function Question({ open, replaces, onPublish, onWithdraw, onDelete, onClose }: QuestionProps) {
  if (open === "publish") {
    return (
      <Ask
        title={t("scenario.publish_title")}
        words={[t("scenario.publish_text"), ...(replaces ? [t("scenario.publish_replaces")] : [])]}
        confirm={t("act.publish")}
        kind="primary"
        onConfirm={onPublish}
        onClose={onClose}
      />
    );
  }
  if (open === "withdraw") {
    return (
      <Ask
        title={t("scenario.withdraw_title")}
        words={[t(replaces ? "scenario.withdraw_replaces" : "scenario.withdraw_text")]}
        confirm={t("scenario.withdraw")}
        onConfirm={onWithdraw}
        onClose={onClose}
      />
    );
  }
  if (open !== "delete") return null;
  return (
    <Ask
      title={t("scenario.delete_title")}
      words={[t("scenario.delete_text")]}
      confirm={t("act.delete")}
      onConfirm={onDelete}
      onClose={onClose}
    />
  );
}
