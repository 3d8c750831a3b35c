/** Reflectie: the question of the day, forms to look back and ahead, the notebook, the week. */

import "./reflect.css";
import type { AreaProps } from "../../app/areas";
import { Missing } from "../../screens/Missing";
import { DeskProvider, useNewDesk } from "./context";
import { Home } from "./Home";
import { NotebookPage } from "./NotebookPage";
import { SessionPage } from "./SessionPage";
import { WeekPage } from "./WeekPage";

export default function Reflectie({ rest }: AreaProps) {
  const desk = useNewDesk();
  return (
    <DeskProvider value={desk}>
      <Page rest={rest} />
    </DeskProvider>
  );
}

function Page({ rest }: AreaProps) {
  const [first, second, ...more] = rest;
  if (first === undefined) return <Home />;
  if (more.length > 0) return <Missing />;
  if (first === "gesprek" && second !== undefined) return <SessionPage id={second} key={second} />;
  if (first === "notitieboek") return <NotebookPage opened={second ?? null} />;
  if (first === "week") return <WeekPage wanted={second ?? null} />;
  return <Missing />;
}
