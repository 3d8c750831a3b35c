/** What the person said or typed. */

import { Clock } from "lucide-preact";
import type { SaidItem } from "../../app/model";
import { t } from "../../i18n";

interface SaidProps {
  readonly item: SaidItem;
  readonly latest: boolean;
}

/** The words; while they are still being said they grow. */
export function Said({ item, latest }: SaidProps) {
  const live = latest && item.state === "partial";
  return (
    <div class={live ? "said said-live" : latest ? "said" : "said past"} data-said="">
      <p class="who">{t(item.spoken ? "said.spoken" : "said.typed")}</p>
      {item.state === "unheard" ? (
        <p class="said-text quiet">{t("said.unheard")}</p>
      ) : (
        <p class="said-text">
          {item.text}
          {item.state === "partial" && <span class="growing" aria-hidden="true" />}
        </p>
      )}
      {item.state === "waiting" && (
        <p class="said-waiting">
          <Clock size={18} /> {t("waiting.kept")}
        </p>
      )}
    </div>
  );
}
