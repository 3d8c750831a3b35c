/** The week in one's own words, with links, and one pattern as a question. Never a judgement. */

import { ChevronLeft, ChevronRight } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { Link } from "../../app/router";
import { day, moment } from "../../i18n";
import { Back } from "../../ui/Back";
import { RowLink, Rows, RowText } from "../../ui/Row";
import { useDesk } from "./context";
import { Fetching } from "./parts";
import type { Week, WeekLine } from "./server";
import { week } from "./store";
import { t } from "./words";

const KINDS = {
  practised: "week.practised",
  noted: "week.noted",
  tried: "week.tried",
  reflected: "week.reflected",
  asked: "week.asked",
} as const;

/** Where a line comes from, for those that have a place of their own. */
export function placeOf(place: string, id: string): string | null {
  const own = encodeURIComponent(id);
  switch (place) {
    case "note":
      return `/reflectie/notitieboek/${own}`;
    case "coach":
      return `/reflectie/gesprek/${own}`;
    case "roleplay":
      return `/oefenen/gesprek/${own}`;
    case "language":
      return `/oefenen/taal/${own}`;
    case "take":
      return `/oefenen/opname/${own}`;
    default:
      return null;
  }
}

/** The screen itself. */
export function WeekPage({ wanted }: { readonly wanted: string | null }) {
  const { model } = useApp();
  const desk = useDesk();
  const language = model.language.value;
  useEffect(() => void desk.loadWeek(language, wanted), [desk, language, wanted]);
  const known = week.value;
  return (
    <div class="page">
      <Back to="/reflectie">{t("back")}</Back>
      <h1 tabIndex={-1}>{t("week.title")}</h1>
      {known === null ? <Fetching /> : <Known known={known} />}
    </div>
  );
}

function Known({ known }: { readonly known: Week }) {
  return (
    <>
      <nav class="week-nav" aria-label={t("week.nav")}>
        <Link
          to={`/reflectie/week/${known.previous}`}
          class="button button-icon button-outline"
          label={t("week.previous")}
        >
          <ChevronLeft size={22} />
        </Link>
        <p>{t("week.span", { first: day(known.first), last: day(known.last) })}</p>
        {known.next !== null && (
          <Link
            to={`/reflectie/week/${known.next}`}
            class="button button-icon button-outline"
            label={t("week.next")}
          >
            <ChevronRight size={22} />
          </Link>
        )}
      </nav>
      {known.pattern && (
        <section class="section" aria-labelledby="week-pattern">
          <h2 id="week-pattern" class="reflect-question">
            {known.pattern.question}
          </h2>
          {known.pattern.quotes.map((quote) => (
            <blockquote class="own-words" key={`${quote.id} ${quote.text}`}>
              {quote.text}
            </blockquote>
          ))}
          <p class="quiet small">{t("week.pattern")}</p>
        </section>
      )}
      {known.empty !== null && <p>{known.empty}</p>}
      {(Object.keys(KINDS) as WeekLine["kind"][]).map((kind) => (
        <Kind key={kind} kind={kind} lines={known.lines.filter((line) => line.kind === kind)} />
      ))}
    </>
  );
}

function Kind({ kind, lines }: { readonly kind: WeekLine["kind"]; readonly lines: readonly WeekLine[] }) {
  if (lines.length === 0) return null;
  return (
    <section aria-labelledby={`week-${kind}`}>
      <h2 id={`week-${kind}`}>{t(KINDS[kind])}</h2>
      <Rows>
        {lines.map((line) => {
          const place = placeOf(line.place, line.id);
          const about =
            line.about && !line.text.startsWith(line.about)
              ? `${moment(line.at)} · ${line.about}`
              : moment(line.at);
          const key = `${line.place} ${line.id} ${line.at} ${line.text}`;
          return place === null ? (
            <RowText key={key} title={line.text} about={about} />
          ) : (
            <RowLink key={key} to={place} title={line.text} about={about} />
          );
        })}
      </Rows>
    </section>
  );
}
