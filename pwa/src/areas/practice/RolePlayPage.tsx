/** A difficult conversation, hands free or in text; after it one's own judgement, then what was seen in the words. */

import { CircleStop, LifeBuoy } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import { Talk } from "../../screens/now/Dock";
import { Back } from "../../ui/Back";
import { Fold } from "../../ui/Fold";
import { Debriefing } from "./Debriefing";
import { type Loaded, useKeys, useLoaded, useWork } from "./loading";
import { Fetching, Judgement } from "./parts";
import { type Run, type RunTurn, roleplay, type ScenarioSummary } from "./server/roleplay";
import { TypedLine } from "./TypedLine";
import { t } from "./words";

/** The screen itself. */
export function RolePlayPage({ id }: { readonly id: string }) {
  const run = useLoaded(() => roleplay.run(id), [id]);
  const known = run.value.value;
  if (known === null) return <Fetching of={run} />;
  const { scenario } = known;
  if (scenario === null) return <OnlyToRead known={known} />;
  const props = { known, scenario, run };
  return (
    <div class="page page-read" lang={scenario.language}>
      <Back to={`/oefenen/gesprek/${scenario.slug}`}>{scenario.title}</Back>
      <h1 tabIndex={-1}>{t("run.with", { name: scenario.persona.name })}</h1>
      {known.ended === null ? <Going {...props} /> : <Over {...props} />}
    </div>
  );
}

/** The scenario is no longer there: what was said still is. */
function OnlyToRead({ known }: { readonly known: Run }) {
  return (
    <div class="page page-read">
      <Back to="/oefenen/gesprek">{t("talks.back")}</Back>
      <h1 tabIndex={-1}>{known.title}</h1>
      <p class="remark">{t("run.no_scenario")}</p>
      <Talked known={known} />
    </div>
  );
}

interface RunProps {
  readonly known: Run;
  readonly scenario: ScenarioSummary;
  readonly run: Loaded<Run>;
}

/** The conversation goes on: by voice with the microphone, or in the field. */
function Going({ known, scenario, run }: RunProps) {
  const { tools } = useApp();
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const { id } = known;
  useEffect(() => {
    tools.conversation.meet({ kind: "roleplay", id });
    return () => tools.conversation.meet(null);
  }, [tools, id]);
  useKeptInStep(run);
  const whispered = useRef<HTMLParagraphElement>(null);
  const whisper = known.hint?.text;
  useEffect(() => {
    if (whisper !== undefined) whispered.current?.scrollIntoView({ block: "nearest" });
  }, [whisper]);
  const say = (words: string) =>
    work(async () => {
      const said = await roleplay.say(id, keys.of(words), words);
      keys.arrived();
      run.set(said.run);
    });
  return (
    <>
      <Fold words={t("scenario.goal")}>
        <p>{scenario.situation}</p>
        <p>{scenario.goal}</p>
      </Fold>
      <Talked known={known} />
      {known.hint && (
        <p class="remark roleplay-hint" role="status" ref={whispered}>
          {known.hint.text}
        </p>
      )}
      <section class="roleplay-dock" aria-label={t("run.dock")}>
        <button
          type="button"
          class="dock-side"
          aria-label={t("run.hint")}
          disabled={busy.value}
          onClick={() =>
            void work(async () => {
              const { hint } = await roleplay.hint(id);
              run.set({ ...known, hint: hint ?? { text: t("run.no_hint") } });
            })
          }
        >
          <LifeBuoy size={24} />
          <span>{t("run.hint_short")}</span>
        </button>
        <Talk ready="mic.talk_hint" />
        <button
          type="button"
          class="dock-side"
          aria-label={t("run.stop")}
          disabled={busy.value}
          onClick={() =>
            void work(async () => {
              tools.conversation.leave();
              run.set(await roleplay.stop(id));
            })
          }
        >
          <CircleStop size={24} />
          <span>{t("run.stop_short")}</span>
        </button>
        <TypedLine id="roleplay-text" longest={2000} busy={busy.value} onSaid={say} />
      </section>
    </>
  );
}

/** What was said by voice is on the server: fetched when somebody has finished speaking. */
function useKeptInStep(run: Loaded<Run>): void {
  const { model } = useApp();
  const voice = model.voice.value;
  const before = useRef(voice);
  const { again } = run;
  useEffect(() => {
    const spoke = before.current === "speaking" && voice !== "speaking" && voice !== "held";
    before.current = voice;
    if (spoke) void again();
  }, [voice, again]);
}

/** The words so far: what the server keeps, and what is being said right now. */
function Talked({ known }: { readonly known: Run }) {
  const { model } = useApp();
  const end = useRef<HTMLDivElement>(null);
  const live = model.transcript.value;
  const heard = new Set(known.turns.map(({ said }) => said));
  const fresh = live.filter((item) => item.kind === "answer" || !heard.has(item.text));
  const kept = new Set(
    known.turns.flatMap(({ reply }) => reply.map(({ text }) => text)).concat(known.opening),
  );
  const count = known.turns.length + fresh.length;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    <div class="talk" role="log" aria-label={t("run.log")}>
      {known.chair === "employee" ? (
        <p class="said-other">{known.opening}</p>
      ) : (
        <p class="remark">{t("run.you_begin", { line: known.opening })}</p>
      )}
      {known.turns.map((turn) => (
        <TurnWords key={turn.number} turn={turn} />
      ))}
      {fresh.map((item) =>
        item.kind === "said"
          ? item.text !== "" && (
              <p key={item.id} class="said-own">
                {item.text}
              </p>
            )
          : item.sentences
              .filter(({ text }) => !kept.has(text) && ![...kept].some((words) => words.includes(text)))
              .map((sentence) => (
                <p key={`${item.id} ${sentence.index}`} class="said-other">
                  {sentence.text}
                </p>
              )),
      )}
      <div ref={end} class="roleplay-end" />
    </div>
  );
}

/** One turn and what came back. */
export function TurnWords({ turn }: { readonly turn: RunTurn }) {
  return (
    <>
      <p class="said-own">
        <span class="sr-only">{t("run.you")} </span>
        {turn.said}
      </p>
      {turn.reply.map((reply) => (
        <p key={reply.text} class={reply.speaker === "narrator" ? "said-narrator" : "said-other"}>
          {reply.text}
        </p>
      ))}
    </>
  );
}

/** It is over: first one's own judgement, then the looking back. */
function Over({ known, scenario, run }: RunProps) {
  const { busy, do: work } = useWork();
  return (
    <>
      <p class="remark" role="status">
        {known.ended?.label}
      </p>
      {known.assessment === null ? (
        <Judgement
          busy={busy.value}
          onJudged={(well, other) =>
            void work(async () => run.set(await roleplay.assess(known.id, well, other)))
          }
        />
      ) : (
        <Debriefing run={known} scenario={scenario} />
      )}
      <Fold words={t("run.read_again")}>
        <Talked known={known} />
      </Fold>
    </>
  );
}
