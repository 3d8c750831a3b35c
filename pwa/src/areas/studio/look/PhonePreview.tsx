/** The nudge on a phone's screen, as its people will see it. */

import { useState } from "preact/hooks";
import { Choice } from "../../../ui/Controls";
import type { Content } from "../content";
import type { NextTime } from "../server";
import { t } from "../words";

interface PhonePreviewProps {
  readonly content: Content;
  /** The first time with its variables filled in; null while something is wrong. */
  readonly first: NextTime | null;
}

/** The picture, with a choice of language where there are two. */
export function PhonePreview({ content, first }: PhonePreviewProps) {
  const [language, setLanguage] = useState<"nl" | "en">("nl");
  const { nl, en } = content.texts;
  const shown = language === "en" && en !== undefined ? en : nl;
  const lang = shown === en ? "en" : "nl";
  return (
    <section class="look-part" aria-labelledby="phone-title">
      <h2 id="phone-title">{t("phone.title")}</h2>
      {en !== undefined && (
        <Choice
          legend={t("phone.language")}
          value={language}
          options={[
            { value: "nl", label: t("phone.dutch") },
            { value: "en", label: t("phone.english") },
          ]}
          onChange={setLanguage}
        />
      )}
      <div class="phone">
        <div class="phone-nudge" lang={lang}>
          <p class="phone-app">
            <span>Souffleur</span>
            <span>{t("phone.now")}</span>
          </p>
          <p class="phone-name">{first?.title[lang] || shown.title || t("phone.untitled")}</p>
          {shown.body !== "" && <p>{first?.body[lang] || shown.body}</p>}
          <p class="phone-actions" aria-hidden="true">
            <span>{t("phone.yes")}</span>
            <span>{t("phone.later")}</span>
            <span>{t("phone.no")}</span>
          </p>
        </div>
      </div>
    </section>
  );
}
