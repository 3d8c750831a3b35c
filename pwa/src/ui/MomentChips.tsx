/** The five moments of need. The one that was inferred carries a mark; another is one tap away. */

import { Hammer, Layers, type LucideIcon, RefreshCw, Sprout, Wrench } from "lucide-preact";
import { MOMENTS, type Moment } from "../app/model";
import { type Key, t } from "../i18n";
import "./chips.css";

export const MOMENT_LABEL: Readonly<Record<Moment, Key>> = {
  new: "moment.new",
  more: "moment.more",
  apply: "moment.apply",
  solve: "moment.solve",
  change: "moment.change",
};

const MOMENT_MEANS: Readonly<Record<Moment, Key>> = {
  new: "moment.new.means",
  more: "moment.more.means",
  apply: "moment.apply.means",
  solve: "moment.solve.means",
  change: "moment.change.means",
};

const MOMENT_ICON: Readonly<Record<Moment, LucideIcon>> = {
  new: Sprout,
  more: Layers,
  apply: Hammer,
  solve: Wrench,
  change: RefreshCw,
};

interface MomentChipsProps {
  readonly moment: Moment;
  readonly inferred: boolean;
  readonly onChoose: (moment: Moment) => void;
}

/** The chips and, under them, what was assumed in plain words. */
export function MomentChips({ moment, inferred, onChoose }: MomentChipsProps) {
  return (
    <div class="moments">
      {/* biome-ignore lint/a11y/useSemanticElements: these are buttons that act at once, not fields of a form. */}
      <div class="moment-bar" role="group" aria-label={t("moment.group")}>
        {MOMENTS.map((each) => {
          const Icon = MOMENT_ICON[each];
          return (
            <button
              key={each}
              type="button"
              class="moment"
              aria-pressed={each === moment}
              data-inferred={each === moment && inferred ? "" : undefined}
              onClick={() => onChoose(each)}
            >
              <Icon size={18} />
              <span>{t(MOMENT_LABEL[each])}</span>
            </button>
          );
        })}
      </div>
      <p class="moment-note">
        {t(inferred ? "moment.inferred" : "moment.chosen", { means: t(MOMENT_MEANS[moment]) })}
      </p>
    </div>
  );
}
