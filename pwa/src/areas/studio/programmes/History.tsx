/** What was done to a programme, by whom and when; any version can be taken up again. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { moment } from "../../../i18n";
import { Button } from "../../../ui/Button";
import { filled } from "../content";
import { useStudio } from "../context";
import type { Editor } from "../editor";
import { differences } from "../merge";
import { listOf } from "../sayings";
import type { HistoryEntry } from "../server";
import { t } from "../words";
import { PART_NAME } from "./parts";
import { shortened } from "./shortened";

const SAID = {
  saved: "history.saved",
  published: "history.published",
  paused: "history.paused",
  resumed: "history.resumed",
  stopped: "history.stopped",
  copied: "history.copied",
} as const;

interface HistoryProps {
  readonly editor: Editor;
  readonly onClose: () => void;
}

/** A dialog with the list. */
export function History({ editor, onClose }: HistoryProps) {
  const studio = useStudio();
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  const { id } = editor.view.value.line;
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    void studio.attempt(() => studio.server.history(id)).then((found) => setEntries(shortened(found ?? [])));
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, [studio, id]);
  return (
    <dialog ref={dialog} class="dialog history" aria-labelledby={title} onClose={onClose}>
      <h2 id={title}>{t("history.title")}</h2>
      {entries === null && <p role="status">{t("loading")}</p>}
      {entries?.length === 0 && <p>{t("history.none")}</p>}
      <ol class="history-list">
        {entries?.map((entry, place) => (
          <Entry
            key={entry.revision}
            entry={entry}
            before={entries[place + 1]}
            newest={place === 0}
            restore={() => {
              editor.replace(filled(entry.programme, new Date()));
              onClose();
            }}
          />
        ))}
      </ol>
      <div class="button-row dialog-actions">
        <Button onClick={onClose}>{t("history.close")}</Button>
      </div>
    </dialog>
  );
}

interface EntryProps {
  readonly entry: HistoryEntry;
  readonly before: HistoryEntry | undefined;
  readonly newest: boolean;
  readonly restore: () => void;
}

function Entry({ entry, before, newest, restore }: EntryProps) {
  const today = new Date();
  const changed =
    before === undefined
      ? []
      : differences(filled(entry.programme, today), filled(before.programme, today), null);
  const parts = listOf(changed.map(({ part }) => t(PART_NAME[part]).toLowerCase()));
  return (
    <li class="history-entry">
      <div>
        <p>{t(SAID[entry.what], { name: entry.by.me ? t("history.you") : entry.by.name })}</p>
        <p class="quiet small">
          {moment(entry.at)}
          {parts !== "" && ` · ${t("history.changed", { parts })}`}
        </p>
      </div>
      {!newest && <Button onClick={restore}>{t("history.restore")}</Button>}
    </li>
  );
}
