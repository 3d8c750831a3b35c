/** Every screen in every state, for pictures and for tests. Not part of the build. */

import { batch } from "@preact/signals";
import type { WritableModel } from "../app/model";
import { NUDGE_STORIES } from "./nudges.stories";
import { ANGRY, answer, BELONGINGS, CARDS, PASSPORT, STATUS, said, TIPS } from "./sample";
import { type Answers, serve } from "./serve";

export interface Story {
  readonly path: string;
  readonly set: (model: WritableModel) => void;
  /** Open the keyboard on the phone. */
  readonly typing?: boolean;
  /** What the server answers; without it, it is away. */
  readonly server?: Answers;
}

const QUESTION = "Er staat een boze meneer voor me, wat zeg ik?";

function answered(model: WritableModel, card = ANGRY): void {
  model.transcript.value = [said(QUESTION), answer(card)];
  model.answerCard.value = card;
  model.moment.value = { moment: card.moment, inferred: true };
}

export const STORIES: Readonly<Record<string, Story>> = {
  "now-empty": { path: "/", set: () => undefined },
  "now-install": {
    path: "/",
    set: (model) => {
      model.install.value = "by_hand";
    },
  },
  "now-listening": {
    path: "/",
    set: (model) => {
      model.voice.value = "listening";
      model.microphone.value = "live";
      model.level.value = 0.7;
      model.transcript.value = [said("Er staat een boze meneer voor", { state: "partial" })];
    },
  },
  "now-thinking": {
    path: "/",
    set: (model) => {
      model.voice.value = "thinking";
      model.microphone.value = "live";
      model.transcript.value = [said(QUESTION)];
    },
  },
  "now-speaking": {
    path: "/",
    set: (model) => {
      model.voice.value = "speaking";
      model.microphone.value = "live";
      answered(model);
      model.audible.value = { item: "answer-1", sentence: 1, progress: 0.42 };
    },
  },
  "now-answered": {
    path: "/",
    set: (model) => {
      model.microphone.value = "muted";
      answered(model);
      model.hurry.value = true;
    },
  },
  "now-followed": {
    path: "/",
    set: (model) => {
      model.voice.value = "speaking";
      model.transcript.value = [
        said(QUESTION),
        answer(ANGRY, { helped: true }),
        said("Een mevrouw is haar paspoort kwijt, wat nu?"),
        answer(PASSPORT, { id: "answer-2", momentInferred: false }),
      ];
      model.answerCard.value = PASSPORT;
      model.audible.value = { item: "answer-2", sentence: 0, progress: 0.5 };
    },
  },
  "now-interrupted": {
    path: "/",
    set: (model) => {
      model.voice.value = "listening";
      model.level.value = 0.4;
      answered(model);
      model.transcript.value = [
        said(QUESTION),
        answer(ANGRY, { state: "interrupted", heard: 1 }),
        said("Nee, ik bedoel een collega", { state: "partial" }),
      ];
    },
  },
  "now-unknown": {
    path: "/",
    set: (model) => {
      model.transcript.value = [
        said("Waar vind ik de sleutel van de fietsenstalling?"),
        answer(null, {
          sentences: [
            { index: 0, text: "Dat weet ik niet.", line: "refusal", card: null },
            { index: 1, text: "Twee kaarten komen in de buurt.", line: "offer", card: null },
          ],
          suggestions: [
            { slug: "fiets-weg", title: "Fiets weg of weggehaald" },
            { slug: "parkeervergunning", title: "Parkeervergunning aanvragen" },
          ],
          offer: "Waar vind ik de sleutel van de fietsenstalling?",
          moment: "solve",
        }),
      ];
    },
  },
  "now-general": {
    path: "/",
    set: (model) => {
      model.transcript.value = [
        said("Hoe begin ik een gesprek over werkdruk?", { spoken: false }),
        answer(null, {
          sentences: [
            {
              index: 0,
              text: "Begin met wat je zelf merkt, en vraag dan hoe de ander het ziet.",
              line: "detail",
              card: null,
            },
          ],
          generalKnowledge: true,
          canRate: true,
          moment: "new",
          momentInferred: false,
        }),
      ];
    },
  },
  "now-typing": {
    path: "/",
    typing: true,
    set: (model) => {
      answered(model, PASSPORT);
      model.transcript.value = [said("Paspoort kwijt", { spoken: false }), answer(PASSPORT)];
    },
  },
  "now-offline": {
    path: "/",
    set: (model) => {
      model.voice.value = "offline";
      model.online.value = false;
      model.connection.value = "waiting";
      model.waiting.value = [
        {
          clientId: "one",
          kind: "text",
          text: "Mag iemand anders het paspoort ophalen?",
          seconds: null,
          at: "2026-11-20T13:55:00Z",
          state: "waiting",
        },
        {
          clientId: "two",
          kind: "sound",
          text: null,
          seconds: 6.2,
          at: "2026-11-20T13:56:00Z",
          state: "waiting",
        },
      ];
    },
  },
  "now-denied": {
    path: "/",
    set: (model) => {
      model.microphone.value = "denied";
    },
  },
  "now-hold": {
    path: "/",
    set: (model) => {
      model.preferences.value = { ...model.preferences.value, handsFree: false };
      model.updateReady.value = true;
      model.notices.value = [{ id: "n1", kind: "info", code: "outbox_sent", text: null }];
    },
  },
  "now-elsewhere": {
    path: "/",
    set: (model) => {
      model.connection.value = "elsewhere";
      answered(model, PASSPORT);
    },
  },
  tips: { path: "/tip", set: () => undefined },
  "tips-none": {
    path: "/tip",
    set: (model) => {
      model.tips.value = [];
      model.cards.value = [];
    },
  },
  tip: {
    path: "/tip/boze-inwoner",
    set: (model) => {
      model.card.value = ANGRY;
    },
  },
  "tip-speaking": {
    path: "/tip/boze-inwoner",
    set: (model) => {
      model.card.value = ANGRY;
      model.speakingTip.value = ANGRY.slug;
      model.audible.value = { item: "tip:boze-inwoner", sentence: 2, progress: 0.3 };
    },
  },
  "tip-absent": { path: "/tip/niet-hier", set: () => undefined },
  practice: { path: "/oefenen", set: () => undefined },
  reflect: { path: "/reflectie", set: () => undefined },
  nudges: { path: "/seintjes", set: () => undefined },
  settings: {
    path: "/instellingen",
    set: (model) => {
      model.me.value = {
        id: "1",
        name: "Demo medewerker",
        role: "employee",
        language: "nl",
        demo: true,
        signedInVia: "demo",
      };
      model.status.value = STATUS;
      model.belongings.value = BELONGINGS;
      model.conversations.value = [
        { id: "c1", startedAt: "2026-11-20T13:55:00Z", firstQuestion: QUESTION, turns: 3 },
        { id: "c2", startedAt: "2026-11-19T09:12:00Z", firstQuestion: "Paspoort kwijt", turns: 1 },
      ];
    },
  },
  "settings-erased": {
    path: "/instellingen",
    set: (model) => {
      model.status.value = STATUS;
      model.belongings.value = BELONGINGS.map((kind) => ({ ...kind, count: 0, parts: [] }));
      model.keeping.value = { work: "erase", kind: null, state: "done", trouble: null };
    },
  },
  "settings-not-erased": {
    path: "/instellingen",
    set: (model) => {
      model.status.value = STATUS;
      model.belongings.value = BELONGINGS;
      model.keeping.value = {
        work: "erase",
        kind: null,
        state: "failed",
        trouble: { where: "connection", text: null },
      };
    },
  },
  "settings-offline": {
    path: "/instellingen",
    set: (model) => {
      model.voice.value = "offline";
      model.preferences.value = { ...model.preferences.value, audioOut: "device" };
    },
  },
  missing: { path: "/nergens", set: () => undefined },
  ...NUDGE_STORIES,
};

/** Bring a model into the state of a story. */
export function tell(story: Story, model: WritableModel): void {
  serve(story.server);
  batch(() => {
    model.loaded.value = true;
    model.asked.value = true;
    model.tips.value = TIPS;
    model.cards.value = CARDS;
    story.set(model);
  });
}
