/** One programme: its form, what it would do beside it, and what one can do with it. */

import "./programme.css";
import { useEffect, useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { useStudio } from "../context";
import { Editor } from "../editor";
import { Rules } from "../form/Rules";
import { What } from "../form/What";
import { When } from "../form/When";
import { Who, Why } from "../form/WhyAndWho";
import { Look } from "../look/Look";
import { t } from "../words";
import { Actions } from "./Actions";
import { OwnVersion } from "./OwnVersion";
import { SaveLine } from "./SaveLine";
import { StateBadge } from "./StateBadge";
import { ToDo } from "./ToDo";

/** The page; fetches the programme and follows it while it is open. */
export function ProgrammePage({ id }: { readonly id: string }) {
  const studio = useStudio();
  const [editor, setEditor] = useState<Editor | "loading" | "failed">("loading");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let made: Editor | null = null;
    let left = false;
    void studio.loadAudiences();
    void studio
      .attempt(() => studio.server.programme(id))
      .then((view) => {
        if (left) return;
        made = view === undefined ? null : new Editor(view, studio.server, localStorage, new Date());
        setEditor(made ?? "failed");
      });
    return () => {
      left = true;
      made?.close();
    };
  }, [studio, id, tries]);
  if (editor === "loading") return <p role="status">{t("loading")}</p>;
  if (editor === "failed") {
    return (
      <div role="alert" class="studio-failed">
        <h1 tabIndex={-1}>{t("title")}</h1>
        <p>{t("failed")}</p>
        <Button onClick={() => setTries(tries + 1)}>{t("again")}</Button>
      </div>
    );
  }
  return <Open editor={editor} />;
}

function Open({ editor }: { readonly editor: Editor }) {
  const studio = useStudio();
  const view = editor.view.value;
  const content = editor.content.value;
  const problems = editor.problems.value;
  useEffect(() => studio.follow(view.line), [studio, view.line]);
  const form = { content, problems, change: (fields: Partial<typeof content>) => editor.change(fields) };
  return (
    <article class="programme">
      <header class="programme-head">
        <div class="programme-title">
          <h1 tabIndex={-1}>{content.name || t("list.unnamed")}</h1>
          <StateBadge state={view.line.state} />
        </div>
        <SaveLine editor={editor} />
        <Actions editor={editor} />
      </header>
      <div class="programme-body">
        <div class="programme-form">
          {editor.state.value === "overtaken" && <OwnVersion editor={editor} />}
          {studio.note.value?.id === view.line.id && (
            <p class="form-said" role="status">
              {studio.note.value.words}
            </p>
          )}
          <ToDo problems={problems} />
          <form aria-label={t("form.label")} onSubmit={(event) => event.preventDefault()}>
            <Why {...form} />
            <Who {...form} />
            <When {...form} />
            <What {...form} />
            <Rules {...form} />
          </form>
        </div>
        <Look content={content} checked={editor.checked.value} />
      </div>
    </article>
  );
}
