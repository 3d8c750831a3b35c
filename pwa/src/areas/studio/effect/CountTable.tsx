/** The same counts as numbers. */

import { share } from "../chart";
import type { EffectCounts } from "../server";
import { t } from "../words";
import { MEASURES } from "./measures";

interface CountTableProps {
  readonly head: string;
  readonly counts: readonly EffectCounts[];
  readonly name: (label: string) => string;
}

/** The table; a row of a group that is too small says so. */
export function CountTable({ head, counts, name }: CountTableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable with the keyboard.
    <section class="table-scroll" tabIndex={0} aria-label={head}>
      <table class="counts">
        <thead>
          <tr>
            <th scope="col">{head}</th>
            <th scope="col">{t("effect.people")}</th>
            <th scope="col">{t("effect.sent")}</th>
            {MEASURES.map(({ measure, label }) => (
              <th key={measure} scope="col">
                {t(label)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {counts.map((each) => (
            <tr key={each.label}>
              <th scope="row">{name(each.label)}</th>
              {each.sent === null ? (
                <td colSpan={2 + MEASURES.length} class="quiet">
                  {t("effect.hidden")}
                </td>
              ) : (
                <>
                  <td>{each.people}</td>
                  <td>{each.sent}</td>
                  {MEASURES.map(({ measure }) => (
                    <td key={measure}>
                      {each[measure]}
                      <span class="quiet small"> {percent(each[measure] ?? 0, each.sent ?? 0)}</span>
                    </td>
                  ))}
                </>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function percent(part: number, whole: number): string {
  const found = share(part, whole);
  return found === null ? "" : `${found} %`;
}
