/** What happens when the moment is not a good one: few need this, so it is folded. */

import { Choice, Switch } from "../../../ui/Controls";
import type { Policy } from "../content";
import { minutesWords } from "../sayings";
import { t } from "../words";
import { Pick, problemAt, TextField } from "./Field";
import type { FormProps } from "./form";

const DEADLINES = [15, 30, 60, 120, 240, 480, 1440, 2880, 10080];

/** The part. */
export function Rules({ content, problems, change }: FormProps) {
  const { policy } = content;
  const set = (fields: Partial<Policy>) => change({ policy: { ...policy, ...fields } });
  const minutes = [...new Set([...DEADLINES, policy.deadline_minutes])].sort((one, other) => one - other);
  return (
    <details class="form-part form-fold">
      <summary>
        <span class="form-fold-name">{t("form.rules")}</span>
        <span class="quiet">
          {t("form.rules_summary", { deadline: minutesWords(policy.deadline_minutes) })}
        </span>
      </summary>
      <div class="form-fold-inside">
        <Pick
          label={t("form.deadline")}
          hint={t("form.deadline_hint")}
          value={String(policy.deadline_minutes)}
          problem={problemAt(problems, "policy.deadline_minutes")}
          options={minutes.map((value) => ({ value: String(value), label: minutesWords(value) }))}
          onChange={(value) => set({ deadline_minutes: Number(value) })}
        />
        <Window policy={policy} problems={problems} set={set} />
        <Switch
          label={t("form.urgent")}
          hint={t("form.urgent_hint")}
          checked={policy.urgent}
          onChange={(urgent) => set({ urgent })}
        />
        <Choice<Policy["misfire"]>
          legend={t("form.misfire")}
          value={policy.misfire}
          options={[
            { value: "latest", label: t("misfire.latest") },
            { value: "skip", label: t("misfire.skip") },
            { value: "all", label: t("misfire.all") },
          ]}
          onChange={(misfire) => set({ misfire })}
        />
      </div>
    </details>
  );
}

interface WindowProps {
  readonly policy: Policy;
  readonly problems: FormProps["problems"];
  readonly set: (fields: Partial<Policy>) => void;
}

function Window({ policy, problems, set }: WindowProps) {
  const { window } = policy;
  return (
    <>
      <Switch
        label={t("form.window")}
        checked={window !== null}
        onChange={(on) => set(on ? { window: ["09:00", "17:00"] } : { window: null, learned: false })}
      />
      {window !== null && (
        <>
          <div class="form-row">
            <TextField
              label={t("form.window_from")}
              type="time"
              value={window[0].slice(0, 5)}
              problem={problemAt(problems, "policy")}
              onInput={(from) => from && set({ window: [from, window[1]] })}
            />
            <TextField
              label={t("form.window_to")}
              type="time"
              value={window[1].slice(0, 5)}
              onInput={(to) => to && set({ window: [window[0], to] })}
            />
          </div>
          <Switch
            label={t("form.learned")}
            hint={t("form.learned_hint")}
            checked={policy.learned}
            onChange={(learned) => set({ learned })}
          />
        </>
      )}
    </>
  );
}
