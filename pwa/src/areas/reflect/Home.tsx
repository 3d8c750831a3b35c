/** Today's question first; then the other forms, the notebook and the week. */

import { CalendarRange, NotebookPen } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { navigate } from "../../app/router";
import { day } from "../../i18n";
import { Button } from "../../ui/Button";
import { Fold } from "../../ui/Fold";
import { RowButton, RowLink, Rows } from "../../ui/Row";
import { useDesk } from "./context";
import { Fetching } from "./parts";
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
    <div class="page">
      <h1 tabIndex={-1}>{t("title")}</h1>
      {today.value === null ? <Fetching /> : <Question known={today.value} />}
      <Rows>
        <RowLink
          to="/reflectie/notitieboek"
          icon={NotebookPen}
          title={t("notes.title")}
          about={t("notes.lead")}
        />
        <RowLink to="/reflectie/week" icon={CalendarRange} title={t("week.title")} about={t("week.lead")} />
      </Rows>
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
        <div class="remark">
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

function Forms() {
  const { model } = useApp();
  const desk = useDesk();
  if (forms.value.length === 0) return null;
  return (
    <section aria-labelledby="reflect-forms">
      <h2 id="reflect-forms">{t("forms.title")}</h2>
      <Rows>
        {forms.value.map((form) => (
          <RowButton
            key={form.id}
            title={form.title}
            about={`${form.about} ${plural(form.minutes, "forms.minute", "forms.minutes")}`}
            disabled={busy.value}
            onClick={() => void desk.begin(form.id, model.language.value).then(open)}
          />
        ))}
      </Rows>
    </section>
  );
}

function Earlier() {
  if (sessions.value.length === 0) return null;
  return (
    <Fold words={t("earlier.title", { count: sessions.value.length })}>
      <Rows>
        {sessions.value.map((one) => (
          <RowLink
            key={one.id}
            to={`/reflectie/gesprek/${one.id}`}
            title={one.about ?? one.title}
            about={`${day(one.started_at)} · ${one.first_answer ?? t("earlier.empty")}`}
          />
        ))}
      </Rows>
    </Fold>
  );
}
