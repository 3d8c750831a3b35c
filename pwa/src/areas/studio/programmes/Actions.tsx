/** What one can do with a programme now; what cannot be done is not there. */

import {
  ChartColumn,
  Copy,
  Download,
  History as HistoryIcon,
  Pause,
  Play,
  Send,
  Smartphone,
  Square,
  Trash2,
} from "lucide-preact";
import { useState } from "preact/hooks";
import { navigate } from "../../../app/router";
import { Button } from "../../../ui/Button";
import { Ask } from "../Ask";
import { useStudio } from "../context";
import type { Editor } from "../editor";
import { wallWords } from "../sayings";
import type { ProgrammeView } from "../server";
import { t } from "../words";
import { saveAs } from "./files";
import { History } from "./History";
import { type MoreItem, MoreMenu } from "./MoreMenu";

type Open = "publish" | "stop" | "delete" | "history" | null;

/** The buttons. */
export function Actions({ editor }: { readonly editor: Editor }) {
  const studio = useStudio();
  const [open, setOpen] = useState<Open>(null);
  const [told, setTold] = useState("");
  const { line } = editor.view.value;
  const settled = editor.state.value === "saved" || editor.state.value === "saving";
  const ready = settled && editor.problems.value.length === 0 && line.revision !== null;
  const act = async (work: () => Promise<ProgrammeView>, words = "") => {
    await editor.flush();
    const view = await studio.attempt(work);
    if (view !== undefined) editor.accept(view);
    setTold(view === undefined ? "" : words);
  };
  const tryOut = async () => {
    await editor.flush();
    const sent = await studio.attempt(() => studio.server.tryOut(line.id));
    setTold(sent === undefined ? "" : t("act.tried"));
  };
  const publish = () =>
    act(() => studio.server.publish(line.id, editor.view.value.line.revision ?? 0), t("act.published"));
  return (
    <div class="programme-actions">
      <div class="button-row">
        {line.changed && (
          <Button kind="primary" icon={Send} disabled={!ready} onClick={() => setOpen("publish")}>
            {t(line.state === "draft" ? "act.publish" : "act.publish_changes")}
          </Button>
        )}
        {line.state === "running" && (
          <Button icon={Pause} onClick={() => void act(() => studio.server.pause(line.id))}>
            {t("act.pause")}
          </Button>
        )}
        {line.state === "paused" && (
          <Button icon={Play} onClick={() => void act(() => studio.server.resume(line.id))}>
            {t("act.resume")}
          </Button>
        )}
        <Button icon={Smartphone} disabled={!ready} onClick={() => void tryOut()}>
          {t("act.try")}
        </Button>
        <More editor={editor} open={setOpen} />
      </div>
      <p role="status" class="quiet small">
        {told}
      </p>
      {open === "publish" && (
        <Publish editor={editor} onConfirm={() => void publish()} onClose={() => setOpen(null)} />
      )}
      {open === "stop" && (
        <Ask
          title={t("stop.title")}
          words={[t("stop.text")]}
          confirm={t("act.stop")}
          onConfirm={() => void act(() => studio.server.stop(line.id))}
          onClose={() => setOpen(null)}
        />
      )}
      {open === "delete" && <Delete editor={editor} onClose={() => setOpen(null)} />}
      {open === "history" && <History editor={editor} onClose={() => setOpen(null)} />}
    </div>
  );
}

interface MoreProps {
  readonly editor: Editor;
  readonly open: (what: Open) => void;
}

/** What one needs less often, behind one button. */
function More({ editor, open }: MoreProps) {
  const studio = useStudio();
  const { line } = editor.view.value;
  const saved = line.revision !== null;
  const complete = saved && editor.problems.value.length === 0;
  const copy = async () => {
    await editor.flush();
    const made = await studio.attempt(() => studio.server.copy(line.id));
    if (made !== undefined) navigate(`/studio/programma/${encodeURIComponent(made.line.id)}`);
  };
  const file = async () => {
    await editor.flush();
    const text = await studio.attempt(() => studio.server.file(line.id));
    if (text !== undefined) saveAs(`${line.id}.yaml`, text, "application/yaml");
  };
  const runs = line.state === "running" || line.state === "paused";
  const items: readonly MoreItem[] = [
    [saved, HistoryIcon, t("act.history"), () => open("history")],
    [
      saved && line.state !== "draft",
      ChartColumn,
      t("act.effect"),
      () => navigate(`/studio/effect/${line.id}`),
    ],
    [saved, Copy, t("act.copy"), () => void copy()],
    [complete, Download, t("act.file"), () => void file()],
    [runs, Square, t("act.stop"), () => open("stop")],
    [line.state === "draft", Trash2, t("act.delete"), () => open("delete")],
  ];
  return <MoreMenu items={items} />;
}

interface DialogProps {
  readonly editor: Editor;
  readonly onClose: () => void;
}

/** Says when it begins and for how many, before anybody gets anything. */
function Publish({ editor, onConfirm, onClose }: DialogProps & { readonly onConfirm: () => void }) {
  const checked = editor.checked.value;
  const [first] = checked?.occurrences ?? [];
  const people = checked?.outlook?.people ?? null;
  return (
    <Ask
      title={t("publish.title")}
      words={[
        first === undefined ? t("publish.none") : t("publish.first", { first: wallWords(first.wall) }),
        people === null ? t("publish.few") : t("publish.people", { people }),
      ]}
      confirm={t("act.publish")}
      kind="primary"
      onConfirm={onConfirm}
      onClose={onClose}
    />
  );
}

function Delete({ editor, onClose }: DialogProps) {
  const studio = useStudio();
  const remove = async () => {
    const { id } = editor.view.value.line;
    const gone = await studio.attempt(() => studio.server.remove(id));
    if (gone === undefined) return;
    editor.discard();
    await studio.loadProgrammes();
    navigate("/studio");
  };
  return (
    <Ask
      title={t("delete.title")}
      words={[t("delete.text")]}
      confirm={t("act.delete")}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
