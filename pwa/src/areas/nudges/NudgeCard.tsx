/** One nudge: what it says, what one can do with it in one tap, and why it came. */

import { Check, Clock, ThumbsDown, ThumbsUp } from "lucide-preact";
import { useRef, useState } from "preact/hooks";
import { Link } from "../../app/router";
import { Button } from "../../ui/Button";
import { useDesk } from "./context";
import { LaterChoice } from "./LaterChoice";
import type { Nudge } from "./server";
import { when } from "./times";
import { t } from "./words";

const ANSWERED = {
  opened: "answered.opened",
  now: "answered.now",
  later: "answered.later",
  not_for_me: "answered.not_for_me",
} as const;

interface NudgeCardProps {
  readonly nudge: Nudge;
  /** Open the choice of a moment at once. */
  readonly choosing?: boolean;
  /** Level of the heading. */
  readonly level?: 1 | 3;
}

/** The card. */
export function NudgeCard({ nudge, choosing = false, level = 3 }: NudgeCardProps) {
  const [later, setLater] = useState(choosing);
  const place = useRef<HTMLElement>(null);
  const Heading = level === 1 ? "h1" : "h3";
  const waits = nudge.answer === null && !nudge.opened;
  return (
    <article class={waits ? "nudge nudge-waits" : "nudge"} ref={place} lang={nudge.language}>
      <Heading class="nudge-title" tabIndex={level === 1 ? -1 : undefined}>
        {nudge.title}
      </Heading>
      {nudge.body !== "" && <p class="nudge-body">{nudge.body}</p>}
      <p class="quiet small nudge-from">
        {when(nudge.sent_at)} · {nudge.programme.name}
      </p>
      {later ? (
        <LaterChoice
          nudge={nudge}
          level={level === 1 ? 2 : 4}
          onDone={() => {
            setLater(false);
            place.current?.querySelector<HTMLElement>("a, button")?.focus();
          }}
        />
      ) : (
        <Doing nudge={nudge} onLater={() => setLater(true)} />
      )}
      {(nudge.opened || nudge.answer === "now") && <Useful nudge={nudge} />}
      <Link to={`/seintjes/${nudge.id}/waarom`} class="nudge-why" label={`${t("why.link")} ${nudge.title}`}>
        {t("why.link")}
      </Link>
    </article>
  );
}

interface DoingProps {
  readonly nudge: Nudge;
  readonly onLater: () => void;
}

/** The three answers, or what was answered. */
function Doing({ nudge, onLater }: DoingProps) {
  const desk = useDesk();
  const open = (words: string, kind: string) => (
    <Link to={`/seintjes/${nudge.id}?answer=now`} class={`button ${kind}`} label={`${words}: ${nudge.title}`}>
      {words}
    </Link>
  );
  if (nudge.answer === null && !nudge.opened) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: these are buttons that act at once, not fields of a form.
      <div class="nudge-doing" role="group" aria-label={t("answer.group")}>
        {open(t("answer.now"), "button-primary")}
        <Button icon={Clock} onClick={onLater}>
          {t("answer.later")}
        </Button>
        <Button kind="plain" onClick={() => void desk.answer(nudge, "not_for_me")}>
          {t("answer.not_for_me")}
        </Button>
      </div>
    );
  }
  return (
    <div class="nudge-doing">
      <span class="with-icon done" role="status">
        <Check size={20} />
        {t(ANSWERED[nudge.answer ?? "opened"])}
      </span>
      {nudge.answer === "not_for_me" ? (
        <Button kind="plain" onClick={() => void desk.unmute(nudge.programme.id)}>
          {t("answered.undo")}
        </Button>
      ) : (
        open(t("answer.open_again"), "button-plain")
      )}
    </div>
  );
}

function Useful({ nudge }: { readonly nudge: Nudge }) {
  const desk = useDesk();
  if (nudge.useful !== null) {
    return (
      <p class="quiet small" role="status">
        {t("useful.thanks")}
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are buttons that act at once, not fields of a form.
    <div class="nudge-useful" role="group" aria-label={t("useful.ask")}>
      <span aria-hidden="true">{t("useful.ask")}</span>
      <Button icon={ThumbsUp} onClick={() => void desk.answer(nudge, "useful")}>
        {t("useful.yes")}
      </Button>
      <Button icon={ThumbsDown} onClick={() => void desk.answer(nudge, "not_useful")}>
        {t("useful.no")}
      </Button>
    </div>
  );
}
