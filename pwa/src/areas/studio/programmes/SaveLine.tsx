/** Says in words whether what is on the screen is saved. */

import { Check, CloudOff, LoaderCircle, type LucideIcon, TriangleAlert, UserRound } from "lucide-preact";
import type { Editor, SaveState } from "../editor";
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

/** The line. */
export function SaveLine({ editor }: { readonly editor: Editor }) {
  const state = editor.state.value;
  const [Icon, words] = SAID[state];
  const { changed, state: running } = editor.view.value.line;
  const pending = state === "saved" && changed && running !== "draft" && running !== "ended";
  return (
    <p class={`save-line save-${state}`} role="status">
      <Icon size={18} />
      <span>
        {t(words)}
        {editor.trouble.value !== null && ` ${editor.trouble.value}`}
        {pending && ` · ${t("pending.running")}`}
      </span>
    </p>
  );
}
