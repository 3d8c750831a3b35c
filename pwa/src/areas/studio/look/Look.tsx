/** What the programme would do, beside the form: how it looks, when it comes, how much it is. */

import "./look.css";
import type { Content } from "../content";
import type { Checked } from "../server";
import { t } from "../words";
import { NextTimes } from "./NextTimes";
import { Outlook } from "./Outlook";
import { PhonePreview } from "./PhonePreview";

interface LookProps {
  readonly content: Content;
  readonly checked: Checked | null;
}

/** The pane. */
export function Look({ content, checked }: LookProps) {
  return (
    <aside class="look" aria-label={t("look.title")}>
      <PhonePreview content={content} first={checked?.occurrences[0] ?? null} />
      <NextTimes trigger={content.trigger.kind} checked={checked} />
      {checked?.outlook && <Outlook outlook={checked.outlook} />}
    </aside>
  );
}
