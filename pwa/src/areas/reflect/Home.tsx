/** Today's question first; then the other forms, the notebook and the week. */

import { CalendarRange, ChevronRight, NotebookPen } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { Link, navigate } from "../../app/router";
import { day } from "../../i18n";
import { Button } from "../../ui/Button";
import { useDesk } from "./context";
import type { Session, Today } from "./server";
import { busy, forms, sessions, today } from "./store";
import { plural, t } from "./words";

const open = (made: Session | null) => {
  if (made !== null) navigate(`/reflectie/gesprek/${made.id}`);
};

/** The screen itself. */
export function Home() {
  const { model } = useApp();
  const desk = useDesk();
  const language = model.language.value;
  useEffect(() => void desk.loadToday(language), [desk, language]);
  return (
    <div class="page reflect">
      <h1 tabIndex={-1}>{t("title")}</h1>
      {today.value === null ? (
        <p class="quiet" role="status">
          {t("loading")}
        </p>
      ) : (
        <Question known={today.value} />
      )}
      <ul class="reflect-places">
        <Place
          to="/reflectie/notitieboek"
          icon={NotebookPen}
          words={t("notes.title")}
          about={t("notes.lead")}
        />
        <Place to="/reflectie/week" icon={CalendarRange} words={t("week.title")} about={t("week.lead")} />
      </ul>
      <Forms />
      <Earlier />
      <p class="quiet small">{t("private")}</p>
    </div>
  );
}

function Question({ known }: { readonly known: Today }) {
  const { model } = useApp();
  const desk = useDesk();
  const language = model.language.value;
  const begun = known.session;
  const finished = begun?.finished_at != null;
  return (
    <section class="section reflect-today" aria-labelledby="reflect-today">
      <p class="quiet small">{t("today.label", { count: known.minutes })}</p>
      <h2 id="reflect-today" class="reflect-question">
        {known.question.text}
      </h2>
      <p class="quiet">{known.question.why}</p>
      {finished && <p role="status">{t("today.done")}</p>}
      <div class="button-row">
        <Button
          kind={finished ? "outline" : "primary"}
          disabled={busy.value}
          onClick={() => void (begun ? open(begun) : desk.begin("daily", language).then(open))}
        >
          {t(finished ? "today.read" : begun ? "today.go_on" : "today.answer")}
        </Button>
      </div>
      {known.step && (
        <div class="reflect-step">
          <p>{t("today.step", { step: known.step.text })}</p>
          <Button
            disabled={busy.value}
            onClick={() => void desk.begin("look_back", language, known.step?.text.slice(0, 200)).then(open)}
          >
            {t("today.how")}
          </Button>
        </div>
      )}
    </section>
  );
}

interface PlaceProps {
  readonly to: string;
  readonly icon: typeof NotebookPen;
  readonly words: string;
  readonly about: string;
}

function Place({ to, icon: Icon, words, about }: PlaceProps) {
  return (
    <li>
      <Link to={to} class="reflect-row">
        <Icon size={24} />
        <span class="row-words">
          <span class="row-title">{words}</span>
          <span class="quiet small">{about}</span>
        </span>
        <ChevronRight size={20} />
      </Link>
    </li>
  );
}

function Forms() {
  const { model } = useApp();
  const desk = useDesk();
  if (forms.value.length === 0) return null;
  return (
    <section aria-labelledby="reflect-forms">
      <h2 id="reflect-forms">{t("forms.title")}</h2>
      <ul class="reflect-places">
        {forms.value.map((form) => (
          <li key={form.id}>
            <button
              type="button"
              class="reflect-row"
              disabled={busy.value}
              onClick={() => void desk.begin(form.id, model.language.value).then(open)}
            >
              <span class="row-words">
                <span class="row-title">{form.title}</span>
                <span class="quiet small">
                  {form.about} {plural(form.minutes, "forms.minute", "forms.minutes")}
                </span>
              </span>
              <ChevronRight size={20} />
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Earlier() {
  if (sessions.value.length === 0) return null;
  return (
    <details class="reflect-fold">
      <summary>{t("earlier.title", { count: sessions.value.length })}</summary>
      <ul class="reflect-places">
        {sessions.value.map((one) => (
          <li key={one.id}>
            <Link to={`/reflectie/gesprek/${one.id}`} class="reflect-row">
              <span class="row-words">
                <span class="row-title">{one.about ?? one.title}</span>
                <span class="quiet small">
                  {day(one.started_at)} · {one.first_answer ?? t("earlier.empty")}
                </span>
              </span>
              <ChevronRight size={20} />
            </Link>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The way back to the screen that this one belongs to. */
export function Back({ to = "/reflectie", words }: { readonly to?: string; readonly words?: string }) {
  return (
    <Link to={to} class="button button-plain reflect-back">
      {words ?? t("back")}
    </Link>
  );
}
