/** What was done to a scenario, by whom and when; any text can be taken up again. */

import "../programmes/changes.css";
import { useEffect, useState } from "preact/hooks";
import { moment } from "../../../i18n";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { useStudio } from "../context";
import { t } from "../words";
import type { Draft } from "./draft";
import { type ScenarioVersion, scenarioServer } from "./server";

const SAID = {
  saved: "history.saved",
  published: "history.published",
  withdrawn: "history.withdrawn",
  overtaken: "history.overtaken",
} as const;

interface DraftHistoryProps {
  readonly draft: Draft;
  readonly onClose: () => void;
}

/** A dialog with the list. */
export function DraftHistory({ draft, onClose }: DraftHistoryProps) {
  const studio = useStudio();
  const [entries, setEntries] = useState<readonly ScenarioVersion[] | null>(null);
  const { slug } = draft.view.value.line;
  useEffect(() => {
    void studio.attempt(() => scenarioServer.history(slug)).then((found) => setEntries(found ?? []));
  }, [studio, slug]);
  const now = draft.text.value;
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
        {entries?.map(({ what, by, at, text, revision }) => (
          <li key={`${revision} ${what} ${at}`} class="changes-entry">
            <div>
              <p>{t(SAID[what], { name: by.me ? t("history.you") : by.name })}</p>
              <p class="quiet small">{moment(at)}</p>
            </div>
            {text !== now && (
              <Button
                onClick={() => {
                  draft.change(text);
                  onClose();
                }}
              >
                {t("history.restore")}
              </Button>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
