/** Rows that lead on: what it is, a few words about it, and an arrow. */

import { ChevronRight, type LucideIcon } from "lucide-preact";
import { type ComponentChildren, isValidElement, toChildArray } from "preact";
import { Link } from "../app/router";

interface RowWords {
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly about: string;
  /** Language of the title, where it is another than that of the page. */
  readonly lang?: string;
}

/** The list they stand in; a key names a row among all that are in it. */
export function Rows({ children }: { readonly children: ComponentChildren }) {
  return (
    <ul class="ways">
      {toChildArray(children).map((row) => (
        <li key={isValidElement(row) ? row.key : null}>{row}</li>
      ))}
    </ul>
  );
}

/** To another page. */
export function RowLink({ to, ...words }: RowWords & { readonly to: string }) {
  return (
    <Link to={to} class="way">
      <Words {...words} />
      <ChevronRight size={20} />
    </Link>
  );
}

interface RowButtonProps extends RowWords {
  readonly disabled: boolean;
  readonly onClick: () => void;
}

/** To something that is made first. */
export function RowButton({ disabled, onClick, ...words }: RowButtonProps) {
  return (
    <button type="button" class="way" disabled={disabled} onClick={onClick}>
      <Words {...words} />
      <ChevronRight size={20} />
    </button>
  );
}

/** To nowhere: it only tells. */
export function RowText(words: RowWords) {
  return (
    <div class="way">
      <Words {...words} />
    </div>
  );
}

function Words({ icon: Icon, title, about, lang }: RowWords) {
  return (
    <>
      {Icon && <Icon size={24} />}
      <span class="row-words">
        <span class="row-title" lang={lang}>
          {title}
        </span>
        <span class="quiet small">{about}</span>
      </span>
    </>
  );
}
