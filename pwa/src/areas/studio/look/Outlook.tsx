/** How much this is for its people, together with everything that runs. Numbers only with their group. */

import { locale } from "../../../i18n";
import type { Outlook as Told } from "../server";
import { t } from "../words";

function number(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}

/** The part. */
export function Outlook({ outlook }: { readonly outlook: Told }) {
  const { people, capped, cap_day: day, cap_week: week } = outlook;
  return (
    <section class="look-part" aria-labelledby="outlook-title">
      <h2 id="outlook-title">{t("outlook.title")}</h2>
      <ul class="plain-facts">
        <li>{people === null ? t("outlook.few") : t("outlook.people", { people })}</li>
        <li>{t("outlook.each", { count: number(outlook.each_week) })}</li>
        <li>{t("outlook.together", { count: number(outlook.each_week_together) })}</li>
        <li>
          {capped === 0 && t("outlook.capped_none", { day, week })}
          {capped === null && t("outlook.capped_hidden", { day, week })}
          {capped !== null && capped > 0 && t("outlook.capped", { count: capped, day, week })}
        </li>
      </ul>
    </section>
  );
}
