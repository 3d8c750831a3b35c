/** Oefenen: a pitch, a difficult conversation, another language; aloud or in text, and nobody looks over one's shoulder. */

import "./practice.css";
import type { AreaProps } from "../../app/areas";
import { Missing } from "../../screens/Missing";
import { ContrastPage } from "./ContrastPage";
import { Home } from "./Home";
import { LanguagesPage } from "./LanguagesPage";
import { PitchesPage, PitchPage } from "./PitchPage";
import { RolePlayPage } from "./RolePlayPage";
import { RoundPage } from "./RoundPage";
import { ScenarioPage, ScenariosPage } from "./ScenarioPage";
import { TakePage } from "./TakePage";
import { TalkPage } from "./TalkPage";

/** A run has an identifier, a scenario a name. */
const RUN = /^[0-9a-f]{8}-[0-9a-f]{4}-/;

export default function Practice({ rest }: AreaProps) {
  const [kind, id, ...more] = rest;
  if (kind === undefined) return <Home />;
  if (kind === "pitch") return <OfPitch id={id} more={more} />;
  if (kind === "opname" && id !== undefined) return <TakePage id={id} key={id} />;
  if (kind === "gesprek") return <OfRolePlay id={id} more={more} />;
  if (kind === "taal") return <OfLanguage id={id} more={more} />;
  return <Missing />;
}

interface Below {
  readonly id: string | undefined;
  readonly more: readonly string[];
}

function OfPitch({ id, more }: Below) {
  if (more.length > 0) return <Missing />;
  return id === undefined ? <PitchesPage /> : <PitchPage id={id} key={id} />;
}

function OfRolePlay({ id, more }: Below) {
  if (more.length > 0) return <Missing />;
  if (id === undefined) return <ScenariosPage />;
  return RUN.test(id) ? <RolePlayPage id={id} key={id} /> : <ScenarioPage slug={id} key={id} />;
}

function OfLanguage({ id, more }: Below) {
  const [below] = more;
  if (id === undefined) return <LanguagesPage />;
  if (below === undefined) return <RoundPage id={id} key={id} />;
  if (id === "gesprek") return <TalkPage id={below} key={below} />;
  return id === "klank" ? <ContrastPage id={below} key={below} /> : <Missing />;
}
