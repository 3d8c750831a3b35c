/** A question before something that others notice. A native modal dialog: focus stays inside, Escape closes. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Button, type Kind } from "../../../ui/Button";
import { t } from "../words";

interface AskProps {
  readonly title: string;
  readonly confirm: string;
  readonly kind: Kind;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shown while it is mounted. */
export function Ask({ title, confirm, kind, onConfirm, onClose, children }: AskProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element?.showModal();
    return () => {
      element?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog ref={dialog} class="dialog" aria-labelledby={id} onClose={onClose}>
      <h2 id={id}>{title}</h2>
      {children}
      <div class="button-row dialog-actions">
        <Button kind="plain" onClick={onClose}>
          {t("act.cancel")}
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
      </div>
    </dialog>
  );
}
