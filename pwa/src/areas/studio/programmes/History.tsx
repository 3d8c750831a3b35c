/** What was done to a programme, with the parts that were changed; any version can be taken up again. */

import { useEffect, useState } from "preact/hooks";
import { Changes } from "../changes/Changes";
import { filled } from "../content";
import { useStudio } from "../context";
import type { Editor } from "../editor";
import { differences } from "../merge";
import { listOf } from "../sayings";
import type { HistoryEntry } from "../server";
import { t } from "../words";
import { PART_NAME } from "./parts";
import { shortened } from "./shortened";

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
  const changes = entries?.map((entry, place) => ({
    ...entry,
    parts: changedParts(entry, entries[place + 1]),
    restore: place === 0 ? null : () => editor.replace(filled(entry.programme, new Date())),
  }));
  return <Changes changes={changes ?? null} onClose={onClose} />;
}

/** The parts in which a version differs from the one before it, in words. */
function changedParts(entry: HistoryEntry, before: HistoryEntry | undefined): string {
  if (before === undefined) return "";
  const today = new Date();
  const found = differences(filled(entry.programme, today), filled(before.programme, today), null);
  return listOf(found.map(({ part }) => t(PART_NAME[part]).toLowerCase()));
}
