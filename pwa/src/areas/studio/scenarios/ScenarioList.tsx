/** The scenarios: what the authors wrote, with its state, and the ready ones to begin with. */

import "./scenarios.css";
import { Plus } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { Link, navigate } from "../../../app/router";
import { moment } from "../../../i18n";
import { Button } from "../../../ui/Button";
import { useStudio } from "../context";
import { FileButton } from "../FileButton";
import { t } from "../words";
import { keepText, slugOf } from "./kept";
import { languageName, ScenarioMarks } from "./marks";
import { NewScenario } from "./NewScenario";
import { type ScenarioLine, scenarioServer } from "./server";

/** The room. */
export function ScenarioList() {
  const studio = useStudio();
  const [known, setKnown] = useState<readonly ScenarioLine[] | null>(null);
  const [making, setMaking] = useState(false);
  useEffect(() => {
    void studio.attempt(scenarioServer.list).then((found) => setKnown(found ?? []));
  }, [studio]);
  const written = known?.filter(({ state }) => state !== "ready") ?? [];
  const ready = known?.filter(({ state }) => state === "ready") ?? [];
  return (
    <div class="studio-page scenario-list">
      <header class="page-head">
        <h1 tabIndex={-1}>{t("scenario.title")}</h1>
        <p class="quiet">{t("scenario.intro")}</p>
      </header>
      {known === null && <p role="status">{t("loading")}</p>}
      {known !== null && making && <NewScenario known={known} onClose={() => setMaking(false)} />}
      {known !== null && !making && (
        <div class="button-row">
          <Button kind="primary" icon={Plus} onClick={() => setMaking(true)}>
            {t("scenario.new")}
          </Button>
          <FileOpener />
        </div>
      )}
      {known !== null && (
        <section aria-labelledby="scenarios-written">
          <h2 id="scenarios-written">{t("scenario.written")}</h2>
          {written.length === 0 && <p class="quiet">{t("scenario.written_none")}</p>}
          <ul class="studio-lines">
            {written.map((line) => (
              <li key={line.slug}>
                <WrittenLine line={line} />
              </li>
            ))}
          </ul>
        </section>
      )}
      {ready.length > 0 && (
        <section aria-labelledby="scenarios-ready">
          <h2 id="scenarios-ready">{t("scenario.ready")}</h2>
          <p class="quiet small">{t("scenario.ready_how")}</p>
          <ul class="scenario-ready">
            {ready.map((line) => (
              <li key={line.slug}>
                <Link to={`/studio/scenario/${line.slug}`} class="studio-line">
                  <span class="studio-line-name" lang={line.language}>
                    {line.title}
                  </span>
                  <span class="quiet small" lang={line.language}>
                    {languageName(line.language)}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function WrittenLine({ line }: { readonly line: ScenarioLine }) {
  const who = line.changed_by?.me ? t("history.you") : (line.changed_by?.name ?? "–");
  return (
    <Link to={`/studio/scenario/${line.slug}`} class="studio-line scenario-written">
      <span class="studio-line-name" lang={line.language}>
        {line.title}
      </span>
      <ScenarioMarks line={line} />
      <span class="quiet small">
        {t("scenario.changed_by", { name: who, when: moment(line.changed_at ?? "") })}
      </span>
    </Link>
  );
}

/** A file becomes a draft under its own name; what is there under that name is not overwritten. */
function FileOpener() {
  const open = async (file: File) => {
    const slug = slugOf(file.name) || "scenario";
    keepText(localStorage, slug, { text: await file.text(), revision: null });
    navigate(`/studio/scenario/${slug}`);
  };
  return (
    <FileButton
      kind="markdown"
      words={t("scenario.open")}
      label={t("scenario.open_label")}
      onFile={(file) => void open(file)}
    />
  );
}
