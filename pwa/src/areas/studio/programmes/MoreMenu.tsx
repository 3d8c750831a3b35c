/** What one needs less often, behind one button. */

import { Ellipsis, type LucideIcon } from "lucide-preact";
import { t } from "../words";

/** Whether it can be done now, and how it looks. */
export type MoreItem = readonly [shown: boolean, icon: LucideIcon, words: string, onClick: () => void];

/** The button and its list. */
export function MoreMenu({ items }: { readonly items: readonly MoreItem[] }) {
  return (
    <details
      class="more"
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.currentTarget.open = false;
        event.currentTarget.querySelector("summary")?.focus();
      }}
    >
      <summary class="button button-outline">
        <Ellipsis size={20} />
        <span>{t("act.more")}</span>
      </summary>
      <ul class="more-list">
        {items
          .filter(([shown]) => shown)
          .map(([, Icon, words, onClick]) => (
            <li key={words}>
              <button
                type="button"
                class="more-item"
                onClick={(event) => {
                  event.currentTarget.closest("details")?.removeAttribute("open");
                  onClick();
                }}
              >
                <Icon size={20} />
                <span>{words}</span>
              </button>
            </li>
          ))}
      </ul>
    </details>
  );
}
