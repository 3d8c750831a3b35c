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
import { QuestionsPage } from "./questions/QuestionsPage";
import { DraftPage } from "./scenarios/DraftPage";
import { ScenarioList } from "./scenarios/ScenarioList";
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
  { to: "/studio/vragen", label: "tab.questions", rooms: ["vragen"] },
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
  if (more.length > 1) return <Missing />;
  return (more[0] === undefined ? single(room) : about(room, more[0])) ?? <Missing />;
}

/** The rooms without a thing that is open in them. */
function single(room: string | undefined) {
  if (room === undefined) return <Programmes open={null} />;
  if (room === "nieuw") return <Programmes open="nieuw" />;
  if (room === "scenario") return <ScenarioList />;
  if (room === "vragen") return <QuestionsPage />;
  if (room === "effect") return <EffectPage programme={null} />;
  return room === "motor" ? <EnginePage /> : null;
}

/** The rooms with one thing open. */
function about(room: string | undefined, which: string) {
  if (room === "programma") return <Programmes open="programma" id={which} />;
  if (room === "scenario") return <DraftPage key={which} slug={which} />;
  return room === "effect" ? <EffectPage programme={which} /> : null;
}

/** The studio uses the whole width of the stage; the panes scroll, the stage does not. */
function useWholeStage(): void {
  useEffect(() => {
    const stage = document.getElementById("main");
    stage?.classList.add("studio-stage");
    return () => stage?.classList.remove("studio-stage");
  }, []);
}
