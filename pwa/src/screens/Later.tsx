/** Three places that are not there yet: they say honestly what will come and what one can do now. */

import { Bell, Drama, NotebookPen } from "lucide-preact";
import { Link } from "../app/router";
import { t } from "../i18n";
import { EmptyState } from "../ui/EmptyState";

/** Practice: rehearse a conversation or a pitch aloud. */
export function Practice() {
  return (
    <EmptyState
      icon={Drama}
      title={t("practice.title")}
      action={
        <Link to="/tip" class="button button-primary">
          {t("practice.action")}
        </Link>
      }
    >
      <p>{t("practice.later")}</p>
      <p>{t("practice.now")}</p>
    </EmptyState>
  );
}

/** Reflection: one question at the end of the day. */
export function Reflection() {
  return (
    <EmptyState
      icon={NotebookPen}
      title={t("reflect.title")}
      action={
        <Link to="/instellingen" class="button button-primary">
          {t("reflect.action")}
        </Link>
      }
    >
      <p>{t("reflect.later")}</p>
      <p>{t("reflect.now")}</p>
    </EmptyState>
  );
}

/** Nudges: short reminders that one chose oneself. */
export function Nudges() {
  return (
    <EmptyState
      icon={Bell}
      title={t("nudges.title")}
      action={
        <Link to="/" class="button button-primary">
          {t("nudges.action")}
        </Link>
      }
    >
      <p>{t("nudges.later")}</p>
      <p>{t("nudges.now")}</p>
    </EmptyState>
  );
}
