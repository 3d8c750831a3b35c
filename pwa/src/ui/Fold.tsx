/** What one needs less often, behind one line. */

import type { ComponentChildren } from "preact";

interface FoldProps {
  readonly words: string;
  readonly children: ComponentChildren;
}

/** Closed until somebody opens it. */
export function Fold({ words, children }: FoldProps) {
  return (
    <details class="fold">
      <summary>{words}</summary>
      <div class="fold-body">{children}</div>
    </details>
  );
}
