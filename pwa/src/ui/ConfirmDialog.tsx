/** A question that must be answered before something that cannot be undone, or that others notice. */

import type { ComponentChildren } from "preact";
import { t } from "../i18n";
import { Button, type Kind } from "./Button";
import { Dialog } from "./Dialog";

interface ConfirmDialogProps {
  readonly title: string;
  readonly confirm: string;
  /** What the other button says; "keep" where something would be erased. */
  readonly cancel?: string;
  readonly kind?: Kind;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shown while it is mounted. */
export function ConfirmDialog({ title, confirm, kind = "wrong", ...rest }: ConfirmDialogProps) {
  const { cancel = t("dialog.cancel"), onConfirm, onClose, children } = rest;
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button kind="plain" onClick={onClose}>
            {cancel}
          </Button>
          <Button
            kind={kind}
            onClick={() => {
              onConfirm();
              onClose();
            }}
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
