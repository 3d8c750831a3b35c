/** "Om twee uur een lastig gesprek": typed or said, understood and said back. */

import { useSignal } from "@preact/signals";
import { Check, Plus } from "lucide-preact";
import { useEffect, useId, useMemo } from "preact/hooks";
import { useApp } from "../../app/context";
import { Recorder } from "../../audio/recorder";
import { Button } from "../../ui/Button";
import { SpeakState, SpeakToggle } from "../../ui/SpeakToggle";
import { Adder, type Adding, type Failure } from "./adding";
import { useDesk } from "./context";
import { when } from "./times";
import { t } from "./words";

const FAILED = {
  unclear: "add.failed",
  offline: "add.failed_offline",
  failed: "add.failed",
  microphone: "add.no_microphone",
  nothing: "add.nothing",
} as const satisfies Record<Failure, string>;

/** One sentence fits easily. */
const LONGEST_SECONDS = 20;

/** The panel. */
export function AddEvent() {
  const { model, tools } = useApp();
  const desk = useDesk();
  const id = useId();
  const language = model.language.value;
  const latest = useSignal(language);
  latest.value = language;
  const adder = useMemo(
    () =>
      new Adder(
        desk,
        (made) =>
          new Recorder(tools.stage, tools.captureWorklet, {
            longest: LONGEST_SECONDS,
            level: (value) => {
              made.level.value = value;
            },
            full: () => void made.said(latest.peek()),
          }),
      ),
    [desk, tools, latest],
  );
  useEffect(() => () => adder.leave(), [adder]);
  const adding = adder.adding.value;
  const busy = adding.state === "listening" || adding.state === "understanding";
  return (
    <section class="section add-event" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{t("add.title")}</h2>
      <p class="quiet">{t("add.lead")}</p>
      <form
        class="add-form"
        onSubmit={(event) => {
          event.preventDefault();
          void adder.typed(language);
        }}
      >
        <div class="field">
          <label for={`${id}-said`}>{t("add.label")}</label>
          <input
            id={`${id}-said`}
            class="input"
            type="text"
            maxLength={500}
            autocomplete="off"
            placeholder={t("add.placeholder")}
            value={adder.draft.value}
            disabled={busy}
            onInput={(event) => {
              adder.draft.value = event.currentTarget.value;
            }}
          />
        </div>
        <div class="button-row">
          <button type="submit" class="button button-primary" disabled={busy}>
            <Plus size={20} />
            <span>{t("add.send")}</span>
          </button>
          <SpeakToggle
            listening={adding.state === "listening"}
            disabled={busy}
            begin={t("add.speak")}
            end={t("add.stop")}
            onBegin={() => {
              tools.conversation.makeRoom();
              void adder.listen();
            }}
            onEnd={() => void adder.said(language)}
          />
        </div>
      </form>
      <Outcome adding={adding} adder={adder} />
    </section>
  );
}

/** What is happening, or what came of it. */
function Outcome({ adding, adder }: { readonly adding: Adding; readonly adder: Adder }) {
  switch (adding.state) {
    case "idle":
      return null;
    case "listening":
      return <SpeakState level={adder.level.value}>{t("add.listening")}</SpeakState>;
    case "understanding":
      return <SpeakState level={null}>{t("add.understanding")}</SpeakState>;
    case "failed":
      return (
        <p class="field-wrong" role="alert">
          {adding.text ?? t(FAILED[adding.why])}
        </p>
      );
    case "added": {
      const { event, text } = adding.understood;
      return (
        <div class="add-outcome" role="status">
          <p class="with-icon done">
            <Check size={20} />
            {t("add.added", { title: event.title, when: when(event.start) })}
          </p>
          {text !== event.title && <p class="quiet small">{t("add.heard", { text })}</p>}
          <Button kind="plain" onClick={() => void adder.wrong()}>
            {t("add.wrong")}
          </Button>
        </div>
      );
    }
  }
}
