/** Today, earlier, coming; and what did not come. */

import { SlidersHorizontal } from "lucide-preact";
import { Link } from "../../app/router";
import { Button } from "../../ui/Button";
import { Fold } from "../../ui/Fold";
import { AddEvent } from "./AddEvent";
import { ComingList } from "./ComingList";
import { useDesk } from "./context";
import { NudgeCard } from "./NudgeCard";
import { PushOffer } from "./PushOffer";
import type { Nudge, Withheld } from "./server";
import { nudges, rules, stale } from "./store";
import { fullDay, when } from "./times";
import { t } from "./words";

/** The screen itself. */
export function Overview() {
  const known = nudges.value;
  return (
    <div class="page">
      <header class="nudges-head">
        <h1 tabIndex={-1}>{t("title")}</h1>
        <Link to="/seintjes/instellen" class="button button-outline">
          <SlidersHorizontal size={20} />
          <span>{t("settings")}</span>
        </Link>
        <p class="quiet">{t("lead")}</p>
      </header>
      {stale.value && (
        <p class="remark" role="status">
          {t("stale")}
        </p>
      )}
      <Standstill />
      <div class="nudges-columns">
        <div class="nudges-column">
          {known === null ? <Nothing /> : <Today list={known.today} />}
          <PushOffer />
          {known && known.earlier.length > 0 && (
            <Fold words={t("earlier.show", { count: known.earlier.length })}>
              <NudgeList list={known.earlier} />
            </Fold>
          )}
        </div>
        <div class="nudges-column">
          <AddEvent />
          <ComingList />
          {known && known.withheld.length > 0 && <NotCome list={known.withheld} />}
        </div>
      </div>
    </div>
  );
}

function Nothing() {
  return stale.value ? null : (
    <p class="quiet" role="status">
      {t("loading")}
    </p>
  );
}

/** Nothing comes at all now: said where one looks for it, with the way back. */
function Standstill() {
  const desk = useDesk();
  const own = rules.value;
  if (own === null) return null;
  const paused = own.paused_until !== null && new Date(own.paused_until) > new Date();
  if (!own.opted_out && !paused) return null;
  const words = own.opted_out ? t("state.off") : t("state.paused", { day: fullDay(own.paused_until ?? "") });
  return (
    <div class="remark" role="status">
      <p>{words}</p>
      <Button onClick={() => void desk.change(own.opted_out ? { opted_out: false } : { paused_until: null })}>
        {t("state.resume")}
      </Button>
    </div>
  );
}

function Today({ list }: { readonly list: readonly Nudge[] }) {
  return (
    <section aria-labelledby="nudges-today">
      <h2 id="nudges-today">{t("today.title")}</h2>
      {list.length === 0 && <p class="quiet">{t("today.none")}</p>}
      <NudgeList list={list} />
    </section>
  );
}

function NudgeList({ list }: { readonly list: readonly Nudge[] }) {
  return (
    <ul class="nudge-list">
      {list.map((nudge) => (
        <li key={nudge.id}>
          <NudgeCard nudge={nudge} />
        </li>
      ))}
    </ul>
  );
}

function NotCome({ list }: { readonly list: readonly Withheld[] }) {
  return (
    <Fold words={t("withheld.show", { count: list.length })}>
      <ul class="row-list">
        {list.map((one) => (
          <li key={one.id} class="row">
            <div class="row-words">
              <span class="row-title">{one.programme.name}</span>
              <span class="quiet small">{when(one.due_at)}</span>
              <span>{one.why}</span>
            </div>
            <Link
              to={`/seintjes/${one.id}/waarom`}
              class="button button-plain"
              label={`${t("why.link_not")} ${one.programme.name}`}
            >
              {t("why.link_not")}
            </Link>
          </li>
        ))}
      </ul>
    </Fold>
  );
}
