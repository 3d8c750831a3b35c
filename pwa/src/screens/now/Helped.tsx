/** "Hielp dit?" in one tap. */

import { ThumbsDown, ThumbsUp } from "lucide-preact";
import { useApp } from "../../app/context";
import type { AnswerItem } from "../../app/model";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";

/** The question and two buttons; the chosen one stays pressed and can be changed. */
export function Helped({ item }: { readonly item: AnswerItem }) {
  const { actions } = useApp();
  return (
    <fieldset class="helped">
      <legend>{t("helped.question")}</legend>
      <Button
        icon={ThumbsUp}
        kind="plain"
        pressed={item.helped === true}
        onClick={() => actions.helped(item.id, true)}
      >
        {t("helped.yes")}
      </Button>
      <Button
        icon={ThumbsDown}
        kind="plain"
        pressed={item.helped === false}
        onClick={() => actions.helped(item.id, false)}
      >
        {t("helped.no")}
      </Button>
    </fieldset>
  );
}
