/** "Waarom kreeg ik dit?" and "waarom niet?": the record of what was decided, in words. */

import { useSignal } from "@preact/signals";
import { SlidersHorizontal } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { Link } from "../../app/router";
import { currentLanguage, locale } from "../../i18n";
import { ApiError } from "../../net/http";
import { Back } from "../../ui/Back";
import { type Decision, server, type Why } from "./server";
import { when } from "./times";
import { t } from "./words";

const EVERYBODY = "all";

const TITLE = {
  sent: "why.title",
  planned: "why.title_planned",
  withheld: "why.title_not",
  withdrawn: "why.title_not",
} as const satisfies Record<Why["state"], string>;

const VERDICT = {
  sent: "why.sent",
  deferred: "why.deferred",
  withheld: "why.withheld",
} as const satisfies Record<Decision["verdict"], string>;

/** The page. */
export function WhyPage({ id }: { readonly id: string }) {
  const { tools } = useApp();
  const why = useSignal<Why | "gone" | null>(null);
  const language = currentLanguage();
  // Again in another language: the sentences come in the person's own.
  useEffect(() => {
    server.why(id).then(
      (found) => {
        why.value = found;
      },
      (error: unknown) => {
        if (error instanceof ApiError && error.status === 404) why.value = "gone";
        else tools.notices.failure(error);
      },
    );
  }, [id, language]);
  const { value } = why;
  return (
    <div class="page why">
      <Back to="/seintjes">{t("back")}</Back>
      {value === null || value === "gone" ? (
        <>
          <h1 tabIndex={-1}>{t("why.title")}</h1>
          <p role="status">{t(value === "gone" ? "open.gone" : "why.loading")}</p>
        </>
      ) : (
        <Explanation why={value} />
      )}
    </div>
  );
}

function Explanation({ why }: { readonly why: Why }) {
  const audiences = why.audiences.includes(EVERYBODY) ? t("why.audience_all") : why.audiences.join(", ");
  return (
    <>
      <h1 tabIndex={-1}>{t(TITLE[why.state])}</h1>
      <div class="section">
        <dl class="told">
          <dt>{t("why.programme")}</dt>
          <dd>
            {why.programme.name}
            <span class="quiet">{why.purpose}</span>
          </dd>
          <dt>{t("why.trigger")}</dt>
          <dd>{why.asked_for ? t("why.asked") : why.trigger}</dd>
          {audiences !== "" && (
            <>
              <dt>{t("why.audience")}</dt>
              <dd>{audiences}</dd>
            </>
          )}
          {why.event !== "" && (
            <>
              <dt>{t("why.event")}</dt>
              <dd>{why.event}</dd>
            </>
          )}
        </dl>
      </div>
      {why.decisions.length > 0 && (
        <section class="section" aria-labelledby="why-decisions">
          <h2 id="why-decisions">{t("why.decisions")}</h2>
          <ol class="decisions">
            {why.decisions.map((one) => (
              <DecisionLine key={`${one.at} ${one.verdict} ${one.reason}`} decision={one} />
            ))}
          </ol>
        </section>
      )}
      <p class="quiet">{t("why.only_you")}</p>
      <div>
        <Link to="/seintjes/instellen" class="button button-outline">
          <SlidersHorizontal size={20} />
          <span>{t("why.change")}</span>
        </Link>
      </div>
    </>
  );
}

function DecisionLine({ decision }: { readonly decision: Decision }) {
  const { at, verdict, why, until, probability } = decision;
  const percent =
    probability === null
      ? null
      : new Intl.NumberFormat(locale(), { style: "percent", maximumFractionDigits: 0 }).format(probability);
  return (
    <li class="decision">
      <span class={`decision-verdict decision-${verdict}`}>{t(VERDICT[verdict])}</span>
      <span class="quiet small">{when(at)}</span>
      <p>
        {why} {until !== null && t("why.until", { when: when(until) })}{" "}
        {percent !== null && t("why.chance", { percent })}
      </p>
    </li>
  );
}
