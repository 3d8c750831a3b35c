/** What is asked before others notice something, or before something is gone. */

import type { Kind } from "../../ui/Button";
import { ConfirmDialog } from "../../ui/ConfirmDialog";
import { t } from "./words";

interface AskProps {
  readonly title: string;
  /** What happens then; one paragraph each. */
  readonly words: readonly string[];
  readonly confirm: string;
  readonly kind?: Kind;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** Shown while it is mounted. */
export function Ask({ words, ...rest }: AskProps) {
  return (
    <ConfirmDialog cancel={t("act.cancel")} {...rest}>
      {words.map((each) => (
        <p key={each}>{each}</p>
      ))}
    </ConfirmDialog>
  );
}
