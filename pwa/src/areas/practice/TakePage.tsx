/** A take: record it, judge it oneself, hear one strength and one thing to change, and at once again. */

import { Mic, Square } from "lucide-preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { Microphone } from "../../audio/capture";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { Again, Feedback } from "./Feedback";
import { type Loaded, useLoaded, useWork } from "./loading";
import { Fetching, Judgement } from "./parts";
import { Recording } from "./recording";
import { pitches, type Take, takes } from "./server/pitches";
import { t } from "./words";

const LOOK_MS = 1000;

/** The screen itself. */
export function TakePage({ id }: { readonly id: string }) {
  const take = useLoaded(() => takes.one(id), [id]);
  const known = take.value.value;
  if (known === null) return <Fetching of={take} />;
  return (
    <div class="page page-read">
      <Back to={`/oefenen/pitch/${known.pitch}`}>{t("take.back")}</Back>
      <h1 tabIndex={-1}>{t("take.number", { number: known.number })}</h1>
      <Stage known={known} take={take} />
    </div>
  );
}

function Stage({ known, take }: { readonly known: Take; readonly take: Loaded<Take> }) {
  const { busy, do: work } = useWork();
  switch (known.state) {
    case "recording":
      return <Recorder known={known} onFinished={take.set} />;
    case "working":
    case "ready":
      if (known.needs_judgement)
        return (
          <Judgement
            busy={busy.value}
            onJudged={(well, other) =>
              void work(async () => take.set(await takes.judge(known.id, well, other)))
            }
          />
        );
      if (known.state === "ready" && known.feedback) return <Feedback take={known} set={take.set} />;
      return <Working known={known} again={take.again} />;
    case "failed":
      return <Working known={known} again={take.again} />;
    case "unusable":
      return (
        <>
          <p class="remark" role="status">
            {known.problem?.message ?? t("take.unusable")}
          </p>
          <Again pitch={known.pitch} />
        </>
      );
  }
}

/** The take is being listened to; looked after each second. */
function Working({ known, again }: { readonly known: Take; readonly again: () => Promise<void> }) {
  useEffect(() => {
    const timer = setInterval(() => void again(), LOOK_MS);
    return () => clearInterval(timer);
  }, [again]);
  return (
    <div role="status">
      <p>{known.problem?.message ?? t("take.working")}</p>
      <progress class="take-progress" value={known.progress} aria-label={t("take.working")} />
    </div>
  );
}

/** Minutes and seconds. */
export function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

interface RecorderProps {
  readonly known: Take;
  readonly onFinished: (take: Take) => void;
}

/** A timer, and nothing else that asks for attention. "Stop opname" or a tap ends it. */
function Recorder({ known, onFinished }: RecorderProps) {
  const { tools } = useApp();
  const pitch = useLoaded(() => pitches.one(known.pitch), [known.pitch]).value.value;
  const [on, setOn] = useState(false);
  const [trouble, setTrouble] = useState<"take.no_microphone" | "take.waiting" | null>(null);
  const { busy, do: work } = useWork();
  const recording = useMemo(() => new Recording(known.id, takes), [known.id]);
  const microphone = useMemo(
    () =>
      new Microphone(tools.stage, tools.captureWorklet, {
        frame: (samples) => recording.take(samples),
        level: () => undefined,
        state: () => undefined,
      }),
    [tools, recording],
  );
  useEffect(() => () => microphone.close(), [microphone]);
  const begin = async () => {
    tools.conversation.makeRoom();
    setTrouble(null);
    if ((await microphone.open()) === "live") setOn(true);
    else setTrouble("take.no_microphone");
  };
  const finish = async () => {
    microphone.close();
    setOn(false);
    const done = await work(async () => onFinished(await recording.finish()));
    setTrouble(done ? null : "take.waiting");
  };
  const stop = recording.stopHeard.value || recording.full.value;
  useEffect(() => {
    if (stop && on) void finish();
  }, [stop]);
  const wanted = pitch?.seconds ?? 0;
  const seconds = recording.seconds.value;
  return (
    <section class="take-stage" aria-label={t("take.stage")}>
      <p class="take-time" role="timer">
        {clock(seconds)}
        {wanted > 0 && <span class="quiet"> / {clock(wanted)}</span>}
      </p>
      {wanted > 0 && (
        <progress class="take-progress" max={wanted} value={Math.min(seconds, wanted)} aria-hidden="true" />
      )}
      {on ? (
        <Button icon={Square} class="live take-button" onClick={() => void finish()}>
          {t("take.stop")}
        </Button>
      ) : seconds === 0 ? (
        <Button kind="primary" icon={Mic} class="take-button" onClick={() => void begin()}>
          {t("take.begin")}
        </Button>
      ) : (
        <Button kind="primary" disabled={busy.value} onClick={() => void finish()}>
          {t("take.send")}
        </Button>
      )}
      <p class="quiet">{t("take.how")}</p>
      <p role="status">{trouble && t(trouble)}</p>
    </section>
  );
}
