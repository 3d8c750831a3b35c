/** Which conversation to practise: the list, and one of them with its levels and chairs. */

import { useState } from "preact/hooks";
import { navigate } from "../../app/router";
import { currentLanguage } from "../../i18n";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { Choice, Select } from "../../ui/Controls";
import { Fold } from "../../ui/Fold";
import { tileIcon } from "../../ui/icons";
import { Markdown } from "../../ui/Markdown";
import { RowLink } from "../../ui/Row";
import { Earlier } from "./Earlier";
import { useKeys, useLoaded, useWork } from "./loading";
import { Fetching } from "./parts";
import type { Spoken } from "./server/asking";
import { type Run, roleplay, type ScenarioSummary } from "./server/roleplay";
import { t } from "./words";

const NAMES: Readonly<Record<Spoken, string>> = {
  nl: "Nederlands",
  en: "English",
  fr: "Français",
  de: "Deutsch",
};

/** Every scenario in one language of the talk. */
export function ScenariosPage() {
  const known = useLoaded(roleplay.scenarios, []).value.value?.scenarios;
  const [spoken, setSpoken] = useState<Spoken>(currentLanguage());
  const spokenHere = [...new Set((known ?? []).map(({ language }) => language))];
  return (
    <div class="page">
      <Back to="/oefenen">{t("back")}</Back>
      <h1 tabIndex={-1}>{t("talks.title")}</h1>
      <p class="quiet">{t("talks.how")}</p>
      <EarlierRuns />
      {known === undefined && <Fetching />}
      {spokenHere.length > 1 && (
        <Select
          label={t("talks.language")}
          value={spoken}
          options={spokenHere.map((code) => ({ value: code, label: NAMES[code] }))}
          onChange={(code) => setSpoken(code as Spoken)}
        />
      )}
      <ul class="ways">
        {known
          ?.filter(({ language }) => language === spoken)
          .map((scenario) => (
            <li key={scenario.slug} lang={scenario.language}>
              <ScenarioRow scenario={scenario} />
            </li>
          ))}
      </ul>
    </div>
  );
}

/** The conversations that one practised. */
function EarlierRuns() {
  const runs = useLoaded(roleplay.runs, []);
  return (
    <Earlier
      title={t("talks.earlier")}
      rows={(runs.value.value?.runs ?? []).map((run) => ({
        id: run.id,
        to: `/oefenen/gesprek/${run.id}`,
        title: run.title,
        about: run.ended?.label ?? t("run.unfinished"),
        at: run.started_at,
      }))}
      also={t("talks.erase_also")}
      erase={roleplay.remove}
      onErased={() => void runs.again()}
    />
  );
}

function ScenarioRow({ scenario }: { readonly scenario: ScenarioSummary }) {
  const about = `${scenario.persona.name}, ${scenario.persona.role}`;
  return (
    <RowLink
      to={`/oefenen/gesprek/${scenario.slug}`}
      icon={tileIcon(scenario.icon)}
      title={scenario.title}
      about={about}
    />
  );
}

type Level = "1" | "2" | "3";

/** One scenario: what it is about, and how hard. */
export function ScenarioPage({ slug }: { readonly slug: string }) {
  const fetched = useLoaded(() => roleplay.scenario(slug), [slug]);
  const known = fetched.value.value;
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const [level, setLevel] = useState<Level>("2");
  const [chair, setChair] = useState<Run["chair"]>("employee");
  if (known === null) return <Fetching of={fetched} />;
  const begin = () =>
    work(async () => {
      const run = await roleplay.begin(keys.of(`${level} ${chair}`), slug, Number(level), chair);
      keys.arrived();
      navigate(`/oefenen/gesprek/${run.id}`);
    });
  return (
    <div class="page page-read" lang={known.language}>
      <Back to="/oefenen/gesprek">{t("talks.back")}</Back>
      <h1 tabIndex={-1}>{known.title}</h1>
      <p class="spoken">{known.situation}</p>
      <dl class="told">
        <dt>{t("scenario.you")}</dt>
        <dd>{known.your_role}</dd>
        <dt>{t("scenario.goal")}</dt>
        <dd>{known.goal}</dd>
        <dt>{t("scenario.with")}</dt>
        <dd>
          {known.persona.name}, {known.persona.role}
        </dd>
      </dl>
      {known.threat && <p class="remark">{t("scenario.threat")}</p>}
      {known.procedure && <p class="remark">{known.procedure}</p>}
      <Choice<Level>
        legend={t("scenario.level")}
        value={level}
        options={[
          { value: "1", label: t("scenario.easy") },
          { value: "2", label: t("scenario.medium") },
          { value: "3", label: t("scenario.hard") },
        ]}
        onChange={setLevel}
      />
      <Choice<Run["chair"]>
        legend={t("scenario.chair")}
        value={chair}
        options={[
          { value: "employee", label: t("scenario.own_chair") },
          { value: "other", label: t("scenario.other_chair") },
        ]}
        onChange={setChair}
      />
      <div class="button-row">
        <Button kind="primary" disabled={busy.value} onClick={() => void begin()}>
          {t("scenario.begin")}
        </Button>
      </div>
      <p class="quiet small">{t("scenario.ai")}</p>
      {known.background !== "" && (
        <Fold words={t("scenario.background")}>
          <Markdown text={known.background} />
        </Fold>
      )}
    </div>
  );
}
