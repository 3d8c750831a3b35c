/** What the programme is for, and for whom. */

import { MOMENTS } from "../../../app/model";
import { EVERYBODY } from "../content";
import { useStudio } from "../context";
import { t } from "../words";
import { Explained, problemAt, Several, TextField } from "./Field";
import type { FormProps } from "./form";

const MOMENT = {
  new: ["moment.new", "moment.new.means"],
  more: ["moment.more", "moment.more.means"],
  apply: ["moment.apply", "moment.apply.means"],
  solve: ["moment.solve", "moment.solve.means"],
  change: ["moment.change", "moment.change.means"],
} as const;

/** The word for a moment of need. */
export function momentWord(moment: keyof typeof MOMENT): string {
  return t(MOMENT[moment][0]);
}

/** What for. */
export function Why({ content, problems, change }: FormProps) {
  return (
    <fieldset class="form-part">
      <legend>{t("form.why")}</legend>
      <TextField
        label={t("form.name")}
        hint={t("form.name_hint")}
        value={content.name}
        problem={problemAt(problems, "name")}
        onInput={(name) => change({ name })}
      />
      <TextField
        label={t("form.purpose")}
        hint={t("form.purpose_hint")}
        rows={2}
        value={content.purpose}
        problem={problemAt(problems, "purpose")}
        onInput={(purpose) => change({ purpose })}
      />
      <Explained
        legend={t("form.moment")}
        value={content.moment}
        options={MOMENTS.map((value) => ({
          value,
          label: momentWord(value),
          means: t(MOMENT[value][1]),
        }))}
        onChange={(moment) => change({ moment })}
      />
      <TextField
        label={t("form.owner")}
        hint={t("form.owner_hint")}
        value={content.owner ?? ""}
        problem={problemAt(problems, "owner")}
        onInput={(owner) => change({ owner })}
      />
    </fieldset>
  );
}

/** For whom. */
export function Who({ content, problems, change }: FormProps) {
  const known = useStudio().audiences.value.value;
  const labels = [...new Set([EVERYBODY, ...known.map(({ label }) => label), ...content.audience])];
  const toggle = (label: string) => change({ audience: toggled(content.audience, label) });
  return (
    <fieldset class="form-part">
      <legend>{t("form.who")}</legend>
      <Several
        legend={t("form.audience")}
        hint={t("form.audience_hint")}
        problem={problemAt(problems, "audience") ?? problems.find(({ code }) => code === "audience_empty")}
        options={labels.map((label) => {
          const people = known.find((each) => each.label === label)?.people ?? null;
          return {
            value: label,
            label: label === EVERYBODY ? t("audience.all") : label,
            note: people === null ? t("audience.few") : t("audience.people", { count: people }),
          };
        })}
        chosen={content.audience}
        onToggle={toggle}
      />
    </fieldset>
  );
}

/** Everybody and a group exclude each other: whoever chooses one means only that. */
export function toggled(audience: readonly string[], label: string): readonly string[] {
  if (audience.includes(label)) return audience.filter((each) => each !== label);
  return label === EVERYBODY ? [EVERYBODY] : [...audience.filter((each) => each !== EVERYBODY), label];
}
