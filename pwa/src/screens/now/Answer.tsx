/** An answer: its moment, its words with the one that sounds marked, its card, its sources, and "hielp dit?". */

import { useApp } from "../../app/context";
import type { AnswerItem, Card, Sentence } from "../../app/model";
import { navigate } from "../../app/router";
import { t } from "../../i18n";
import { Button } from "../../ui/Button";
import { CardView, checked, SourceName } from "../../ui/CardView";
import { Marked } from "../../ui/Marked";
import { MomentChips } from "../../ui/MomentChips";
import { Helped } from "./Helped";
import { cardOf, partOf, soundingPart } from "./sounding";

interface AnswerProps {
  readonly item: AnswerItem;
  readonly latest: boolean;
  readonly withCard: boolean;
}

/** One answer. */
export function Answer({ item, latest, withCard }: AnswerProps) {
  const { model, actions } = useApp();
  const whole = model.answerCard.value;
  const card = latest && withCard && whole !== null && whole.slug === cardOf(item) ? whole : null;
  const unknown = item.suggestions.length > 0 || item.offer !== null;
  return (
    <article class={latest ? "answer" : "answer past"}>
      <h2 class="sr-only">{t("answer.heading")}</h2>
      {latest && item.moment !== null && !unknown && (
        <MomentChips moment={item.moment} inferred={item.momentInferred} onChoose={actions.chooseMoment} />
      )}
      <Words item={item} card={card} />
      {card !== null && <CardView card={card} level={3} sounding={soundingPart(card, item, model)} />}
      {item.state === "interrupted" && <p class="answer-note">{t("answer.interrupted")}</p>}
      {item.generalKnowledge && <p class="answer-note answer-doubt">{t("answer.general")}</p>}
      <Sources item={item} shown={latest ? (whole?.slug ?? null) : null} />
      {unknown && <Unknown item={item} />}
      {item.canRate && (latest || item.card !== null) && <Helped item={item} />}
    </article>
  );
}

interface WordsProps {
  readonly item: AnswerItem;
  /** The card shown right under the words: its own lines are not repeated. */
  readonly card: Card | null;
}

function Words({ item, card }: WordsProps) {
  const heard = item.heard === null ? item.sentences : item.sentences.slice(0, item.heard);
  const shown = card === null ? heard : heard.filter((sentence) => partOf(card, sentence) < 0);
  if (shown.length === 0) return null;
  return (
    <p class="answer-text">
      {shown.map((sentence) => (
        <SentenceText key={sentence.index} sentence={sentence} item={item.id} />
      ))}
    </p>
  );
}

function SentenceText({ sentence, item }: { readonly sentence: Sentence; readonly item: string }) {
  const { model } = useApp();
  const audible = model.audible.value;
  const here =
    audible?.item === item && audible.sentence === sentence.index && model.preferences.value.captions;
  return (
    <span class={`sentence sentence-${sentence.line}`}>
      <Marked text={sentence.text} progress={here ? audible.progress : null} />{" "}
    </span>
  );
}

interface SourcesProps {
  readonly item: AnswerItem;
  /** Slug of the card that is in sight with its own source. */
  readonly shown: string | null;
}

function Sources({ item, shown }: SourcesProps) {
  const sources = item.sources.filter((source) => source.card !== shown);
  if (sources.length === 0) return null;
  return (
    <ul class="sources">
      {sources.map((source) => (
        <li key={source.card} class="source">
          <SourceName name={source.source} url={source.url} />
          <span>{checked(source.checkedOn)}</span>
          {source.example && <span class="example">{t("card.example")}</span>}
        </li>
      ))}
    </ul>
  );
}

/** The honest "I do not know": the two nearest cards as buttons, and the question may be passed on. */
function Unknown({ item }: { readonly item: AnswerItem }) {
  const { model, actions } = useApp();
  const open = (slug: string) => {
    if (model.connection.value === "open") actions.showCard(slug);
    else navigate(`/tip/${slug}`);
  };
  return (
    <div class="unknown">
      {item.suggestions.length > 0 && (
        <>
          <h3 class="sr-only">{t("unknown.nearest")}</h3>
          <ul class="unknown-cards">
            {item.suggestions.map((card) => (
              <li key={card.slug}>
                <Button class="button-wide" onClick={() => open(card.slug)}>
                  {card.title}
                </Button>
              </li>
            ))}
          </ul>
        </>
      )}
      {item.offer !== null && (
        <fieldset class="offer">
          <legend>{t("unknown.offer")}</legend>
          <p class="small quiet">{t("unknown.offer_how")}</p>
          <div class="button-row">
            <Button kind="primary" onClick={() => actions.noteQuestion(item.id, true)}>
              {t("unknown.yes")}
            </Button>
            <Button kind="plain" onClick={() => actions.noteQuestion(item.id, false)}>
              {t("unknown.no")}
            </Button>
          </div>
        </fieldset>
      )}
    </div>
  );
}
