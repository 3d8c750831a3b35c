/** Looking back: yes or no with the sentence that shows it, one strength, one focus, a turn again, and when to use it. */

import { Check, RotateCcw, Star, Target, X } from "lucide-preact";
import { useState } from "preact/hooks";
import { navigate } from "../../app/router";
import { Button } from "../../ui/Button";
import { useKeys, useLoaded, useWork } from "./loading";
import { Fetching } from "./parts";
import { TurnWords } from "./RolePlayPage";
import { type Debrief, type Run, roleplay, type ScenarioSummary } from "./server/roleplay";
import { t } from "./words";

interface DebriefingProps {
  readonly run: Run;
  readonly scenario: ScenarioSummary;
}

/** The debrief of a run that was judged by its person. */
export function Debriefing({ run, scenario }: DebriefingProps) {
  const known = useLoaded(() => roleplay.debrief(run.id), [run.id]).value.value;
  if (known === null) return <Fetching />;
  return (
    <>
      {known.compared && (
        <p class="remark" role="status">
          {t(known.compared.now_passed ? "debrief.now_passed" : "debrief.not_yet", {
            check: known.compared.focus_check,
          })}
        </p>
      )}
      <Findings known={known} />
      <Again run={run} scenario={scenario} />
      <section aria-labelledby="debrief-checks">
        <h2 id="debrief-checks">{t("debrief.checks")}</h2>
        <ul class="check-list">
          {known.checks.map((check) => (
            <li key={check.check}>
              {check.passed ? (
                <Check size={20} class="well" aria-label={t("yes")} />
              ) : (
                <X size={20} aria-label={t("no")} />
              )}
              <div>
                <strong>{check.check}</strong>
                {check.quote && <blockquote class="own-words">{check.quote.text}</blockquote>}
                {!check.passed && check.tip && <p>{check.tip}</p>}
              </div>
            </li>
          ))}
        </ul>
        <p class="quiet small">{known.how}</p>
      </section>
      {known.questions.length > 0 && (
        <section aria-labelledby="debrief-questions">
          <h2 id="debrief-questions">{t("debrief.questions")}</h2>
          <ul class="plain-facts">
            {known.questions.map((question) => (
              <li key={question}>{question}</li>
            ))}
          </ul>
        </section>
      )}
      {known.procedure && <p class="remark">{known.procedure}</p>}
      <Plan run={run} question={known.when_question} />
      {(run.parent !== null || run.branches.length > 0) && <SideBySide id={run.id} />}
    </>
  );
}

function Findings({ known }: { readonly known: Debrief }) {
  return (
    <>
      {known.strength && (
        <section class="section feedback-strength" aria-labelledby="debrief-strength">
          <p class="feedback-label">
            <Star size={20} /> {t("feedback.strength")}
          </p>
          <h2 id="debrief-strength">{known.strength.check}</h2>
          <blockquote class="own-words">{known.strength.quote.text}</blockquote>
        </section>
      )}
      {known.focus && (
        <section class="section feedback-focus" aria-labelledby="debrief-focus">
          <p class="feedback-label">
            <Target size={20} /> {t("feedback.focus")}
          </p>
          <h2 id="debrief-focus">{known.focus.check}</h2>
          <p class="quiet">{t(known.focus.quote ? "debrief.missing_said" : "debrief.missing")}</p>
          {known.focus.quote && <blockquote class="own-words">{known.focus.quote.text}</blockquote>}
          {known.focus.better && (
            <p>
              {t("take.better")} <q>{known.focus.better}</q>
            </p>
          )}
          {known.focus.tip && <p>{known.focus.tip}</p>}
        </section>
      )}
    </>
  );
}

/** The whole conversation again, or from one turn on. */
function Again({ run, scenario }: DebriefingProps) {
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const [turn, setTurn] = useState(String(run.turns.at(-1)?.number ?? 1));
  const open = (made: Run) => {
    keys.arrived();
    navigate(`/oefenen/gesprek/${made.id}`);
  };
  return (
    <section class="practice-form" aria-label={t("debrief.again")}>
      <div class="button-row">
        <Button
          kind="primary"
          icon={RotateCcw}
          disabled={busy.value}
          onClick={() =>
            void work(async () =>
              open(await roleplay.begin(keys.of("again"), scenario.slug, run.level, run.chair)),
            )
          }
        >
          {t("debrief.again")}
        </Button>
      </div>
      {run.turns.length > 0 && (
        <div class="replay">
          <label for="replay-turn">{t("debrief.which_turn")}</label>
          <select
            id="replay-turn"
            class="input"
            value={turn}
            onChange={(event) => setTurn(event.currentTarget.value)}
          >
            {run.turns.map(({ number, said }) => (
              <option key={number} value={String(number)}>
                {number}. {said.slice(0, 60)}
              </option>
            ))}
          </select>
          <Button
            disabled={busy.value}
            onClick={() =>
              void work(async () =>
                open(await roleplay.replay(run.id, keys.of(`replay ${turn}`), Number(turn))),
              )
            }
          >
            {t("debrief.replay")}
          </Button>
        </div>
      )}
    </section>
  );
}

/** When one will use it; a moment in it becomes a nudge. */
function Plan({ run, question }: { readonly run: Run; readonly question: string }) {
  const { busy, do: work } = useWork();
  const [text, setText] = useState(run.plan?.text ?? "");
  const [kept, setKept] = useState<"debrief.plan_kept" | "debrief.plan_nudge" | null>(null);
  return (
    <form
      class="section practice-form"
      onSubmit={(event) => {
        event.preventDefault();
        void work(async () => {
          const plan = await roleplay.plan(run.id, text.trim());
          setKept(plan.event === null ? "debrief.plan_kept" : "debrief.plan_nudge");
        });
      }}
    >
      <div class="field">
        <label for="debrief-plan">{question}</label>
        <input
          id="debrief-plan"
          class="input"
          maxLength={500}
          placeholder={t("debrief.plan_example")}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <div class="button-row">
        <button type="submit" class="button button-outline" disabled={busy.value || text.trim() === ""}>
          {t("debrief.plan_keep")}
        </button>
      </div>
      <p role="status">{kept && t(kept)}</p>
    </form>
  );
}

/** The same turn in two ways, beside each other. */
function SideBySide({ id }: { readonly id: string }) {
  const known = useLoaded(() => roleplay.branches(id), [id]).value.value;
  if (known === null || known.branches.length < 2) return null;
  return (
    <section aria-labelledby="debrief-branches">
      <h2 id="debrief-branches">{t("debrief.branches", { turn: known.turn })}</h2>
      <div class="branches">
        {known.branches.map((branch, index) => (
          <article key={branch.run} class="section">
            <h3>{t("debrief.branch", { number: index + 1 })}</h3>
            {branch.turns.map((turn) => (
              <TurnWords key={turn.number} turn={turn} />
            ))}
            <p class="quiet small">{branch.ended?.label ?? t("run.unfinished")}</p>
          </article>
        ))}
      </div>
    </section>
  );
}
