/** What is measured and kept, in plain words, each as it is here. */

import { useApp } from "../../app/context";
import { plural, t } from "../../i18n";
import { Section } from "./Section";

/** The section. */
export function Kept() {
  const { model } = useApp();
  const status = model.status.value;
  return (
    <Section title={t("kept.title")}>
      <ul class="plain-facts">
        <li>{t("kept.ai")}</li>
        <li>{t("kept.microphone")}</li>
        <li>
          {t("kept.sound")} <SoundNow />
        </li>
        {status !== null && <li>{plural(status.keeps.days, "kept.text_one", "kept.text_other")}</li>}
        <li>{t("kept.own")}</li>
        <li>{t("kept.measured")}</li>
        <li>{t("kept.who")}</li>
        <li>{t("kept.free")}</li>
      </ul>
    </Section>
  );
}

/** How much sound there is now, on the server and on this device; nothing while that is not known. */
function SoundNow() {
  const { model } = useApp();
  const takes = model.belongings.value
    ?.flatMap(({ parts }) => parts)
    .find(({ name }) => name === "takes_with_sound")?.count;
  const waiting = model.waiting.value.filter(({ kind }) => kind === "sound").length;
  return (
    <>
      {takes === 0 && waiting === 0 && t("kept.sound_none")}
      {takes !== undefined && takes > 0 && plural(takes, "kept.sound_take", "kept.sound_takes")}{" "}
      {waiting > 0 && plural(waiting, "kept.sound_waiting_one", "kept.sound_waiting_other")}
    </>
  );
}
