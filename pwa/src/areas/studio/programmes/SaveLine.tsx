/** Says in words whether what is on the screen is saved. */

import { Check, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert, UserRound } from "lucide-preact";
import type { Editor } from "../editor";
import type { SaveState } from "../saving";
import { t } from "../words";

const SAID: Readonly<
  Record<
    SaveState,
    readonly [
      LucideIcon,
      "save.saved" | "save.saving" | "save.waiting" | "save.kept" | "save.overtaken" | "save.refused",
    ]
  >
> = {
  saved: [Check, "save.saved"],
  saving: [LoaderCircle, "save.saving"],
  waiting: [CloudOff, "save.waiting"],
  kept: [UserRound, "save.kept"],
  overtaken: [TriangleAlert, "save.overtaken"],
  refused: [TriangleAlert, "save.refused"],
};

/** The line of a programme. */
export function SaveLine({ editor }: { readonly editor: Editor }) {
  const state = editor.state.value;
  const { changed, state: running } = editor.view.value.line;
  const pending = state === "saved" && changed && running !== "draft" && running !== "ended";
  return <SaveWords state={state} trouble={editor.trouble.value} pending={pending && t("pending.running")} />;
}

interface SaveWordsProps {
  readonly state: SaveState;
  /** The server's sentence about what went wrong, if it gave one. */
  readonly trouble: string | null;
  /** What waits to be published, in words. */
  readonly pending: string | false;
}

/** The line of anything that is saved by itself. */
export function SaveWords({ state, trouble, pending }: SaveWordsProps) {
  const [Icon, words] = SAID[state];
  return (
    <p class={`save-line save-${state}`} role="status">
      <Icon size={18} />
      <span>
        {t(words)}
        {trouble !== null && ` ${trouble}`}
        {pending && ` · ${pending}`}
      </span>
    </p>
  );
}
