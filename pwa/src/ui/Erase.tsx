/** The bin: asks first, because what is erased does not come back. */

import { Trash2 } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import { t } from "../i18n";
import { Button, IconButton, type Kind } from "./Button";
import { ConfirmDialog } from "./ConfirmDialog";

interface EraseProps {
  /** What is erased, in words: the name of the bin, or the words of the button. */
  readonly label: string;
  /** A button with these words instead of a bin alone. */
  readonly words?: boolean;
  readonly kind?: Kind;
  readonly title: string;
  /** What the button of the question says. */
  readonly confirm?: string;
  readonly disabled?: boolean;
  readonly onErase: () => void;
  /** What goes away with it. */
  readonly children: ComponentChildren;
}

/** The bin and its question. */
export function Erase({ label, words = false, kind = "plain", title, ...rest }: EraseProps) {
  const { confirm = t("erase.confirm"), disabled = false, onErase, children } = rest;
  const [asked, setAsked] = useState(false);
  const ask = () => setAsked(true);
  return (
    <>
      {words ? (
        <Button kind={kind} icon={Trash2} disabled={disabled} onClick={ask}>
          {label}
        </Button>
      ) : (
        <IconButton kind={kind} icon={Trash2} label={label} onClick={ask} />
      )}
      {asked && (
        <ConfirmDialog title={title} confirm={confirm} onConfirm={onErase} onClose={() => setAsked(false)}>
          {children}
        </ConfirmDialog>
      )}
    </>
  );
}
