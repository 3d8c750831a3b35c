/** The five places: within the thumb's reach on a phone, a rail at the side on a laptop. */

import { Bell, Drama, Lightbulb, type LucideIcon, Mic, NotebookPen, PencilRuler } from "lucide-preact";
import { type Key, t } from "../i18n";
import { useWide } from "../ui/useWide";
import { useApp } from "./context";
import { Link, type Route } from "./router";

interface Place {
  readonly to: string;
  readonly label: Key;
  readonly icon: LucideIcon;
  readonly screens: readonly Route["screen"][];
}

const PLACES: readonly Place[] = [
  { to: "/", label: "nav.now", icon: Mic, screens: ["now"] },
  { to: "/tip", label: "nav.tip", icon: Lightbulb, screens: ["tips", "tip"] },
  { to: "/oefenen", label: "nav.practice", icon: Drama, screens: ["practice"] },
  { to: "/reflectie", label: "nav.reflect", icon: NotebookPen, screens: ["reflect"] },
  { to: "/seintjes", label: "nav.nudges", icon: Bell, screens: ["nudges"] },
];

/** Only on a laptop, and only for who makes things for others. */
const STUDIO: Place = { to: "/studio", label: "nav.studio", icon: PencilRuler, screens: ["studio"] };

/** How many nudges wait; nothing where none does. */
function Waiting() {
  const count = useApp().model.nudges.value;
  if (count === 0) return null;
  return (
    <span class="place-count">
      {count}
      <span class="sr-only"> {t("nav.nudges_waiting")}</span>
    </span>
  );
}

/** The navigation. */
export function Places({ screen }: { readonly screen: Route["screen"] }) {
  const role = useApp().model.me.value?.role;
  const wide = useWide();
  const places = wide && role !== undefined && role !== "employee" ? [...PLACES, STUDIO] : PLACES;
  return (
    <nav class="places" aria-label={t("nav.label")}>
      <ul>
        {places.map(({ to, label, icon: Icon, screens }) => (
          <li key={to}>
            <Link to={to} class="place" current={screens.includes(screen)}>
              <Icon size={24} />
              <span>{t(label)}</span>
              {to === "/seintjes" && <Waiting />}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
