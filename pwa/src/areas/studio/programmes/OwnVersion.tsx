/** Two versions side by side: mine, and the one that a colleague saved meanwhile. Both are kept until I choose. */

import { useEffect, useId, useState } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { type Content, filled } from "../content";
import { useStudio } from "../context";
import type { Editor } from "../editor";
import { differences, merged, type Part, type Side } from "../merge";
import { t } from "../words";
import { PART_NAME, partWords } from "./parts";

/** The panel. */
export function OwnVersion({ editor }: { readonly editor: Editor }) {
  const studio = useStudio();
  const view = editor.view.value;
  const mine = editor.content.value;
  const theirs = filled(view.content, new Date());
  const base = useBase(view.line.id, view.own?.based_on ?? null);
  const name = view.changed_by?.name ?? "–";
  const [chosen, setChosen] = useState<Readonly<Partial<Record<Part, Side>>>>({});
  const found = differences(mine, theirs, base);
  const sides = Object.fromEntries(found.map(({ part, suggestion }) => [part, chosen[part] ?? suggestion]));
  const takeTheirs = async () => {
    const dropped = await studio.attempt(() => studio.server.dropOwn(view.line.id));
    if (dropped === undefined) return;
    const now = await studio.attempt(() => studio.server.programme(view.line.id));
    if (now !== undefined) editor.accept(now);
  };
  return (
    <section class="versions" aria-labelledby="versions-title">
      <h2 id="versions-title">{t("own.title")}</h2>
      <p>{found.length === 0 ? t("own.same") : t("own.text", { name })}</p>
      {found.map(({ part, clash }) => (
        <Difference
          key={part}
          part={part}
          clash={clash}
          mine={mine}
          theirs={theirs}
          name={name}
          side={sides[part] ?? "mine"}
          onChange={(side) => setChosen({ ...chosen, [part]: side })}
        />
      ))}
      <div class="button-row">
        <Button kind="primary" onClick={() => void editor.settle(merged(mine, theirs, sides))}>
          {t("own.settle")}
        </Button>
        <Button onClick={() => void takeTheirs()}>{t("own.drop", { name })}</Button>
      </div>
    </section>
  );
}

/** The version that mine began with, from the history. */
function useBase(id: string, revision: number | null): Content | null {
  const studio = useStudio();
  const [base, setBase] = useState<Content | null>(null);
  useEffect(() => {
    void studio
      .attempt(() => studio.server.history(id))
      .then((entries) => {
        const before = entries?.find((entry) => entry.revision === revision);
        setBase(before === undefined ? null : filled(before.programme, new Date()));
      });
  }, [studio, id, revision]);
  return base;
}

interface DifferenceProps {
  readonly part: Part;
  readonly clash: boolean;
  readonly mine: Content;
  readonly theirs: Content;
  readonly name: string;
  readonly side: Side;
  readonly onChange: (side: Side) => void;
}

function Difference({ part, clash, mine, theirs, name, side, onChange }: DifferenceProps) {
  const group = useId();
  const versions: readonly (readonly [Side, string, Content])[] = [
    ["mine", t("own.mine"), mine],
    ["theirs", t("own.theirs", { name }), theirs],
  ];
  return (
    <fieldset class="version-part">
      <legend>
        {t(PART_NAME[part])}
        {clash && <span class="badge badge-wrong">{t("own.clash")}</span>}
      </legend>
      <div class="version-sides">
        {versions.map(([each, label, content]) => (
          <label key={each} class="option">
            <input type="radio" name={group} checked={side === each} onChange={() => onChange(each)} />
            <span>
              <span class="quiet small">{label}</span>
              <span class="version-words">{partWords(content, part) || t("own.empty")}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
