/** The parts of a programme in words, to set two versions side by side. */

import { day } from "../../../i18n";
import type { Content } from "../content";
import { EVERYBODY } from "../content";
import { momentWord } from "../form/WhyAndWho";
import { type Part, partOf } from "../merge";
import { listOf, minutesWords, triggerWords } from "../sayings";
import { t } from "../words";

export const PART_NAME = {
  name: "part.name",
  purpose: "part.purpose",
  moment: "part.moment",
  audience: "part.audience",
  "texts.nl.title": "part.title_nl",
  "texts.nl.body": "part.body_nl",
  "texts.en": "part.english",
  opens: "part.opens",
  trigger: "part.trigger",
  policy: "part.policy",
  starts: "part.starts",
  ends: "part.ends",
  owner: "part.owner",
} as const satisfies Readonly<Record<Part, string>>;

const OPENS = {
  card: "opens.card",
  practice: "opens.practice",
  reflection: "opens.reflection",
  link: "opens.link",
} as const;

/** What a part of a programme says; empty where it says nothing. */
export function partWords(content: Content, part: Part): string {
  switch (part) {
    case "moment":
      return momentWord(content.moment);
    case "audience":
      return listOf(content.audience.map((label) => (label === EVERYBODY ? t("audience.all") : label)));
    case "texts.en":
      return [content.texts.en?.title, content.texts.en?.body].filter(Boolean).join(" · ");
    case "opens":
      return [t(OPENS[content.opens.kind]), content.opens.target].filter(Boolean).join(" · ");
    case "trigger":
      return triggerWords(content.trigger);
    case "policy":
      return policyWords(content);
    case "starts":
    case "ends":
      return content[part] === null ? "" : day(String(content[part]));
    default:
      return String(partOf(content, part));
  }
}

const MISFIRE = { latest: "misfire.latest", skip: "misfire.skip", all: "misfire.all" } as const;

function policyWords({ policy }: Content): string {
  return [
    t("form.rules_summary", { deadline: minutesWords(policy.deadline_minutes) }),
    policy.window && `${t("form.window")}: ${policy.window.map((time) => time.slice(0, 5)).join(" – ")}.`,
    policy.urgent && `${t("form.urgent")}.`,
    policy.learned && `${t("form.learned")}.`,
    `${t(MISFIRE[policy.misfire])}.`,
  ]
    .filter(Boolean)
    .join(" ");
}
