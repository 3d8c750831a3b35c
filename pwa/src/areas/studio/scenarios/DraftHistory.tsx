/** What was done to a scenario; any text can be taken up again. */

import { useEffect, useState } from "preact/hooks";
import { Changes } from "../changes/Changes";
import { useStudio } from "../context";
import type { Draft } from "./draft";
import { type ScenarioVersion, scenarioServer } from "./server";

interface DraftHistoryProps {
  readonly draft: Draft;
  readonly onClose: () => void;
}

/** A dialog with the list. */
export function DraftHistory({ draft, onClose }: DraftHistoryProps) {
  const studio = useStudio();
  const [versions, setVersions] = useState<readonly ScenarioVersion[] | null>(null);
  const { slug } = draft.view.value.line;
  useEffect(() => {
    void studio.attempt(() => scenarioServer.history(slug)).then((found) => setVersions(found ?? []));
  }, [studio, slug]);
  const now = draft.text.value;
  const changes = versions?.map(({ text, ...done }) => ({
    ...done,
    parts: "",
    restore: text === now ? null : () => draft.change(text),
  }));
  return <Changes changes={changes ?? null} onClose={onClose} />;
}
