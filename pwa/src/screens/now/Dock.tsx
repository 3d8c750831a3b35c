/** Within the thumb's reach: the microphone, typing at one side and hurry at the other, and what to do with an answer. */

import {
  ArrowRight,
  CircleQuestionMark,
  Keyboard,
  type LucideIcon,
  Mic,
  MicOff,
  RotateCcw,
  Square,
  Zap,
} from "lucide-preact";
import { useApp } from "../../app/context";
import type { CommandName, Microphone, VoiceState } from "../../app/model";
import { type Key, t } from "../../i18n";
import { IconButton } from "../../ui/Button";
import { MicButton, type MicShape } from "../../ui/MicButton";
import "./dock.css";
import { Composer } from "./Composer";
import { typing } from "./draft";
import { NO_MICROPHONE } from "./MicTrouble";

/** The dock. On a laptop the field to type in is always there. */
export function Dock({ wide }: { readonly wide: boolean }) {
  const { model } = useApp();
  const byKeyboard = typing.value || NO_MICROPHONE.has(model.microphone.value);
  return (
    <section class="dock" aria-label={t("dock.label")}>
      <Commands />
      {wide ? <WideRow /> : byKeyboard ? <TypingRow /> : <ThumbRow />}
    </section>
  );
}

function ThumbRow() {
  return (
    <div class="dock-row">
      <button
        type="button"
        class="dock-side"
        onClick={() => {
          typing.value = true;
        }}
      >
        <Keyboard size={24} />
        <span>{t("dock.type")}</span>
      </button>
      <Talk />
      <Hurry />
    </div>
  );
}

function TypingRow() {
  const { model, actions } = useApp();
  const closed = NO_MICROPHONE.has(model.microphone.value);
  return (
    <div class="dock-typing">
      <IconButton
        icon={closed ? MicOff : Mic}
        kind="outline"
        label={t(closed ? "mic.none" : "dock.talk")}
        onClick={() => {
          typing.value = false;
          if (closed) actions.tapMicrophone();
        }}
      />
      <Composer focus={typing.value} />
      <Hurry />
    </div>
  );
}

function WideRow() {
  return (
    <div class="dock-wide">
      <Talk />
      <Composer focus={false} />
      <Hurry />
    </div>
  );
}

function Hurry() {
  const { model, actions } = useApp();
  const on = model.hurry.value;
  return (
    <button
      type="button"
      class="dock-side"
      aria-pressed={on}
      title={t("dock.hurry_means")}
      onClick={() => actions.setHurry(!on)}
    >
      <Zap size={24} fill={on ? "currentColor" : "none"} />
      <span>{t("dock.hurry")}</span>
    </button>
  );
}

const SHAPE: Readonly<Record<VoiceState, MicShape>> = {
  ready: "ready",
  listening: "listening",
  thinking: "thinking",
  speaking: "speaking",
  held: "speaking",
  offline: "offline",
};

/** Name of the button (what a tap does) and the words under it, by shape. */
const WORDS: Readonly<Record<MicShape, readonly [Key, Key]>> = {
  ready: ["mic.ready", "mic.ready_hint"],
  asking: ["mic.asking", "mic.asking_hint"],
  listening: ["mic.listening", "mic.listening_hint"],
  thinking: ["mic.thinking", "mic.thinking_hint"],
  speaking: ["mic.speaking", "mic.speaking_hint"],
  offline: ["mic.offline", "mic.offline_hint"],
  none: ["mic.none", "mic.none_hint"],
};

const HOLD_HINT: Partial<Record<MicShape, Key>> = {
  ready: "mic.hold_hint",
  listening: "mic.release_hint",
};

function micShape(voice: VoiceState, microphone: Microphone): MicShape {
  if (NO_MICROPHONE.has(microphone)) return "none";
  return microphone === "asking" ? "asking" : SHAPE[voice];
}

interface TalkProps {
  /** What to say under it while it waits. */
  readonly ready?: Key;
}

/** The microphone with what it means now. */
export function Talk({ ready = "mic.ready_hint" }: TalkProps) {
  const { model, actions } = useApp();
  const shape = micShape(model.voice.value, model.microphone.value);
  const handsFree = model.preferences.value.handsFree;
  const [name, words] = WORDS[shape];
  const hint = shape === "ready" ? ready : words;
  const holding = handsFree ? undefined : (HOLD_HINT[shape] ?? hint);
  const held = shape === "listening" && !model.holding.value ? hint : holding;
  return (
    <MicButton
      shape={shape}
      name={t(name)}
      hint={t(held ?? hint)}
      level={model.level}
      onTap={actions.tapMicrophone}
      {...(handsFree || shape === "none"
        ? {}
        : { hold: { start: actions.holdStart, end: actions.holdEnd, endTurn: actions.endTurn } })}
    />
  );
}

interface Command {
  readonly name: CommandName;
  readonly label: Key;
  readonly icon: LucideIcon;
}

const BUSY: ReadonlySet<VoiceState> = new Set<VoiceState>(["speaking", "held", "thinking"]);

const COMMANDS: readonly Command[] = [
  { name: "more", label: "command.more", icon: ArrowRight },
  { name: "repeat", label: "command.repeat", icon: RotateCcw },
  { name: "explain", label: "command.explain", icon: CircleQuestionMark },
  { name: "stop", label: "command.stop", icon: Square },
];

/** Which commands make sense now: none while the person talks, "stop" only while there is something to stop. */
function useCommands(): readonly Command[] {
  const { model } = useApp();
  const items = model.transcript.value;
  const last = items.at(-1);
  const answer = items.findLast((item) => item.kind === "answer");
  if (last === undefined || (last.kind === "said" && last.state === "partial")) return [];
  const busy = BUSY.has(model.voice.value);
  const known = answer !== undefined && answer.suggestions.length === 0 && last.kind === "answer";
  return COMMANDS.filter(({ name }) => (name === "stop" ? busy : known));
}

/** The buttons under an answer. */
function Commands() {
  const { actions } = useApp();
  const commands = useCommands();
  if (commands.length === 0) return null;
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are buttons that act at once, not fields of a form.
    <div class="commands" role="group" aria-label={t("command.group")}>
      {commands.map(({ name, label, icon: Icon }) => (
        <button key={name} type="button" class="command" onClick={() => actions.command(name)}>
          <Icon size={20} />
          <span>{t(label)}</span>
        </button>
      ))}
    </div>
  );
}
