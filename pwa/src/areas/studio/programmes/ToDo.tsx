/** What is still to be done before a programme can run. */

import { ListChecks } from "lucide-preact";
import type { FieldProblem } from "../server";
import { plural, t } from "../words";

const NAMES = [
  ["texts.nl.title", "part.title_nl"],
  ["texts.nl.body", "part.body_nl"],
  ["texts.en", "part.english"],
  ["texts", "part.title_nl"],
  ["name", "part.name"],
  ["purpose", "part.purpose"],
  ["moment", "part.moment"],
  ["audience", "part.audience"],
  ["opens", "part.opens"],
  ["trigger", "part.trigger"],
  ["policy", "part.policy"],
  ["starts", "part.starts"],
  ["ends", "part.ends"],
  ["owner", "part.owner"],
] as const;

function nameOf(field: string): string | null {
  const found = NAMES.find(([path]) => field === path || field.startsWith(`${path}.`));
  return found === undefined ? null : t(found[1]);
}

/** The list; nothing when nothing is left. */
export function ToDo({ problems }: { readonly problems: readonly FieldProblem[] }) {
  if (problems.length === 0) return null;
  return (
    <section class="todo" aria-label={plural(problems.length, "todo.title_one", "todo.title_other")}>
      <h2>
        <ListChecks size={20} />
        <span>{plural(problems.length, "todo.title_one", "todo.title_other")}</span>
      </h2>
      <ul>
        {problems.map((problem) => {
          const name = nameOf(problem.field);
          return (
            <li key={`${problem.field} ${problem.code}`}>
              {name !== null && <strong>{name}: </strong>}
              {problem.message}
            </li>
          );
        })}
      </ul>
    </section>
  );
}
