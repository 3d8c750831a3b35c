/** Taking away from this device what was erased on the server: from the screen, the outbox, the cache, the drafts. */

import type { Cache } from "../offline/cache";
import { forgetDrafts } from "../offline/drafts";
import type { Outbox } from "../offline/outbox";
import { forgetAreas } from "./desk";
import type { WritableModel } from "./model";
import { forgetDevice } from "./notified";
import type { Questions } from "./questions";

export interface ClearingParts {
  readonly model: WritableModel;
  readonly questions: Pick<Questions, "newConversation">;
  readonly outbox: Promise<Outbox | null>;
  readonly cache: Promise<Cache | null>;
  /** Tells the service worker to forget which cards and tips were opened. */
  readonly forgetPerson: () => void;
  readonly afterwards: () => void;
}

/** Give what clears this device of one kind; of everything with null. */
export function clearing(parts: ClearingParts): (kind: string | null) => Promise<void> {
  const { model } = parts;
  const talks = () => {
    parts.questions.newConversation();
    model.transcript.value = [];
    model.answerCard.value = null;
    model.moment.value = null;
    model.conversations.value = [];
  };
  return async (kind) => {
    const all = kind === null;
    forgetAreas();
    if (all || kind === "conversations") talks();
    if (all || kind === "nudges") {
      model.nudges.value = 0;
      await forgetDevice();
    }
    if (all || kind === "programme_work") forgetDrafts(localStorage);
    if (all) {
      await (await parts.outbox)?.clear();
      parts.forgetPerson();
    }
    if (all || kind === "nudges") {
      await (await parts.cache)?.clear();
      parts.afterwards();
    }
  };
}
