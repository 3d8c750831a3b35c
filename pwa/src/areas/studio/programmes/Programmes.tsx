/** Two panes: the programmes, and the one that is open. On a phone one of the two. */

import { ChevronLeft, Plus } from "lucide-preact";
import { useEffect } from "preact/hooks";
import { Link } from "../../../app/router";
import { Button } from "../../../ui/Button";
import { useStudio } from "../context";
import type { ProgrammeLine } from "../server";
import { t } from "../words";
import { NewProgramme } from "./NewProgramme";
import { ProgrammePage } from "./ProgrammePage";
import { StateBadge } from "./StateBadge";

interface ProgrammesProps {
  readonly open: "programma" | "nieuw" | null;
  readonly id?: string;
}

/** The room. */
export function Programmes({ open, id }: ProgrammesProps) {
  const studio = useStudio();
  useEffect(() => void studio.loadProgrammes(), [studio]);
  return (
    <div class="studio-panes" data-open={open === null ? undefined : ""}>
      <div class="studio-list">
        <List current={id ?? null} heading={open === null ? "h1" : "h2"} />
      </div>
      <div class="studio-thing">
        {open !== null && (
          <Link to="/studio" class="button button-plain studio-back">
            <ChevronLeft size={20} />
            <span>{t("back")}</span>
          </Link>
        )}
        {open === "programma" && id !== undefined && <ProgrammePage key={id} id={id} />}
        {open === "nieuw" && <NewProgramme />}
        {open === null && <Nothing />}
      </div>
    </div>
  );
}

function Nothing() {
  return (
    <div class="studio-nothing">
      <p>{t("list.intro")}</p>
      <p class="quiet">{t("list.pick")}</p>
    </div>
  );
}

interface ListProps {
  readonly current: string | null;
  readonly heading: "h1" | "h2";
}

function List({ current, heading: Heading }: ListProps) {
  const studio = useStudio();
  const { state, value } = studio.programmes.value;
  return (
    <>
      <div class="studio-list-head">
        <Heading tabIndex={-1}>{t("list.title")}</Heading>
        <Link to="/studio/nieuw" class="button button-primary">
          <Plus size={20} />
          <span>{t("list.new")}</span>
        </Link>
      </div>
      {state === "loading" && <p role="status">{t("loading")}</p>}
      {state === "failed" && (
        <div role="alert" class="studio-failed">
          <p>{t("failed")}</p>
          <Button onClick={() => void studio.loadProgrammes()}>{t("again")}</Button>
        </div>
      )}
      {state === "here" && value.length === 0 && <p class="quiet">{t("list.none")}</p>}
      <ul class="studio-lines">
        {value.map((line) => (
          <li key={line.id}>
            <Line line={line} current={line.id === current} />
          </li>
        ))}
      </ul>
    </>
  );
}

function Line({ line, current }: { readonly line: ProgrammeLine; readonly current: boolean }) {
  return (
    <Link to={`/studio/programma/${encodeURIComponent(line.id)}`} class="studio-line" current={current}>
      <span class="studio-line-name">{line.name || t("list.unnamed")}</span>
      <span class="studio-line-marks">
        <StateBadge state={line.state} />
        {line.mine && <span class="badge badge-mine">{t("list.mine")}</span>}
        {line.changed && line.state !== "draft" && <span class="badge">{t("list.changed")}</span>}
        {!line.well && <span class="badge badge-wrong">{t("list.late")}</span>}
      </span>
    </Link>
  );
}
