/** The next times as a calendar, and as a list for who prefers that. */

import { Fold } from "../../../ui/Fold";
import { beyond, type CalendarDay, type CalendarMonth, monthsOf } from "../calendar";
import type { Trigger } from "../content";
import { WEEKDAYS } from "../recurrence";
import { listOf, monthWords, wallWords, weekdayName } from "../sayings";
import type { Checked } from "../server";
import { plural, t } from "../words";

interface NextTimesProps {
  readonly trigger: Trigger["kind"];
  readonly checked: Checked | null;
}

/** The part. */
export function NextTimes({ trigger, checked }: NextTimesProps) {
  const walls = (checked?.occurrences ?? []).map(({ wall }) => wall);
  const later = beyond(walls);
  const right = checked !== null && checked.problems.length === 0;
  return (
    <section class="look-part" aria-labelledby="next-title">
      <h2 id="next-title">{plural(Math.max(1, walls.length), "next.title_one", "next.title_other")}</h2>
      {walls.length === 0 && <p class="quiet">{t(right ? "next.none" : "next.wait")}</p>}
      {walls.length > 0 && (trigger === "event" || trigger === "spaced") && (
        <p class="quiet small">{t("next.example")}</p>
      )}
      {monthsOf(walls).map((month) => (
        <Month key={month.month} month={month} />
      ))}
      {later > 0 && <p class="quiet small">{plural(later, "next.beyond_one", "next.beyond_other")}</p>}
      {walls.length > 0 && (
        <Fold words={t("next.list")}>
          <ol class="next-list">
            {walls.map((wall) => (
              <li key={wall}>{wallWords(wall)}</li>
            ))}
          </ol>
        </Fold>
      )}
    </section>
  );
}

function Month({ month }: { readonly month: CalendarMonth }) {
  return (
    <table class="month">
      <caption>{monthWords(month.month)}</caption>
      <thead>
        <tr>
          {WEEKDAYS.map((day) => (
            <th key={day} scope="col" abbr={weekdayName(day)}>
              {weekdayName(day, "short")}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week, place) => (
          <tr key={place}>
            {week.map((day, column) => (
              <td key={column} class={day && day.times.length > 0 ? "month-comes" : undefined}>
                {day && <Day day={day} />}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Day({ day }: { readonly day: CalendarDay }) {
  if (day.times.length === 0) return <>{day.number}</>;
  return (
    <>
      <strong>{day.number}</strong>
      <span class="sr-only">: {t("next.comes", { times: listOf(day.times) })}</span>
    </>
  );
}
