/** What the screens can do, in terms of the parts. */

import { ApiError, api } from "../net/api";
import type { Conversation } from "./conversation";
import type { Keeper } from "./keeping";
import type { Actions, WritableModel } from "./model";
import type { Notices } from "./notices";
import type { Person } from "./person";
import type { Questions } from "./questions";
import type { Tips } from "./tips";
import { changeAnswer } from "./transcript";

export interface ActionParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly questions: Questions;
  readonly tips: Tips;
  readonly keeper: Keeper;
  /** Tells the service worker that another person may use this device. */
  readonly forgetPerson: () => void;
  /** The person changed: fetch what belongs to them. */
  readonly changed: () => void;
  readonly install: () => void;
  readonly dismissInstall: () => void;
  readonly applyUpdate: () => void;
}

type Talking = Pick<
  Actions,
  | "tapMicrophone"
  | "startListening"
  | "endTurn"
  | "stopListening"
  | "holdStart"
  | "holdEnd"
  | "interrupt"
  | "reconnect"
>;

function talking({ model, conversation, tips }: ActionParts): Talking {
  const start = () => {
    tips.stop();
    conversation.listen(model.preferences.value.handsFree ? "hands_free" : "push");
  };
  return {
    tapMicrophone() {
      const voice = model.voice.value;
      if (voice === "speaking" || voice === "held" || voice === "thinking" || !conversation.listening)
        start();
      else if (conversation.speech || conversation.endsByTap) conversation.endTurn();
      else conversation.stopListening();
    },
    startListening: start,
    endTurn: () => conversation.endTurn(),
    stopListening: () => conversation.stopListening(),
    holdStart() {
      tips.stop();
      model.holding.value = true;
      conversation.listen("push");
    },
    holdEnd() {
      model.holding.value = false;
      conversation.endTurn();
    },
    interrupt() {
      tips.stop();
      conversation.interrupt();
    },
    reconnect: () => conversation.reconnect(),
  };
}

type Asking = Pick<
  Actions,
  "ask" | "command" | "chooseMoment" | "setHurry" | "showCard" | "helped" | "noteQuestion" | "newConversation"
>;

/** What is said instead of a button where there is no live conversation. */
const SPOKEN = {
  nl: { more: "verder", repeat: "herhaal", stop: "stop", explain: "hoe bedoel je", yes: "ja", no: "nee" },
  en: { more: "go on", repeat: "repeat", stop: "stop", explain: "what do you mean", yes: "yes", no: "no" },
} as const;

function asking({ model, notices, conversation, questions, tips }: ActionParts): Asking {
  return {
    ask(text) {
      const question = text.trim();
      if (question === "") return;
      tips.stop();
      if (conversation.live) conversation.requests.ask(crypto.randomUUID(), question);
      else void questions.ask(question);
    },
    command(name) {
      if (name === "stop") conversation.interrupt();
      else if (!conversation.requests.command(name)) void questions.ask(SPOKEN[model.language.value][name]);
    },
    chooseMoment(moment) {
      model.moment.value = { moment, inferred: false };
      if (conversation.requests.chooseMoment(moment)) return;
      if (questions.last !== null) void questions.ask(questions.last, moment);
    },
    setHurry(on) {
      model.hurry.value = on;
      conversation.requests.setHurry(on);
    },
    showCard(slug) {
      if (!conversation.requests.showCard(slug)) void tips.open(slug);
    },
    helped(answerId, helped) {
      const before = model.transcript.value;
      model.transcript.value = changeAnswer(before, answerId, { helped });
      api.helped(conversation.turnOf(answerId), helped).catch((error: unknown) => {
        model.transcript.value = changeAnswer(model.transcript.value, answerId, { helped: null });
        if (error instanceof ApiError && error.status === 404) return;
        notices.failure(error);
      });
    },
    noteQuestion(answerId, yes) {
      const answer = model.transcript.value.find((item) => item.id === answerId);
      const offer = answer?.kind === "answer" ? answer.offer : null;
      model.transcript.value = changeAnswer(model.transcript.value, answerId, { offer: null });
      if (offer === null || conversation.requests.command(yes ? "yes" : "no") || !yes) return;
      api.note(offer, model.language.value).then(
        () => notices.tell("noted"),
        (error: unknown) => notices.failure(error),
      );
    },
    newConversation() {
      conversation.leave();
      questions.newConversation();
      model.transcript.value = [];
      model.answerCard.value = null;
      model.moment.value = null;
    },
  };
}

type Rest = Omit<Actions, keyof Talking | keyof Asking>;

function rest(parts: ActionParts): Rest {
  const { model, notices, conversation, person, questions, tips, keeper } = parts;
  const other = (work: Promise<void>) => void work.then(parts.changed);
  return {
    openCard(slug, options) {
      if (options?.speak) {
        conversation.makeRoom();
        tips.speak(slug);
      } else tips.stop();
      void tips.open(slug);
    },
    closeCard: () => tips.close(),
    toggleTipSpeech(slug) {
      if (model.speakingTip.value === slug) {
        tips.stop();
        return;
      }
      conversation.makeRoom();
      tips.speak(slug);
    },
    setLanguage(language) {
      void person.setLanguage(language);
      conversation.settingsChanged();
    },
    setPreferences(change) {
      void person.setPreferences(change);
      conversation.settingsChanged();
    },
    tryVoice(sentence) {
      conversation.makeRoom();
      tips.tryVoice(sentence);
    },
    signInDemo(role) {
      conversation.leave();
      parts.forgetPerson();
      model.transcript.value = [];
      other(person.signInDemo(role));
    },
    signOut() {
      conversation.leave();
      parts.forgetPerson();
      model.transcript.value = [];
      void person.signOut();
    },
    loadBelongings: () => void keeper.load(),
    exportEverything: () => void keeper.export(),
    loadConversations: () => void person.loadConversations(),
    eraseConversation: (id) => void person.eraseConversation(id),
    eraseKind(name) {
      if (name === "conversations") conversation.leave();
      void keeper.erase(name);
    },
    eraseEverything() {
      conversation.leave();
      tips.stop();
      void keeper.erase(null);
    },
    loadStatus: () => void person.loadStatus(),
    sendWaiting: () => void questions.drain(),
    discardWaiting: (clientId) => void questions.discard(clientId),
    dismissNotice: (id) => notices.dismiss(id),
    doInstall: parts.install,
    dismissInstall: parts.dismissInstall,
    applyUpdate: parts.applyUpdate,
  };
}

export function createActions(parts: ActionParts): Actions {
  return { ...talking(parts), ...asking(parts), ...rest(parts) };
}
