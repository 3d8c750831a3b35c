/** What is still wrong with a scenario, line by line; or that it is right, with what is worth another look. */

import { plural, t } from "../words";
import type { ScenarioTried } from "./server";

interface ProblemsProps {
  readonly tried: ScenarioTried;
  readonly onLine: (line: number) => void;
}

/** The list. */
export function Problems({ tried, onLine }: ProblemsProps) {
  if (tried.problems.length === 0) {
    return (
      <div role="status" class="scenario-right">
        <p>{t("scenario.right")}</p>
        {tried.unreached.length > 0 && (
          <p class="quiet small">{t("scenario.unreached", { names: tried.unreached.join(" · ") })}</p>
        )}
      </div>
    );
  }
  return (
    <section class="todo" role="status">
      <h2>{plural(tried.problems.length, "scenario.wrong_one", "scenario.wrong_other")}</h2>
      <ul>
        {tried.problems.map(({ line, message }) => (
          <li key={`${line} ${message}`} class="scenario-problem">
            <button type="button" class="button button-plain" onClick={() => onLine(line)}>
              {t("scenario.line", { line })}
            </button>
            <span>{message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
