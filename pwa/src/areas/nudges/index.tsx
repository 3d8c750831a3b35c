/** Seintjes: what came, what comes, and one's own say in it. */

import "./nudges.css";
import type { AreaProps } from "../../app/areas";
import { Missing } from "../../screens/Missing";
import { DeskProvider, useNewDesk } from "./context";
import { Opening } from "./Opening";
import { Overview } from "./Overview";
import { RulesPage } from "./RulesPage";
import { WhyPage } from "./WhyPage";

export default function Nudges({ rest }: AreaProps) {
  const desk = useNewDesk();
  return (
    <DeskProvider value={desk}>
      <Page rest={rest} />
    </DeskProvider>
  );
}

function Page({ rest }: AreaProps) {
  const [first, second, ...more] = rest;
  if (first === undefined) return <Overview />;
  if (first === "instellen" && second === undefined) return <RulesPage />;
  if (second === undefined) return <Opening id={first} key={first} />;
  if (second === "waarom" && more.length === 0) return <WhyPage id={first} key={first} />;
  return <Missing />;
}
