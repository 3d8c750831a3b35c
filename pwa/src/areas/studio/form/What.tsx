/** The words of the nudge, and what opens after a tap. */

import { CalendarClock, UserRound } from "lucide-preact";
import { useApp } from "../../../app/context";
import { Button } from "../../../ui/Button";
import { Choice, Switch } from "../../../ui/Controls";
import { type Content, MAX_BODY, MAX_TITLE, type OpensKind, type Words } from "../content";
import { t } from "../words";
import { Pick, problemAt, TextField } from "./Field";
import type { FormProps } from "./form";

/** The part. */
export function What({ content, problems, change }: FormProps) {
  const { nl, en } = content.texts;
  const event = content.trigger.kind === "event" || content.trigger.kind === "spaced";
  const setEnglish = (words: Words | undefined) => change({ texts: words ? { nl, en: words } : { nl } });
  return (
    <fieldset class="form-part">
      <legend>{t("form.what")}</legend>
      <Language
        lang="nl"
        words={nl}
        problems={problems}
        event={event}
        set={(words) => change({ texts: { ...content.texts, nl: words } })}
      />
      <Switch
        label={t("form.english")}
        hint={t("form.english_hint")}
        checked={en !== undefined}
        onChange={(on) => setEnglish(on ? { title: "", body: "" } : undefined)}
      />
      {en !== undefined && (
        <Language lang="en" words={en} problems={problems} event={event} set={setEnglish} />
      )}
      <Opens content={content} problems={problems} change={change} />
    </fieldset>
  );
}

interface LanguageProps {
  readonly lang: "nl" | "en";
  readonly words: Words;
  readonly problems: FormProps["problems"];
  readonly event: boolean;
  readonly set: (words: Words) => void;
}

const NAMES = { nl: ["{voornaam}", "{gebeurtenis}"], en: ["{first_name}", "{event}"] } as const;

function Language({ lang, words, problems, event, set }: LanguageProps) {
  const [name, what] = NAMES[lang];
  const insert = (variable: string) => set({ ...words, body: `${words.body.trimEnd()} ${variable}`.trim() });
  return (
    <>
      <TextField
        label={t(lang === "nl" ? "form.title" : "form.title_en")}
        hint={t("form.title_hint")}
        lang={lang}
        value={words.title}
        problem={problemAt(problems, `texts.${lang}.title`)}
        aside={<Left count={MAX_TITLE - words.title.length} />}
        onInput={(title) => set({ ...words, title })}
      />
      <TextField
        label={t(lang === "nl" ? "form.body" : "form.body_en")}
        lang={lang}
        rows={3}
        value={words.body}
        problem={
          problemAt(problems, `texts.${lang}.body`) ?? problems.find(({ code }) => code === "text_event")
        }
        aside={<Left count={MAX_BODY - words.body.length} />}
        onInput={(body) => set({ ...words, body })}
      />
      <div class="button-row">
        <Button icon={UserRound} onClick={() => insert(name)}>
          {t("form.insert_name")}
        </Button>
        {event && (
          <Button icon={CalendarClock} onClick={() => insert(what)}>
            {t("form.insert_event")}
          </Button>
        )}
      </div>
    </>
  );
}

function Left({ count }: { readonly count: number }) {
  return <span class={count < 0 ? "field-problem small" : "quiet small"}>{t("form.left", { count })}</span>;
}

const OPENS = {
  card: "opens.card",
  practice: "opens.practice",
  reflection: "opens.reflection",
  link: "opens.link",
} as const;

function Opens({ content, problems, change }: FormProps) {
  const { kind, target } = content.opens;
  const set = (opens: Content["opens"]) => change({ opens });
  return (
    <>
      <Choice<OpensKind>
        legend={t("form.opens")}
        value={kind}
        options={(Object.keys(OPENS) as OpensKind[]).map((value) => ({ value, label: t(OPENS[value]) }))}
        onChange={(next) => set({ kind: next, target: "" })}
      />
      {kind === "card" && <CardPick content={content} problems={problems} change={change} />}
      {kind === "practice" && (
        <Pick
          label={t("form.practice")}
          value={target}
          options={practices(target)}
          onChange={(next) => set({ kind, target: next })}
        />
      )}
      {kind === "reflection" && <p class="quiet small">{t("form.reflection_text")}</p>}
      {kind === "link" && (
        <TextField
          label={t("form.link")}
          hint={t("form.link_hint")}
          type="url"
          value={target}
          problem={problemAt(problems, "opens")}
          onInput={(next) => set({ kind, target: next })}
        />
      )}
    </>
  );
}

function practices(target: string): readonly { readonly value: string; readonly label: string }[] {
  const known = [
    { value: "", label: t("practice.obvious") },
    { value: "pitch", label: t("practice.pitch") },
    { value: "coach", label: t("practice.coach") },
  ];
  return known.some(({ value }) => value === target) ? known : [...known, { value: target, label: target }];
}

/** The card, by its title; a follow-up and a dare card find their own. */
function CardPick({ content, problems, change }: FormProps) {
  const { cards } = useApp().model;
  const own = content.trigger.kind === "spaced" || content.trigger.kind === "dare_card";
  const titles = cards.value.map(({ slug, title }) => ({ value: slug, label: title }));
  const { target } = content.opens;
  const known = target === "" || titles.some(({ value }) => value === target);
  return (
    <Pick
      label={t("form.card")}
      value={target}
      problem={problemAt(problems, "opens")}
      options={[
        { value: "", label: t(own ? "card.obvious" : "card.none") },
        ...(known ? [] : [{ value: target, label: target }]),
        ...titles.sort((one, other) => one.label.localeCompare(other.label)),
      ]}
      onChange={(next) => change({ opens: { kind: "card", target: next } })}
    />
  );
}
