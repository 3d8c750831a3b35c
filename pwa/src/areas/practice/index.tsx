/** Practice: rehearse a conversation or a pitch aloud. Says honestly what will come and what one can do now. */

import { Drama } from "lucide-preact";
import type { AreaProps } from "../../app/areas";
import { Link } from "../../app/router";
import { Missing } from "../../screens/Missing";
import { EmptyState } from "../../ui/EmptyState";
import { t } from "./words";

export default function Practice({ rest }: AreaProps) {
  if (rest.length > 0) return <Missing />;
  return (
    <EmptyState
      icon={Drama}
      title={t("title")}
      action={
        <Link to="/tip" class="button button-primary">
          {t("action")}
        </Link>
      }
    >
      <p>{t("later")}</p>
      <p>{t("now")}</p>
    </EmptyState>
  );
}
