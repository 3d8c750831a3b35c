/** A new scenario: a name, and a ready one that it begins as. */

import { useState } from "preact/hooks";
import { navigate } from "../../../app/router";
import { currentLanguage } from "../../../i18n";
import { Button } from "../../../ui/Button";
import { useStudio } from "../context";
import { Pick, TextField } from "../form/Field";
import { t } from "../words";
import { freeSlug, keepText, slugOf, titled } from "./kept";
import { languageName } from "./marks";
import { type ScenarioLine, scenarioServer } from "./server";

interface NewScenarioProps {
  readonly known: readonly ScenarioLine[];
  readonly onClose: () => void;
}

/** The form. */
export function NewScenario({ known, onClose }: NewScenarioProps) {
  const studio = useStudio();
  const [title, setTitle] = useState("");
  const own = known.find(({ state, language }) => state === "ready" && language === currentLanguage());
  const [from, setFrom] = useState((own ?? known[0])?.slug ?? "");
  const begin = async () => {
    const example = await studio.attempt(() => scenarioServer.draft(from));
    if (example === undefined) return;
    const slug = freeSlug(
      slugOf(title),
      known.map((line) => line.slug),
    );
    keepText(localStorage, slug, { text: titled(example.text, title.trim()), revision: null });
    navigate(`/studio/scenario/${slug}`);
  };
  return (
    <form
      class="scenario-new"
      onSubmit={(event) => {
        event.preventDefault();
        if (title.trim() !== "") void begin();
      }}
    >
      <TextField label={t("scenario.new_title")} value={title} onInput={setTitle} />
      <Pick
        label={t("scenario.new_from")}
        hint={t("scenario.new_from_how")}
        value={from}
        options={known.map((line) => ({
          value: line.slug,
          label: `${line.title} (${languageName(line.language)})`,
        }))}
        onChange={setFrom}
      />
      <div class="button-row">
        <button type="submit" class="button button-primary" disabled={title.trim() === ""}>
          {t("scenario.new_begin")}
        </button>
        <Button kind="plain" onClick={onClose}>
          {t("act.cancel")}
        </Button>
      </div>
    </form>
  );
}
