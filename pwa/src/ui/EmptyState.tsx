/** What one can do here, with one button. */

import type { LucideIcon } from "lucide-preact";
import type { ComponentChildren } from "preact";
import "./empty.css";

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action: ComponentChildren;
}

/** A calm page: a title, one or two sentences, one action. */
export function EmptyState({ icon: Icon, title, children, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon size={44} strokeWidth={1.5} />
      </span>
      <h1 tabIndex={-1}>{title}</h1>
      {children}
      <div class="empty-action">{action}</div>
    </div>
  );
}
