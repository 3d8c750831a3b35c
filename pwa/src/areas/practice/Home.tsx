/** What one can practise, and where one left off. */

import { Languages, MessagesSquare, Presentation } from "lucide-preact";
import { day } from "../../i18n";
import { RowLink, Rows } from "../../ui/Row";
import { useLoaded } from "./loading";
import { PitchRow } from "./PitchRow";
import { pitches } from "./server/pitches";
import { roleplay } from "./server/roleplay";
import { t } from "./words";

const RECENT = 3;

/** The screen itself. */
export function Home() {
  const runs = useLoaded(roleplay.runs, []).value.value?.runs.slice(0, RECENT) ?? [];
  const own = useLoaded(pitches.all, []).value.value?.pitches.slice(0, RECENT) ?? [];
  return (
    <div class="page">
      <h1 tabIndex={-1}>{t("title")}</h1>
      <p class="quiet">{t("lead")}</p>
      <Rows>
        <RowLink
          to="/oefenen/gesprek"
          icon={MessagesSquare}
          title={t("talks.title")}
          about={t("talks.lead")}
        />
        <RowLink to="/oefenen/pitch" icon={Presentation} title={t("pitch.title")} about={t("pitch.lead")} />
        <RowLink to="/oefenen/taal" icon={Languages} title={t("language.title")} about={t("language.lead")} />
      </Rows>
      {runs.length + own.length > 0 && (
        <section aria-labelledby="practice-recent">
          <h2 id="practice-recent">{t("recent")}</h2>
          <Rows>
            {runs.map((run) => (
              <RowLink
                key={`run ${run.id}`}
                to={`/oefenen/gesprek/${run.id}`}
                title={run.title}
                about={`${day(run.started_at)} · ${run.ended?.label ?? t("run.unfinished")}`}
              />
            ))}
            {own.map((pitch) => (
              <PitchRow key={`pitch ${pitch.id}`} pitch={pitch} />
            ))}
          </Rows>
        </section>
      )}
      <p class="quiet small">{t("private")}</p>
    </div>
  );
}
