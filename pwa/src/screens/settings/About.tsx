/** Version, licence, accessibility, and putting it on this phone. */

import { InstallOffer } from "../../app/Banners";
import { useApp } from "../../app/context";
import { t } from "../../i18n";
import { Fold } from "../../ui/Fold";
import { Section } from "./Section";

/** The section. */
export function About() {
  const { model } = useApp();
  const version = model.status.value?.version;
  return (
    <Section title={t("about.title")}>
      <p>
        {version === undefined ? t("about.name") : t("about.version", { version })}{" "}
        <span class="quiet">{t("about.licence")}</span>
      </p>
      <InstallOffer />
      <Fold words={t("about.accessibility")}>
        <p>{t("about.accessibility_what")}</p>
        <p>{t("about.accessibility_text")}</p>
        <p>{t("about.accessibility_report")}</p>
      </Fold>
    </Section>
  );
}
