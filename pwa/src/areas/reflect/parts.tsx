/** Small parts that several pages of Reflectie share. */

import { Button } from "../../ui/Button";
import { busy } from "./store";
import { t } from "./words";

interface SaveOrCancelProps {
  /** There is something to save. */
  readonly ready: boolean;
  readonly onCancel: () => void;
}

/** The two buttons below what one corrects. */
export function SaveOrCancel({ ready, onCancel }: SaveOrCancelProps) {
  return (
    <div class="button-row">
      <button type="submit" class="button button-primary" disabled={busy.value || !ready}>
        {t("save")}
      </button>
      <Button kind="plain" onClick={onCancel}>
        {t("cancel")}
      </Button>
    </div>
  );
}

/** It is being fetched. */
export function Fetching() {
  return (
    <p class="quiet" role="status">
      {t("loading")}
    </p>
  );
}
