/** A native modal dialog: focus stays inside, Escape closes, focus returns. */

import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import "./dialog.css";

interface DialogProps {
  readonly title: string;
  readonly class?: string;
  /** The buttons below. */
  readonly actions: ComponentChildren;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shown while it is mounted. */
export function Dialog({ title, actions, onClose, children, ...rest }: DialogProps) {
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
    <dialog
      ref={dialog}
      class={`dialog ${rest.class ?? ""}`}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={onClose}
    >
      <h2 id={`${id}-title`}>{title}</h2>
      <div id={`${id}-text`} class="dialog-text">
        {children}
      </div>
      <div class="button-row dialog-actions">{actions}</div>
    </dialog>
  );
}
