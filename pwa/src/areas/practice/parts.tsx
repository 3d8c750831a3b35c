/** Small parts that several pages of Oefenen share. */

import { Play, Square } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Link } from "../../app/router";
import type { Player } from "../../app/useClip";
import { useRecorder } from "../../app/useRecorder";
import { Button } from "../../ui/Button";
import { SpeakState, SpeakToggle } from "../../ui/SpeakToggle";
import type { Loaded } from "./loading";
import { t } from "./words";

/** Nothing is there yet, because it is being fetched; or it could not be, which is told with a way on. */
export function Fetching({ of }: { readonly of?: Pick<Loaded<unknown>, "failed" | "again"> }) {
  if (of?.failed.value)
    return (
      <div class="page">
        <h1 tabIndex={-1}>{t("failed.title")}</h1>
        <p>{t("failed.text")}</p>
        <div class="button-row">
          <Button kind="primary" onClick={() => void of.again()}>
            {t("failed.again")}
          </Button>
          <Link to="/oefenen" class="button button-plain">
            {t("back")}
          </Link>
        </div>
      </div>
    );
  return (
    <p class="quiet" role="status">
      {t("loading")}
    </p>
  );
}

interface PlayProps {
  readonly player: Player;
  readonly address: string;
  readonly label: string;
  readonly children: ComponentChildren;
}

/** Hear it; the same button stops it. */
export function PlayButton({ player, address, label, children }: PlayProps) {
  const on = player.playing === address;
  return (
    <Button icon={on ? Square : Play} label={label} pressed={on} onClick={() => player.toggle(address)}>
      {children}
    </Button>
  );
}

interface SpeakProps {
  readonly words: string;
  readonly longest: number;
  readonly busy: boolean;
  readonly kind?: "primary" | "outline";
  readonly onSaid: (sound: Blob) => void;
}

/** Say it: one tap to begin, one to end. */
export function SpeakButton({ words, longest, busy, kind = "primary", onSaid }: SpeakProps) {
  const { state, level, begin, end } = useRecorder(longest, onSaid);
  const listening = state.value === "listening";
  return (
    <div class="speak">
      <SpeakToggle
        kind={kind}
        listening={listening}
        disabled={busy}
        begin={words}
        end={t("speak.done")}
        onBegin={() => void begin()}
        onEnd={end}
      />
      <SpeakState level={listening ? level.value : null}>
        {listening && t("speak.listening")}
        {busy && t("speak.busy")}
        {state.value === "no_microphone" && t("speak.no_microphone")}
      </SpeakState>
    </div>
  );
}

/** What one thinks of it oneself, before anybody else says something. */
export function Judgement({
  busy,
  onJudged,
}: {
  readonly busy: boolean;
  readonly onJudged: (wentWell: string, differently: string) => void;
}) {
  const id = useId();
  const read = (form: HTMLFormElement, name: string) => String(new FormData(form).get(name) ?? "").trim();
  return (
    <form
      class="section practice-form"
      aria-labelledby={`${id}-title`}
      onSubmit={(event) => {
        event.preventDefault();
        const form = event.currentTarget;
        onJudged(read(form, "well"), read(form, "else"));
      }}
    >
      <h2 id={`${id}-title`}>{t("judge.title")}</h2>
      <p class="quiet">{t("judge.lead")}</p>
      <div class="field">
        <label for={`${id}-well`}>{t("judge.well")}</label>
        <textarea id={`${id}-well`} name="well" class="input" rows={2} maxLength={1000} />
      </div>
      <div class="field">
        <label for={`${id}-else`}>{t("judge.differently")}</label>
        <textarea id={`${id}-else`} name="else" class="input" rows={2} maxLength={1000} />
      </div>
      <div class="button-row">
        <button type="submit" class="button button-primary" disabled={busy}>
          {t("judge.send")}
        </button>
        <Button kind="plain" disabled={busy} onClick={() => onJudged("", "")}>
          {t("judge.skip")}
        </Button>
      </div>
    </form>
  );
}
