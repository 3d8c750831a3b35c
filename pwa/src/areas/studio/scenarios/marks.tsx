/** What a scenario is now, in a word, a shape and a colour. */

import { BookOpen, CirclePlay, type LucideIcon, PencilLine, Undo2 } from "lucide-preact";
import { t } from "../words";
import type { ScenarioLine, ScenarioState } from "./server";

const SHOWN: Readonly<
  Record<
    ScenarioState,
    readonly [
      LucideIcon,
      (
        | "scenario.state_ready"
        | "scenario.state_draft"
        | "scenario.state_published"
        | "scenario.state_withdrawn"
      ),
    ]
  >
> = {
  ready: [BookOpen, "scenario.state_ready"],
  draft: [PencilLine, "scenario.state_draft"],
  published: [CirclePlay, "scenario.state_published"],
  withdrawn: [Undo2, "scenario.state_withdrawn"],
};

/** The badges of a scenario. */
export function ScenarioMarks({ line }: { readonly line: ScenarioLine }) {
  const [Icon, word] = SHOWN[line.state];
  return (
    <span class="studio-line-marks">
      <span class={`badge ${line.state === "published" ? "badge-running" : ""}`}>
        <Icon size={16} />
        <span>{t(word)}</span>
      </span>
      {line.changed && <span class="badge">{t("list.changed")}</span>}
    </span>
  );
}

const NAMES: Readonly<Record<string, string>> = {
  nl: "Nederlands",
  en: "English",
  fr: "Français",
  de: "Deutsch",
};

/** A language in its own words. */
export function languageName(code: string): string {
  return NAMES[code] ?? code;
}
