/** A card: first the line to say, very large; then the steps; then, folded, the rest. The source is always in sight. */

import { ExternalLink } from "lucide-preact";
import { useId } from "preact/hooks";
import type { Card } from "../app/model";
import { day, t } from "../i18n";
import "./card.css";
import { Fold } from "./Fold";
import { Markdown } from "./Markdown";
import { Marked } from "./Marked";

/** Which part of the card it is about now: `0` the line to say, `1` the first step, and so on. */
export interface Sounding {
  readonly part: number;
  /** How far the voice is in that part, 0 to 1; null: it was said, or only shown. */
  readonly progress: number | null;
}

interface CardViewProps {
  readonly card: Card;
  /** Level of the title's heading on this page. */
  readonly level: 1 | 2 | 3;
  readonly sounding: Sounding | null;
  /** A word or two above the title. */
  readonly eyebrow?: string;
}

/** The whole card. */
export function CardView({ card, level, sounding, eyebrow }: CardViewProps) {
  const id = useId();
  const Heading = `h${level}` as "h2";
  const at = (part: number) => (sounding?.part === part ? sounding.progress : null);
  return (
    <article class="card" aria-labelledby={id}>
      <header class="card-head">
        {eyebrow && <p class="card-eyebrow">{eyebrow}</p>}
        <Heading id={id} class="card-title" lang={card.language} tabIndex={level === 1 ? -1 : undefined}>
          {card.title}
        </Heading>
      </header>
      <blockquote class="quote" lang={card.language}>
        <p>
          <Marked text={card.firstLine} progress={at(0)} />
        </p>
      </blockquote>
      <SourceLine card={card} />
      {card.steps.length > 0 && (
        <ol class="steps" lang={card.language}>
          {card.steps.map((step, index) => (
            <Step key={step} text={step} now={sounding?.part === index + 1} progress={at(index + 1)} />
          ))}
        </ol>
      )}
      <Fold words={t("card.details")}>
        <div class="card-text" lang={card.language}>
          <Markdown text={card.details} />
        </div>
        <dl class="facts">
          <dt>{t("card.situation")}</dt>
          <dd lang={card.language}>{card.situation}</dd>
          <dt>{t("card.owner")}</dt>
          <dd>{card.owner}</dd>
          <dt>{t("card.valid_until")}</dt>
          <dd>{day(card.validUntil)}</dd>
        </dl>
      </Fold>
    </article>
  );
}

interface StepProps {
  readonly text: string;
  /** It is about this step now. */
  readonly now: boolean;
  readonly progress: number | null;
}

function Step({ text, now, progress }: StepProps) {
  return (
    <li class={now ? "step step-now" : "step"} aria-current={now ? "step" : undefined}>
      <span>
        <Marked text={text} progress={progress} />
      </span>
    </li>
  );
}

/** When somebody last compared a card with its source, in words. */
export function checked(on: string | null): string {
  return on === null ? t("card.unchecked") : t("card.checked_on", { date: day(on) });
}

/** Where the card comes from and when somebody last looked. */
function SourceLine({ card }: { readonly card: Card }) {
  return (
    <p class="source">
      <SourceName name={card.source} url={card.sourceUrl} />
      <span>{checked(card.checkedOn)}</span>
      {card.example && <span class="example">{t("card.example")}</span>}
    </p>
  );
}

interface SourceNameProps {
  readonly name: string;
  readonly url: string | null;
}

/** "Bron: ...", a link where there is an address. */
export function SourceName({ name, url }: SourceNameProps) {
  return (
    <span>
      {t("card.source")}{" "}
      {url === null ? (
        name
      ) : (
        <a href={url} target="_blank" rel="noreferrer" class="source-link">
          {name}
          <ExternalLink size={14} />
          <span class="sr-only">{t("card.new_window")}</span>
        </a>
      )}
    </span>
  );
}
