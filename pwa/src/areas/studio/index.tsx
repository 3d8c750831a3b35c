/** Studio: where a learning professional plans nudges, sees what they do for the group, and whether they go out. */

import "./studio.css";
import { PencilRuler } from "lucide-preact";
import { useEffect, useMemo } from "preact/hooks";
import type { AreaProps } from "../../app/areas";
import { useApp } from "../../app/context";
import { Loading } from "../../app/lazy";
import { Link } from "../../app/router";
import { Missing } from "../../screens/Missing";
import { EmptyState } from "../../ui/EmptyState";
import { Studio as Shared, StudioProvider } from "./context";
import { EffectPage } from "./effect/EffectPage";
import { EnginePage } from "./engine/EnginePage";
import { Programmes } from "./programmes/Programmes";
import { ScenarioPage } from "./scenarios/ScenarioPage";
import { studioServer } from "./server";
import { t } from "./words";

export default function Studio({ rest }: AreaProps) {
  const { model, tools } = useApp();
  const me = model.me.value;
  const shared = useMemo(() => new Shared(studioServer, (error) => tools.notices.failure(error)), [tools]);
  if (me === null) return <Loading />;
  if (me.role === "employee") return <NotForYou />;
  return (
    <StudioProvider value={shared}>
      <Rooms rest={rest} />
    </StudioProvider>
  );
}

function NotForYou() {
  return (
    <EmptyState
      icon={PencilRuler}
      title={t("refused.title")}
      action={
        <Link to="/seintjes" class="button button-primary">
          {t("refused.action")}
        </Link>
      }
    >
      <p>{t("refused.text")}</p>
    </EmptyState>
  );
}

const TABS = [
  { to: "/studio", label: "tab.programmes", rooms: [undefined, "programma", "nieuw"] },
  { to: "/studio/scenario", label: "tab.scenarios", rooms: ["scenario"] },
  { to: "/studio/effect", label: "tab.effect", rooms: ["effect"] },
  { to: "/studio/motor", label: "tab.engine", rooms: ["motor"] },
] as const;

/** The tabs and the room that is open. */
export function Rooms({ rest }: AreaProps) {
  const [room, ...more] = rest;
  useWholeStage();
  return (
    <div class="studio">
      <nav class="studio-tabs" aria-label={t("tabs")}>
        <ul>
          {TABS.map(({ to, label, rooms }) => (
            <li key={to}>
              <Link to={to} class="studio-tab" current={(rooms as readonly unknown[]).includes(room)}>
                {t(label)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <Room room={room} more={more} />
    </div>
  );
}

function Room({ room, more }: { readonly room: string | undefined; readonly more: readonly string[] }) {
  const [which] = more;
  if (room === undefined || (room === "nieuw" && more.length === 0))
    return <Programmes open={room ?? null} />;
  if (room === "programma" && which !== undefined && more.length === 1) {
    return <Programmes open="programma" id={which} />;
  }
  if (room === "scenario" && more.length <= 1) return <ScenarioPage key={which} slug={which ?? null} />;
  if (room === "effect" && more.length <= 1) return <EffectPage programme={which ?? null} />;
  if (room === "motor" && more.length === 0) return <EnginePage />;
  return <Missing />;
}

/** The studio uses the whole width of the stage; the panes scroll, the stage does not. */
function useWholeStage(): void {
  useEffect(() => {
    const stage = document.getElementById("main");
    stage?.classList.add("studio-stage");
    return () => stage?.classList.remove("studio-stage");
  }, []);
}
