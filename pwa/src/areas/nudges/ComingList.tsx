/** What comes: nudges that are planned, and the events that they can be timed by. */

import { Bell, CalendarClock, CircleQuestionMark, X } from "lucide-preact";
import { Link } from "../../app/router";
import { IconButton } from "../../ui/Button";
import { useDesk } from "./context";
import type { Coming, Event } from "./server";
import { events, nudges } from "./store";
import { dayOf, when } from "./times";
import { t } from "./words";

type Row =
  | { readonly at: string; readonly nudge: Coming; readonly event?: undefined }
  | { readonly at: string; readonly event: Event; readonly nudge?: undefined };

/** Nudges and events in the order in which they come. */
export function rowsOf(coming: readonly Coming[], expected: readonly Event[]): Row[] {
  const rows: Row[] = [
    ...coming.map((nudge) => ({ at: nudge.at, nudge })),
    ...expected.map((event) => ({ at: event.start, event })),
  ];
  return rows.sort((one, other) => Date.parse(one.at) - Date.parse(other.at));
}

/** The list. */
export function ComingList() {
  if (nudges.value === null) return null;
  const rows = rowsOf(nudges.value.coming, events.value?.events ?? []);
  return (
    <section aria-labelledby="nudges-coming">
      <h2 id="nudges-coming">{t("coming.title")}</h2>
      {rows.length === 0 && <p class="quiet">{t("coming.none")}</p>}
      <ul class="row-list">
        {rows.map((row) =>
          row.nudge ? (
            <NudgeRow key={`n ${row.nudge.programme.id} ${row.at}`} nudge={row.nudge} />
          ) : (
            <EventRow key={`e ${row.event.id}`} event={row.event} />
          ),
        )}
      </ul>
    </section>
  );
}

function NudgeRow({ nudge }: { readonly nudge: Coming }) {
  return (
    <li class="row">
      <Bell size={20} aria-label={t("coming.nudge")} />
      <div class="row-words">
        <span class="row-title">{nudge.programme.name}</span>
        <span class="quiet small">
          {when(nudge.at)}
          {nudge.event !== "" && ` · ${t("coming.for", { event: nudge.event })}`}
        </span>
        {nudge.deferred && nudge.why !== "" && (
          <span class="small">{t("coming.deferred", { why: nudge.why })}</span>
        )}
      </div>
      {nudge.id !== null && (
        <Link
          to={`/seintjes/${nudge.id}/waarom`}
          class="button button-icon button-plain"
          label={`${t("why.title_planned")} ${nudge.programme.name}`}
        >
          <CircleQuestionMark size={22} />
        </Link>
      )}
    </li>
  );
}

function EventRow({ event }: { readonly event: Event }) {
  const desk = useDesk();
  return (
    <li class="row">
      <CalendarClock size={20} aria-label={t("coming.event")} />
      <div class="row-words">
        <span class="row-title">{event.title}</span>
        <span class="quiet small">
          {event.all_day ? `${dayOf(event.start)}, ${t("coming.all_day")}` : when(event.start)}
          {!event.own && ` · ${t("coming.calendar")}`}
        </span>
      </div>
      {event.own && (
        <IconButton
          icon={X}
          label={t("coming.remove", { title: event.title })}
          onClick={() => void desk.remove(event.id)}
        />
      )}
    </li>
  );
}
