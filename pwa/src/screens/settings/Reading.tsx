/** Language, size, marks and colours. */

import { useApp } from "../../app/context";
import type { Language, Preferences } from "../../app/model";
import { t } from "../../i18n";
import { Choice, Switch } from "../../ui/Controls";
import { type CaptionSize, captionSize, setCaptionSize } from "../../ui/captionSize";
import { Section } from "./Section";

/** The section. */
export function Reading() {
  const { model, actions } = useApp();
  const { captions, theme } = model.preferences.value;
  return (
    <Section title={t("reading.title")}>
      <Choice<Language>
        legend={t("reading.language")}
        value={model.language.value}
        options={[
          { value: "nl", label: t("reading.dutch"), lang: "nl" },
          { value: "en", label: t("reading.english"), lang: "en" },
        ]}
        onChange={actions.setLanguage}
      />
      <Choice<CaptionSize>
        legend={t("reading.size")}
        value={captionSize.value}
        options={[
          { value: "normal", label: t("reading.size_normal") },
          { value: "large", label: t("reading.size_large") },
          { value: "largest", label: t("reading.size_largest") },
        ]}
        onChange={setCaptionSize}
      />
      <p class="reading-sample">{t("reading.sample")}</p>
      <Switch
        label={t("reading.mark")}
        hint={t("reading.mark_hint")}
        checked={captions}
        onChange={(on) => actions.setPreferences({ captions: on })}
      />
      <Choice<Preferences["theme"]>
        legend={t("reading.theme")}
        value={theme}
        options={[
          { value: "auto", label: t("reading.theme_auto") },
          { value: "light", label: t("reading.theme_light") },
          { value: "dark", label: t("reading.theme_dark") },
        ]}
        onChange={(chosen) => actions.setPreferences({ theme: chosen })}
      />
    </Section>
  );
}
