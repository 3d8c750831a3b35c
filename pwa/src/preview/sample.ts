/** Sample cards and answers for the stories. Fixed, so that two pictures of one screen are the same. */

import type { AnswerItem, Belonging, Card, CardSummary, SaidItem, Source, Status } from "../app/model";

const common = {
  language: "nl",
  source: "Voorbeeld: gesprekskaart van het team",
  sourceUrl: null,
  checkedOn: "2026-11-01",
  owner: "Team Dienstverlening",
  validUntil: "2027-11-01",
  example: true,
} as const;

export const ANGRY: Card = {
  ...common,
  slug: "boze-inwoner",
  title: "Een boze inwoner aan je balie",
  moment: "apply",
  situation: "Een inwoner verheft zijn stem en wil nu geholpen worden.",
  tile: true,
  icon: "flame",
  tileLabel: "Boosheid",
  firstLine: "Ik zie dat dit u hoog zit. Vertel me wat er is gebeurd, dan kijken we samen wat kan.",
  steps: [
    "Laat de ander uitspreken. Tel tot drie voordat je praat.",
    "Noem wat je hoort, zonder oordeel.",
    "Zeg wat je nu wel kunt doen.",
    "Geef twee keuzes en laat de ander kiezen.",
    "Blijft het dreigend? Stop en haal een collega.",
  ],
  details:
    "Boosheid gaat meestal over **grip kwijt zijn**, niet over jou. Wie gehoord wordt, zakt vaak binnen een minuut.\n\nSpreek rustig en iets lager dan de ander. Leg pas uit als de ander weer kan luisteren.",
};

export const PASSPORT: Card = {
  ...common,
  slug: "paspoort-kwijt",
  title: "Paspoort kwijt of gestolen",
  moment: "solve",
  situation: "Een inwoner is het paspoort kwijt en weet niet wat te doen.",
  tile: false,
  icon: null,
  tileLabel: null,
  firstLine: "Vervelend. We regelen het nu samen: eerst melden, dan een nieuw aanvragen.",
  steps: [
    "Vraag wanneer en waar het document verdween.",
    "Maak de melding van vermissing op aan de balie.",
    "Gestolen? Vraag ook om het nummer van de aangifte.",
    "Vraag direct een nieuw document aan, met pasfoto.",
  ],
  details: "Na de melding is het oude document ongeldig, ook als het terugkomt.",
  source: "Rijksoverheid, Paspoort of ID-kaart kwijt",
  sourceUrl: "https://www.rijksoverheid.nl/onderwerpen/paspoort-en-identiteitskaart",
  owner: "Team Burgerzaken",
  example: false,
};

const TILES: readonly (readonly [string, string, string, string])[] = [
  ["weigeren", "Nee zeggen op een verzoek", "hand", "Nee zeggen"],
  ["slecht-nieuws", "Slecht nieuws brengen", "message-square-warning", "Slecht nieuws"],
  ["rouw", "Iemand komt een overlijden melden", "cloud-rain", "Rouw"],
  ["dreiging", "Iemand dreigt", "shield-alert", "Dreiging"],
  ["taalbarriere", "Jullie spreken een andere taal", "languages", "Andere taal"],
  ["laaggeletterd", "Lezen is moeilijk voor de ander", "book-open", "Moeite met lezen"],
  ["collega", "Een collega heeft je nodig", "heart-handshake", "Collega helpen"],
];

export const TIPS: readonly Card[] = [
  ANGRY,
  ...TILES.map(([slug, title, icon, tileLabel]) => ({ ...ANGRY, slug, title, icon, tileLabel })),
];

const MORE: readonly (readonly [string, string, CardSummary["moment"]])[] = [
  ["verhuizing-doorgeven", "Verhuizing doorgeven", "apply"],
  ["bezwaar-maken", "Bezwaar maken tegen een besluit", "apply"],
  ["parkeervergunning", "Parkeervergunning aanvragen", "apply"],
  ["eerste-dag-balie", "Je eerste dag aan de balie", "new"],
  ["prof-cirkel", "Een prof-cirkel beginnen", "new"],
  ["briefadres", "Hoe een briefadres werkt", "more"],
  ["nieuwe-id-kaart", "De nieuwe ID-kaart", "change"],
];

export const CARDS: readonly CardSummary[] = [
  ...TIPS,
  PASSPORT,
  ...MORE.map(([slug, title, moment]) => ({ ...PASSPORT, slug, title, moment })),
];

function sourceOf(card: Card): Source {
  return {
    card: card.slug,
    title: card.title,
    source: card.source,
    url: card.sourceUrl,
    checkedOn: card.checkedOn,
    example: card.example,
  };
}

export function said(text: string, change: Partial<SaidItem> = {}): SaidItem {
  return { kind: "said", id: `said-${text}`, text, spoken: true, state: "final", ...change };
}

/** An answer from a card: a short opener and the line to say. */
export function answer(card: Card | null, change: Partial<AnswerItem> = {}): AnswerItem {
  return {
    kind: "answer",
    id: "answer-1",
    question: null,
    sentences:
      card === null
        ? []
        : [
            { index: 0, text: "Zeg dit als eerste.", line: "opener", card: null },
            { index: 1, text: card.firstLine, line: "first_line", card: card.slug },
          ],
    state: "done",
    heard: null,
    card: card === null ? null : { slug: card.slug, title: card.title },
    sources: card === null ? [] : [sourceOf(card)],
    generalKnowledge: false,
    suggestions: [],
    offer: null,
    moment: card?.moment ?? null,
    momentInferred: true,
    helped: null,
    canRate: card !== null,
    ...change,
  };
}

const counted = (name: string, title: string, count: number) => ({ name, title, count });

export const BELONGINGS: readonly Belonging[] = [
  { ...counted("conversations", "Gesprekken", 12), parts: [] },
  { ...counted("opened_cards", "Geopende kaarten", 7), parts: [] },
  { ...counted("programme_work", "Programma's die je schrijft", 0), parts: [] },
  { ...counted("coach", "Gesprekken met de coach", 4), parts: [counted("steps", "Kleine stappen", 3)] },
  { ...counted("notes", "Notities", 5), parts: [] },
  {
    ...counted("pitches", "Pitches", 2),
    parts: [
      counted("takes_with_sound", "Opnames met geluid", 1),
      counted("takes_without_sound", "Opnames zonder geluid", 3),
    ],
  },
  { ...counted("roleplays", "Gespreksoefeningen", 0), parts: [] },
];

export const STATUS: Status = {
  version: "0.1.0",
  speech: {
    name: "Whisper base",
    detail: "2 threads",
    better: { model: "small", how: "flask --app wsgi speech fetch" },
  },
  voices: [
    { name: "edge-tts", available: false, note: "geen internet" },
    { name: "espeak-ng", available: true, note: "" },
  ],
  conversation: { name: "Tipkaarten", detail: "72 kaarten" },
  keeps: { days: 30 },
};
