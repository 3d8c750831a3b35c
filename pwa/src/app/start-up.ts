/** What happens by itself: at the start, when the network comes and goes, when the page is left and seen again. */

import { effect } from "@preact/signals";
import type { AudioStage } from "../audio/stage";
import { ApiError } from "../net/api";
import type { Conversation } from "./conversation";
import type { WritableModel } from "./model";
import type { Notices } from "./notices";
import { keepNotified } from "./notified";
import type { Person } from "./person";
import type { Questions } from "./questions";
import type { Tips } from "./tips";

export interface StartUpParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly stage: AudioStage;
  readonly conversation: Conversation;
  readonly person: Person;
  readonly questions: Questions;
  readonly tips: Tips;
}

/** The server may be away while the network is not; it is asked again after this. */
const AGAIN_MILLISECONDS = 10_000;

export interface StartUp {
  /** Fetch what belongs to the person and the language again. */
  refresh(): void;
  /** Find out why the live conversation is refused. */
  identify(): void;
}

export function startUp(parts: StartUpParts): StartUp {
  const { model, notices, stage, conversation, person, questions, tips } = parts;
  let again: ReturnType<typeof setTimeout> | undefined;

  /** Who is this, is there a server, and what waits for it? */
  async function load(): Promise<void> {
    clearTimeout(again);
    try {
      await person.load().finally(() => {
        model.asked.value = true;
      });
      reached(true);
      keepNotified(model.language.value);
      await Promise.all([tips.load(), questions.drain()]);
      await tips.makeReady();
    } catch (error) {
      refused(error);
    }
  }

  function reached(yes: boolean): void {
    model.online.value = yes;
    if (yes && model.voice.value === "offline") model.voice.value = "ready";
    if (!yes && model.voice.value === "ready") model.voice.value = "offline";
  }

  function refused(error: unknown): void {
    if (!(error instanceof ApiError)) {
      notices.tell("storage_failed");
      return;
    }
    if (error.status === 401) conversation.stop("signed_out");
    else if (error.status === 403) conversation.stop("refused");
    else if (error.temporary) {
      reached(false);
      // What is on this device is shown all the same.
      void tips.load();
      again = setTimeout(() => void load(), AGAIN_MILLISECONDS);
    } else notices.failure(error);
  }

  /** Tips of the language that is chosen, cards of the answer that is shown. */
  function follow(): void {
    let language = model.language.value;
    effect(() => {
      if (model.language.value === language) return;
      language = model.language.value;
      model.tips.value = [];
      void tips.load();
    });
    effect(() => {
      const latest = model.transcript.value.findLast((item) => item.kind === "answer" && item.card !== null);
      if (latest?.kind === "answer" && latest.card) void tips.showAnswerCard(latest.card.slug);
    });
  }

  function listen(): void {
    addEventListener("online", () => {
      conversation.networkBack();
      void load();
    });
    addEventListener("offline", () => {
      reached(false);
      conversation.networkLost();
    });
    addEventListener("pagehide", () => conversation.keepUnanswered());
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden") stage.distrust();
      else void questions.drain();
    });
  }

  async function begin(): Promise<void> {
    await Promise.all([person.recall(), questions.list()]).catch(() => notices.tell("storage_failed"));
    model.loaded.value = true;
    model.online.value = navigator.onLine;
    follow();
    await load();
  }

  listen();
  void begin();
  return { refresh: () => void load(), identify: () => void load() };
}
