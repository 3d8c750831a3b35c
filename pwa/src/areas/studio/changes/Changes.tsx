/** What was done to something of the studio, by whom and when; what stood there can be taken up again. */

import "./changes.css";
import { moment } from "../../../i18n";
import { Button } from "../../../ui/Button";
import { Dialog } from "../../../ui/Dialog";
import { t } from "../words";

const SAID = {
  saved: "history.saved",
  published: "history.published",
  withdrawn: "history.withdrawn",
  overtaken: "history.overtaken",
  paused: "history.paused",
  resumed: "history.resumed",
  stopped: "history.stopped",
  copied: "history.copied",
} as const;

/** One thing that was done. */
export interface Change {
  readonly revision: number;
  readonly what: keyof typeof SAID;
  readonly by: { readonly name: string; readonly me: boolean };
  readonly at: string;
  /** What was changed, in words; empty where that is not told. */
  readonly parts: string;
  /** Take it up again; null where it is what stands there now. */
  readonly restore: (() => void) | null;
}

interface ChangesProps {
  /** Newest first; null while they are fetched. */
  readonly changes: readonly Change[] | null;
  readonly onClose: () => void;
}

/** A dialog with the list. */
export function Changes({ changes, onClose }: ChangesProps) {
  return (
    <Dialog
      title={t("history.title")}
      class="changes"
      actions={<Button onClick={onClose}>{t("history.close")}</Button>}
      onClose={onClose}
    >
      {changes === null && <p role="status">{t("loading")}</p>}
      {changes?.length === 0 && <p>{t("history.none")}</p>}
      <ol class="changes-list">
        {changes?.map(({ revision, what, by, at, parts, restore }) => (
          <li key={`${revision} ${what} ${at}`} class="changes-entry">
            <div>
              <p>{t(SAID[what], { name: by.me ? t("history.you") : by.name })}</p>
              <p class="quiet small">
                {moment(at)}
                {parts !== "" && ` · ${t("history.changed", { parts })}`}
              </p>
            </div>
            {restore !== null && (
              <Button
                onClick={() => {
                  restore();
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
