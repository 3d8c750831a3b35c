/** What one practised before: open it again, or erase it for good. */

import { useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { day } from "../../i18n";
import { Erase } from "../../ui/Erase";
import { Fold } from "../../ui/Fold";
import { RowLink } from "../../ui/Row";
import { useWork } from "./loading";
import { t } from "./words";

/** One thing that was practised. */
export interface Practised {
  readonly id: string;
  readonly to: string;
  readonly title: string;
  readonly about: string;
  /** ISO instant. */
  readonly at: string;
  /** Language of the title, where it is another than that of the page. */
  readonly lang?: string;
}

interface EarlierProps {
  readonly title: string;
  readonly rows: readonly Practised[];
  /** What goes along with one, in words. */
  readonly also?: string;
  readonly erase: (id: string) => Promise<unknown>;
  /** It is gone: fetch the list anew. */
  readonly onErased: () => void;
}

/** The list, folded; nothing where there is nothing. */
export function Earlier({ title, rows, also, erase, onErased }: EarlierProps) {
  const { tools } = useApp();
  const { do: work } = useWork();
  const list = useRef<HTMLDivElement>(null);
  if (rows.length === 0) return null;
  const gone = (id: string) =>
    work(async () => {
      await erase(id);
      tools.notices.tell("erased");
      // Its row goes away with the bin that had the focus: reading goes on at the list, or above it.
      const { current } = list;
      const last = rows.length === 1 ? current?.closest(".page")?.querySelector("h1") : null;
      (last ?? current?.querySelector("summary"))?.focus();
      onErased();
    });
  return (
    <div ref={list}>
      <Fold words={`${title} (${rows.length})`}>
        <ul class="ways">
          {rows.map((row) => (
            <li key={row.id} class="earlier">
              <RowLink
                to={row.to}
                title={row.title}
                about={`${day(row.at)} · ${row.about}`}
                {...(row.lang === undefined ? {} : { lang: row.lang })}
              />
              <Erase
                label={t("earlier.erase", { title: row.title, day: day(row.at) })}
                title={t("earlier.erase_title")}
                onErase={() => void gone(row.id)}
              >
                <p>{row.title}</p>
                {also !== undefined && <p>{also}</p>}
                <p>{t("earlier.for_good")}</p>
              </Erase>
            </li>
          ))}
        </ul>
      </Fold>
    </div>
  );
}
