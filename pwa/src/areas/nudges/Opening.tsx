/** A nudge was tapped: open what it opens, at once and aloud; or do what was answered in the notification. */

import { useSignal } from "@preact/signals";
import { BellOff, ExternalLink } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { useApp } from "../../app/context";
import { currentSearch, Link, navigate } from "../../app/router";
import { ApiError } from "../../net/http";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { EmptyState } from "../../ui/EmptyState";
import { NudgeCard } from "./NudgeCard";
import { type Answer, type Nudge, server } from "./server";
import { nudgeOf, nudges } from "./store";
import { t } from "./words";

/** Where a nudge leads inside the app; null where it leads outside. */
export function placeOf({ kind, target }: Nudge["opens"]): string | null {
  switch (kind) {
    case "card":
      return target === "" ? "/tip" : `/tip/${target}`;
    case "practice":
      return target === "" ? "/oefenen" : `/oefenen/${target}`;
    case "reflection":
      return target === "" ? "/reflectie" : `/reflectie/${target}`;
    case "link":
      return /^\/(?![/\\])/.test(target) ? target : null;
  }
}

/** Which answer an address brings; a tap on the notification itself only opens it. */
export function answerOf(search: string): Answer {
  const wanted = new URLSearchParams(search).get("answer");
  return wanted === "now" || wanted === "later" || wanted === "not_for_me" ? wanted : "opened";
}

type State = "opening" | "offline" | "gone" | "failed" | Nudge;

/** The page of one nudge. */
export function Opening({ id }: { readonly id: string }) {
  const { actions } = useApp();
  const state = useSignal<State>("opening");
  const answer = answerOf(currentSearch.value);
  const open = () => {
    state.value = "opening";
    // "Later" needs a moment first: until it is chosen, the nudge was only looked at.
    server.answer(id, answer === "later" ? "opened" : answer).then(
      (nudge) => {
        remember(nudge);
        const place = answer === "opened" || answer === "now" ? placeOf(nudge.opens) : null;
        if (place === null) state.value = nudge;
        else {
          navigate(place, { replace: true });
          if (nudge.opens.kind === "card" && nudge.opens.target !== "") {
            actions.openCard(nudge.opens.target, { speak: true });
          }
        }
      },
      (error: unknown) => {
        state.value = failureOf(error);
      },
    );
  };
  // Once for each nudge and answer, whatever is drawn again in between.
  useEffect(open, [id, answer]);
  const { value } = state;
  if (value === "opening") return <Wait />;
  if (typeof value === "string") return <Failed why={value} onRetry={open} />;
  return <Landed nudge={value} choosing={answer === "later"} />;
}

function failureOf(error: unknown): "offline" | "gone" | "failed" {
  if (!(error instanceof ApiError)) throw error;
  if (error.status === 404) return "gone";
  return error.status === 0 ? "offline" : "failed";
}

/** What the list shows follows at once. */
function remember(nudge: Nudge): void {
  const { value } = nudges;
  if (value === null) return;
  const put = (list: readonly Nudge[]) => list.map((one) => (one.id === nudge.id ? nudge : one));
  nudges.value = { ...value, today: put(value.today), earlier: put(value.earlier) };
}

function Wait() {
  return (
    <div class="page">
      <h1 tabIndex={-1}>{t("title")}</h1>
      <p role="status">{t("open.loading")}</p>
    </div>
  );
}

interface FailedProps {
  readonly why: "offline" | "gone" | "failed";
  readonly onRetry: () => void;
}

const WHY_NOT = {
  gone: "open.gone",
  offline: "open.offline",
  failed: "open.trouble",
} as const;

function Failed({ why, onRetry }: FailedProps) {
  return (
    <EmptyState
      icon={BellOff}
      title={t("open.failed")}
      action={
        <div class="button-row">
          {why !== "gone" && (
            <Button kind="primary" onClick={onRetry}>
              {t("open.retry")}
            </Button>
          )}
          <Link to="/seintjes" class="button button-outline">
            {t("back")}
          </Link>
        </div>
      }
    >
      <p>{t(WHY_NOT[why])}</p>
    </EmptyState>
  );
}

interface LandedProps {
  readonly nudge: Nudge;
  readonly choosing: boolean;
}

/** The nudge itself: to choose when, to take an answer back, or to follow a link outside. */
function Landed({ nudge, choosing }: LandedProps) {
  const latest = nudgeOf(nudge.id).value ?? nudge;
  return (
    <div class="page">
      <Back to="/seintjes">{t("back")}</Back>
      <NudgeCard nudge={latest} choosing={choosing} level={1} />
      {latest.opens.kind === "link" && placeOf(latest.opens) === null && (
        <a class="button button-primary nudge-outside" href={latest.opens.target} rel="noreferrer noopener">
          <ExternalLink size={20} />
          <span>{t("open.link")}</span>
        </a>
      )}
    </div>
  );
}
