/** Two texts: mine, and the one that a colleague saved meanwhile. Both are kept until I choose, and after it. */

import { useId } from "preact/hooks";
import { Button } from "../../../ui/Button";
import { Fold } from "../../../ui/Fold";
import { t } from "../words";
import type { Draft } from "./draft";

/** The panel. */
export function Overtaken({ draft }: { readonly draft: Draft }) {
  const id = useId();
  const view = draft.view.value;
  const name = view.line.changed_by?.name ?? "–";
  return (
    <section class="versions" aria-labelledby={id}>
      <h2 id={id}>{t("own.title")}</h2>
      <p>{t("scenario.overtaken", { name })}</p>
      <Fold words={t("scenario.look_theirs", { name })}>
        <textarea
          class="input scenario-text"
          rows={12}
          readOnly
          aria-label={t("scenario.look_theirs", { name })}
          value={view.text}
        />
      </Fold>
      <div class="button-row">
        <Button kind="primary" onClick={() => void draft.settle()}>
          {t("scenario.keep_mine")}
        </Button>
        <Button onClick={() => draft.accept(view)}>{t("scenario.take_theirs", { name })}</Button>
      </div>
    </section>
  );
}
