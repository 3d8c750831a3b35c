/** How one talks with it: hands free or holding, breaking in, tones, vibration. */

import { useApp } from "../../app/context";
import { t } from "../../i18n";
import { Switch } from "../../ui/Controls";
import { Section } from "./Section";

/** The section. */
export function Talking() {
  const { model, actions } = useApp();
  const { handsFree, bargeIn, earcons, vibrate } = model.preferences.value;
  return (
    <Section title={t("talking.title")}>
      <Switch
        label={t("talking.hands_free")}
        hint={t(handsFree ? "talking.hands_free_on" : "talking.hands_free_off")}
        checked={handsFree}
        onChange={(on) => actions.setPreferences({ handsFree: on })}
      />
      <Switch
        label={t("talking.barge_in")}
        hint={t("talking.barge_in_hint")}
        checked={bargeIn}
        onChange={(on) => actions.setPreferences({ bargeIn: on })}
      />
      <Switch
        label={t("talking.tones")}
        hint={t("talking.tones_hint")}
        checked={earcons}
        onChange={(on) => actions.setPreferences({ earcons: on })}
      />
      <Switch
        label={t("talking.vibrate")}
        checked={vibrate}
        onChange={(on) => actions.setPreferences({ vibrate: on })}
      />
    </Section>
  );
}
