/** Who speaks, and how fast. */

import { Volume2 } from "lucide-preact";
import { useApp } from "../../app/context";
import type { Preferences } from "../../app/model";
import { locale, t } from "../../i18n";
import { Button } from "../../ui/Button";
import { Choice, Select, Slider } from "../../ui/Controls";
import { Section } from "./Section";

/** The speed in words: "1,2 keer". */
function speedWords(speed: number): string {
  if (speed === 1) return t("voice.speed_normal");
  const number = new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(speed);
  return t("voice.speed_words", { speed: number });
}

/** The section. */
export function Voice() {
  const { model, actions } = useApp();
  const preferences = model.preferences.value;
  return (
    <Section title={t("voice.title")}>
      <Choice<Preferences["audioOut"]>
        legend={t("voice.who")}
        value={preferences.audioOut}
        options={[
          { value: "server", label: t("voice.server") },
          { value: "device", label: t("voice.device") },
        ]}
        onChange={(audioOut) => actions.setPreferences({ audioOut, voice: null })}
      />
      {preferences.audioOut === "device" && <DeviceVoices />}
      <Slider
        label={t("voice.speed")}
        value={preferences.speed}
        min={0.5}
        max={2}
        step={0.1}
        words={speedWords(preferences.speed)}
        onChange={(speed) => actions.setPreferences({ speed })}
      />
      <div>
        <Button icon={Volume2} onClick={() => actions.tryVoice(t("voice.sample"))}>
          {t("voice.try")}
        </Button>
      </div>
    </Section>
  );
}

function DeviceVoices() {
  const { model, actions } = useApp();
  const voices = model.deviceVoices.value.filter((each) =>
    each.language.toLowerCase().startsWith(model.language.value),
  );
  if (voices.length === 0) return <p class="quiet">{t("voice.device_none")}</p>;
  return (
    <Select
      label={t("voice.which")}
      value={model.preferences.value.voice ?? ""}
      options={[
        { value: "", label: t("voice.default") },
        ...voices.map(({ name }) => ({ value: name, label: name })),
      ]}
      onChange={(name) => actions.setPreferences({ voice: name === "" ? null : name })}
    />
  );
}
