/** Small parts that several pages of Oefenen share. */

import { ChevronRight, type LucideIcon, Mic, Play, Square } from "lucide-preact";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { Link } from "../../app/router";
import { useRecorder } from "../../app/useRecorder";
import { Button } from "../../ui/Button";
import type { Loaded } from "./loading";
import type { Player } from "./useClip";
import { t } from "./words";

/** The way back to the page that this one belongs to. */
export function Back({ to, children }: { readonly to: string; readonly children: ComponentChildren }) {
  return (
    <Link to={to} class="button button-plain practice-back">
      {children}
    </Link>
  );
}

interface RowProps {
  readonly to: string;
  readonly icon?: LucideIcon;
  readonly title: string;
  readonly about: string;
}

/** A row that leads on. */
export function Row({ to, icon: Icon, title, about }: RowProps) {
  return (
    <Link to={to} class="practice-row">
      {Icon && <Icon size={24} />}
      <span class="row-words">
        <span class="row-title">{title}</span>
        <span class="quiet small">{about}</span>
      </span>
      <ChevronRight size={20} />
    </Link>
  );
}

/** Nothing is there yet, because it is being fetched; or it could not be, which is told with a way on. */
export function Fetching({ of }: { readonly of?: Pick<Loaded<unknown>, "failed" | "again"> }) {
  if (of?.failed.value)
    return (
      <div class="page practice">
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
  const id = useId();
  const listening = state.value === "listening";
  return (
    <div class="speak">
      {listening ? (
        <Button icon={Square} class="practice-live" onClick={end}>
          {t("speak.done")}
        </Button>
      ) : (
        <Button kind={kind} icon={Mic} disabled={busy} onClick={() => void begin()}>
          {words}
        </Button>
      )}
      <p id={id} class="speak-state" role="status">
        {listening && <span class="practice-level" style={`--level: ${level.value}`} aria-hidden="true" />}
        {listening && t("speak.listening")}
        {busy && t("speak.busy")}
        {state.value === "no_microphone" && t("speak.no_microphone")}
      </p>
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
