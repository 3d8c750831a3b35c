/** From the names of the wire to the names of the screens. */

import type { WireAnswer, WireCard, WireCardSummary, WireMe, WirePreferences, WireStatus } from "../net/api";
import type { SourceView } from "../net/protocol.gen";
import type {
  AnswerItem,
  Card,
  CardSummary,
  LineRole,
  Me,
  Preferences,
  Sentence,
  Source,
  Status,
} from "./model";

export function toSummary(wire: WireCardSummary): CardSummary {
  return {
    slug: wire.slug,
    title: wire.title,
    moment: wire.moment,
    language: wire.language,
    situation: wire.situation,
    tile: wire.tile,
    icon: wire.icon,
    tileLabel: wire.tile_label,
  };
}

export function toCard(wire: WireCard): Card {
  return {
    ...toSummary(wire),
    firstLine: wire.first_line,
    steps: wire.steps,
    details: wire.details,
    source: wire.source,
    sourceUrl: wire.source_url,
    checkedOn: wire.checked_on,
    owner: wire.owner,
    validUntil: wire.valid_until,
    example: wire.example,
  };
}

export function toSource(wire: SourceView): Source {
  return {
    card: wire.card,
    title: wire.title,
    source: wire.source,
    url: wire.url,
    checkedOn: wire.checked_on,
    example: wire.example,
  };
}

export function toMe(wire: WireMe): Me {
  return {
    id: wire.id,
    name: wire.name,
    role: wire.role,
    language: wire.language,
    demo: wire.demo,
    signedInVia: wire.signed_in_via,
  };
}

export function toPreferences(wire: WirePreferences): Preferences {
  return {
    voice: wire.voice,
    speed: wire.speed,
    captions: wire.captions,
    handsFree: wire.hands_free,
    earcons: wire.earcons,
    vibrate: wire.vibrate,
    audioOut: wire.audio_out,
    bargeIn: wire.barge_in,
    theme: wire.theme,
  };
}

const PREFERENCE_NAMES: Record<keyof Preferences, keyof WirePreferences> = {
  voice: "voice",
  speed: "speed",
  captions: "captions",
  handsFree: "hands_free",
  earcons: "earcons",
  vibrate: "vibrate",
  audioOut: "audio_out",
  bargeIn: "barge_in",
  theme: "theme",
};

export function fromPreferences(change: Partial<Preferences>): Partial<WirePreferences> {
  const entries = Object.entries(change) as [keyof Preferences, unknown][];
  return Object.fromEntries(entries.map(([name, value]) => [PREFERENCE_NAMES[name], value]));
}

export function toStatus(wire: WireStatus): Status {
  return {
    version: wire.version,
    speech: wire.engines.speech,
    voices: wire.engines.voice.chain,
    conversation: wire.engines.conversation,
    keeps: wire.keeps,
  };
}

/** An answer that came over HTTP, as one that is complete. */
export function toAnswer(wire: WireAnswer, question: string): AnswerItem {
  const sentences: Sentence[] = wire.say.map((say, index) => ({
    index,
    text: say.text,
    line: say.line as LineRole,
    card: say.card,
  }));
  return {
    kind: "answer",
    id: wire.turn,
    question,
    sentences,
    state: "done",
    heard: null,
    card: wire.card,
    sources: wire.sources.map(toSource),
    generalKnowledge: wire.general_knowledge,
    suggestions: wire.suggestions,
    offer: wire.offer_note,
    moment: wire.moment,
    momentInferred: wire.inferred,
    helped: null,
    canRate: true,
  };
}
