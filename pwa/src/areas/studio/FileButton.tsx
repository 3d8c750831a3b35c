/** A file from the person's own disk; the native control, under a button that looks like the others. */

import { FolderOpen } from "lucide-preact";
import { useId } from "preact/hooks";

/** Kinds of file that the studio reads, as the dialog of the system wants them. */
const ACCEPT = {
  yaml: ".yaml,.yml,application/yaml",
  markdown: ".md,text/markdown",
} as const;

interface FileButtonProps {
  readonly kind: keyof typeof ACCEPT;
  readonly words: string;
  /** What is said of it; what it opens is not on the button. */
  readonly label: string;
  readonly onFile: (file: File) => void;
}

/** The button; the same file can be chosen again. */
export function FileButton({ kind, words, label, onFile }: FileButtonProps) {
  const id = useId();
  return (
    <label class="button button-outline file-choice" for={id}>
      <FolderOpen size={20} />
      <span>{words}</span>
      <input
        id={id}
        type="file"
        class="sr-only"
        accept={ACCEPT[kind]}
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = "";
          if (file) onFile(file);
        }}
      />
    </label>
  );
}
