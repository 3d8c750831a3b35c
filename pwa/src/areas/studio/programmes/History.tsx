/** What was done to a programme, by whom and when; any version can be taken up again. */

import "./changes.css";
import { useEffect, useState } from "preact/hooks";
import { moment } from "../../../i18n";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
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
  const [entries, setEntries] = useState<readonly HistoryEntry[] | null>(null);
  const { id } = editor.view.value.line;
  useEffect(() => {
    void studio.attempt(() => studio.server.history(id)).then((found) => setEntries(shortened(found ?? [])));
  }, [studio, id]);
  return (
    <Dialog
      title={t("history.title")}
      class="changes"
      actions={<Button onClick={onClose}>{t("history.close")}</Button>}
      onClose={onClose}
    >
      {entries === null && <p role="status">{t("loading")}</p>}
      {entries?.length === 0 && <p>{t("history.none")}</p>}
      <ol class="changes-list">
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
    </Dialog>
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
    <li class="changes-entry">
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
