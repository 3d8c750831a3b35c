/** Nu: ask aloud, hear and read the answer. The microphone is at the thumb; on a laptop the card stands beside it. */

import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import type { AnswerItem, TranscriptItem } from "../../app/model";
import { t } from "../../i18n";
import { CardView } from "../../ui/CardView";
import { useWide } from "../../ui/useWide";
import { CardPlace } from "./CardPlace";
import { Dock } from "./Dock";
import { MicTrouble } from "./MicTrouble";
import "./now.css";
import { cardOf, soundingPart } from "./sounding";
import { Transcript } from "./Transcript";
import { WaitingList } from "./WaitingList";
import { Welcome } from "./Welcome";

/** The latest answer, if there is one. */
export function latestAnswer(items: readonly TranscriptItem[]): AnswerItem | null {
  return items.findLast((item) => item.kind === "answer") ?? null;
}

/** The screen. */
export function Now() {
  const { model } = useApp();
  const wide = useWide();
  const items = model.transcript.value;
  const scroller = useNewestInSight(`${items.at(-1)?.id} ${model.answerCard.value?.slug}`);
  const sounds = model.voice.value === "speaking" || model.voice.value === "held";
  return (
    <div class="now">
      <h1 class="sr-only" tabIndex={-1}>
        {t("now.title")}
      </h1>
      <div class="now-talk">
        <div class="now-scroll" ref={scroller}>
          {items.length === 0 && <Opening />}
          <section
            class="log"
            role="log"
            aria-label={t("now.log")}
            aria-live={sounds ? "off" : "polite"}
            hidden={items.length === 0}
          >
            <Transcript items={items} withCard={!wide} />
          </section>
          {items.length > 0 && <Aside />}
        </div>
        <Dock wide={wide} />
      </div>
      {wide && (
        <aside class="now-card" aria-label={t("now.card")}>
          <BesideCard items={items} />
        </aside>
      )}
    </div>
  );
}

/** What must be told beside the conversation itself. */
function Aside() {
  return (
    <>
      <MicTrouble />
      <WaitingList />
    </>
  );
}

function Opening() {
  return (
    <>
      <Aside />
      <Welcome />
    </>
  );
}

function BesideCard({ items }: { readonly items: readonly TranscriptItem[] }) {
  const { model } = useApp();
  const answer = items.findLast(
    (item): item is AnswerItem => item.kind === "answer" && cardOf(item) !== null,
  );
  const card = model.answerCard.value;
  const last = items.at(-1);
  // Beside "dat weet ik niet" an earlier card would pass for the answer.
  const unknown = last?.kind === "answer" && last.suggestions.length > 0;
  if (answer === undefined || card === null || unknown) return <CardPlace />;
  return <CardView card={card} level={2} sounding={soundingPart(card, answer, model)} />;
}

/**
 * Brings the latest question to the top when something new appears (it, its answer, the card of that), so that
 * reading begins at the beginning.
 */
function useNewestInSight(newest: string) {
  const scroller = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = scroller.current;
    const said = place?.querySelectorAll<HTMLElement>("[data-said]");
    const last = said?.item(said.length - 1);
    if (!place || !last || newest === "") return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    place.scrollTo({ top: last.offsetTop - 8, behavior: calm ? "auto" : "smooth" });
  }, [newest]);
  return scroller;
}
