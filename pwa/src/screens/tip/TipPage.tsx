/** One tip, to hear and to read in fifteen seconds. */

import { ChevronLeft, RotateCcw, Square, Volume2 } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import type { Card } from "../../app/model";
import { Link } from "../../app/router";
import { t } from "../../i18n";
import { CardView, type Sounding } from "../../ui/CardView";
import { MOMENT_LABEL } from "../../ui/MomentChips";
import "./tip.css";

/** The page of the tip at this address. */
export function TipPage({ slug }: { readonly slug: string }) {
  const { model, actions } = useApp();
  useEffect(() => {
    if (model.card.peek()?.slug !== slug) actions.openCard(slug);
    return () => {
      if (model.card.peek()?.slug === slug) actions.closeCard();
    };
  }, [slug, model, actions]);
  const card = model.card.value?.slug === slug ? model.card.value : null;
  return (
    <div class="page tip-page">
      <Link to="/tip" class="button button-plain tip-back">
        <ChevronLeft size={22} />
        <span>{t("tip.all")}</span>
      </Link>
      {card === null ? <NoCard /> : <OpenTip card={card} />}
    </div>
  );
}

function NoCard() {
  const { model } = useApp();
  return (
    <div class="tip-none">
      <h1 tabIndex={-1}>{t("nav.tip")}</h1>
      <p role="status">{t(model.cardLoading.value ? "tip.loading" : "tip.absent")}</p>
    </div>
  );
}

function OpenTip({ card }: { readonly card: Card }) {
  const { model } = useApp();
  const audible = model.audible.value;
  const marks = model.preferences.value.captions;
  const sounding: Sounding | null =
    audible?.item === `tip:${card.slug}`
      ? { part: audible.sentence, progress: marks ? audible.progress : null }
      : null;
  return (
    <div class="tip-open">
      <div class="tip-card">
        <CardView card={card} level={1} sounding={sounding} eyebrow={t(MOMENT_LABEL[card.moment])} />
      </div>
      <Player slug={card.slug} />
    </div>
  );
}

function Player({ slug }: { readonly slug: string }) {
  const { model, actions } = useApp();
  const speaking = model.speakingTip.value === slug;
  const played = useRef(false);
  if (speaking) played.current = true;
  const again = () => {
    actions.toggleTipSpeech(slug);
    actions.toggleTipSpeech(slug);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: these are buttons that act at once, not fields of a form.
    <div class="player" role="group" aria-label={t("tip.player")}>
      <button
        type="button"
        class="button button-primary player-main"
        onClick={() => actions.toggleTipSpeech(slug)}
      >
        {speaking ? <Square size={22} fill="currentColor" /> : <Volume2 size={24} />}
        <span>{t(speaking ? "tip.stop" : played.current ? "tip.again" : "tip.play")}</span>
      </button>
      {speaking && (
        <button type="button" class="button button-outline player-again" onClick={again}>
          <RotateCcw size={22} />
          <span>{t("tip.from_start")}</span>
        </button>
      )}
    </div>
  );
}
