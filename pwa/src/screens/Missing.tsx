/** An address that leads nowhere. */

import { CircleQuestionMark } from "lucide-preact";
import { Link } from "../app/router";
import { t } from "../i18n";
import { EmptyState } from "../ui/EmptyState";

/** Says so and leads back to the microphone. */
export function Missing() {
  return (
    <EmptyState
      icon={CircleQuestionMark}
      title={t("missing.title")}
      action={
        <Link to="/" class="button button-primary">
          {t("missing.action")}
        </Link>
      }
    >
      <p>{t("missing.text")}</p>
    </EmptyState>
  );
}
