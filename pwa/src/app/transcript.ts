/** What is on the screen of a conversation, from the server's events. Pure: a list in, a list out. */

import type { ServerEvent } from "../net/protocol.gen";
import { toSource } from "./mapping";
import type { AnswerItem, SaidItem, TranscriptItem } from "./model";

/** More than fits on any screen; older ones are in the list of conversations. */
const LONGEST = 200;

export type Transcript = readonly TranscriptItem[];

/** Put an item in, or replace the one with its id. */
export function put(items: Transcript, item: TranscriptItem): Transcript {
  const at = items.findIndex((other) => other.id === item.id);
  if (at >= 0) return items.with(at, item);
  return [...items, item].slice(-LONGEST);
}

export function remove(items: Transcript, id: string | null): Transcript {
  return id === null ? items : items.filter((item) => item.id !== id);
}

/** Change an answer, if it is there. */
export function changeAnswer(items: Transcript, id: string, change: Partial<AnswerItem>): Transcript {
  return items.map((item) => (item.kind === "answer" && item.id === id ? { ...item, ...change } : item));
}

/** Change what the person said, if it is there. */
export function changeSaid(items: Transcript, id: string, change: Partial<SaidItem>): Transcript {
  return items.map((item) => (item.kind === "said" && item.id === id ? { ...item, ...change } : item));
}

export function said(
  id: string,
  text: string,
  options: { readonly spoken: boolean; readonly state: SaidItem["state"] },
): SaidItem {
  return { kind: "said", id, text, ...options };
}

function newAnswer(id: string, question: string | null): AnswerItem {
  return {
    kind: "answer",
    id,
    question,
    sentences: [],
    state: "streaming",
    heard: null,
    card: null,
    sources: [],
    generalKnowledge: false,
    suggestions: [],
    offer: null,
    moment: null,
    momentInferred: true,
    helped: null,
    canRate: true,
  };
}

function lastSaid(items: Transcript): string | null {
  return items.findLast((item) => item.kind === "said" && item.state !== "unheard")?.id ?? null;
}

/** Saying once that nothing was understood is enough: a noisy hall must not fill the screen. */
function withoutUnheard(items: Transcript): Transcript {
  return items.filter((item) => item.kind !== "said" || item.state !== "unheard");
}

/** Words of the person: begun, growing, understood or not. */
function hear(items: Transcript, event: ServerEvent): Transcript | null {
  switch (event.type) {
    case "input_audio_buffer.speech_started":
      return items.some((item) => item.id === event.item_id)
        ? items
        : put(items, said(event.item_id, "", { spoken: true, state: "partial" }));
    case "souffleur.partial":
      return changeSaid(items, event.item_id, { text: event.text });
    case "conversation.item.input_audio_transcription.completed": {
      const item = said(event.item_id, event.transcript, { spoken: true, state: "final" });
      if (event.transcript.trim() !== "") return put(items, item);
      return put(withoutUnheard(items), { ...item, state: "unheard" });
    }
    case "conversation.item.input_audio_transcription.failed":
      return changeSaid(items, event.item_id, { state: "unheard" });
    case "conversation.item.deleted":
      return remove(items, event.item_id);
    case "souffleur.turn.taken_back":
      return remove(remove(items, event.item_id), event.response_id);
    default:
      return null;
  }
}

/** An answer's beginning and end. */
function frame(items: Transcript, event: ServerEvent): Transcript | null {
  switch (event.type) {
    case "response.created":
      return put(items, newAnswer(event.response.id, lastSaid(items)));
    case "response.done": {
      const answer = items.find((item) => item.id === event.response.id);
      if (answer?.kind !== "answer") return items;
      const empty = answer.sentences.length === 0 && answer.suggestions.length === 0;
      if (empty) return remove(items, answer.id);
      const state = event.response.status === "completed" ? "done" : "interrupted";
      return changeAnswer(items, answer.id, { state });
    }
    default:
      return null;
  }
}

/** What an answer holds. */
function fill(items: Transcript, event: ServerEvent): Transcript {
  switch (event.type) {
    case "souffleur.moment":
      return changeAnswer(items, event.response_id, {
        moment: event.moment,
        momentInferred: event.inferred,
      });
    case "souffleur.card":
      return changeAnswer(items, event.response_id, { card: { slug: event.card, title: event.title } });
    case "souffleur.sources":
      return changeAnswer(items, event.response_id, {
        sources: event.sources.map(toSource),
        generalKnowledge: event.general_knowledge,
      });
    case "souffleur.suggestions":
      return changeAnswer(items, event.response_id, { suggestions: event.cards });
    case "souffleur.offer_note":
      return changeAnswer(items, event.response_id, { offer: event.question });
    case "souffleur.sentence": {
      const { index, text, line, card } = event;
      const answer = items.find((item) => item.id === event.response_id);
      if (answer?.kind !== "answer" || answer.sentences.some((other) => other.index === index)) return items;
      return changeAnswer(items, answer.id, {
        sentences: [...answer.sentences, { index, text, line, card }],
      });
    }
    default:
      return items;
  }
}

/** Take an event; events that show nothing give the same list. */
export function apply(items: Transcript, event: ServerEvent): Transcript {
  return hear(items, event) ?? frame(items, event) ?? fill(items, event);
}
