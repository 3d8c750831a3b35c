/** Who uses the app, what they chose, and what of theirs is kept. */

import type { Api } from "../net/api";
import type { Cache } from "../offline/cache";
import { fromPreferences, toMe, toPreferences, toStatus } from "./mapping";
import type { DemoRole, Language, Preferences, WritableModel } from "./model";
import type { Notices } from "./notices";
import { forgetDevice } from "./notified";

export interface PersonParts {
  readonly model: WritableModel;
  readonly notices: Notices;
  readonly api: Api;
  readonly cache: Promise<Cache | null>;
}

/** What a person chose, and what of it the server does not know yet. */
interface Chosen {
  readonly language: Language;
  readonly preferences: Preferences;
  readonly unsent: { readonly language?: Language; readonly preferences?: Partial<Preferences> };
}

const CHOSEN = "chosen";

export class Person {
  readonly #parts: PersonParts;
  readonly #model: WritableModel;
  #unsent: Chosen["unsent"] = {};

  constructor(parts: PersonParts) {
    this.#parts = parts;
    this.#model = parts.model;
  }

  /** What was chosen on this device before; a moment later the server's word counts. */
  async recall(): Promise<void> {
    const chosen = await (await this.#parts.cache)?.read<Chosen>(CHOSEN);
    if (!chosen) return;
    this.#model.language.value = chosen.language;
    this.#model.preferences.value = { ...this.#model.preferences.value, ...chosen.preferences };
    this.#unsent = chosen.unsent;
  }

  /** Ask who this is; throws what the request throws. */
  async load(): Promise<void> {
    const wire = await this.#parts.api.me();
    this.#model.me.value = toMe(wire);
    const unsent = this.#unsent;
    this.#model.language.value = unsent.language ?? wire.language;
    this.#model.preferences.value = { ...toPreferences(wire.preferences), ...unsent.preferences };
    await this.#remember();
    await this.#send();
  }

  async setLanguage(language: Language): Promise<void> {
    this.#model.language.value = language;
    this.#unsent = { ...this.#unsent, language };
    await this.#remember();
    await this.#send();
  }

  async setPreferences(change: Partial<Preferences>): Promise<void> {
    this.#model.preferences.value = { ...this.#model.preferences.value, ...change };
    this.#unsent = { ...this.#unsent, preferences: { ...this.#unsent.preferences, ...change } };
    await this.#remember();
    await this.#send();
  }

  async signInDemo(role: DemoRole): Promise<void> {
    await this.#try(async () => {
      await forgetDevice();
      await this.#parts.api.demo(role);
      await this.load();
    });
  }

  async signOut(): Promise<void> {
    await forgetDevice();
    await this.#try(() => this.#parts.api.signOut());
    this.#model.me.value = null;
    await (await this.#parts.cache)?.clear();
  }

  async loadConversations(): Promise<void> {
    await this.#try(async () => {
      const { conversations } = await this.#parts.api.conversations();
      this.#model.conversations.value = conversations.map((wire) => ({
        id: wire.id,
        startedAt: wire.started_at,
        firstQuestion: wire.first_question,
        turns: wire.turns,
      }));
    });
  }

  async eraseConversation(id: string): Promise<void> {
    await this.#try(async () => {
      await this.#parts.api.eraseConversation(id);
      const left = this.#model.conversations.value?.filter((conversation) => conversation.id !== id);
      this.#model.conversations.value = left ?? null;
      this.#parts.notices.tell("erased");
    });
  }

  async loadStatus(): Promise<void> {
    await this.#try(async () => {
      this.#model.status.value = toStatus(await this.#parts.api.status());
    });
  }

  /** Tell the server what it does not know yet; stays for later where that fails. */
  async #send(): Promise<void> {
    const { language, preferences } = this.#unsent;
    if (language === undefined && preferences === undefined) return;
    const sent = this.#unsent;
    try {
      await this.#parts.api.changeMe({
        ...(language === undefined ? {} : { language }),
        ...(preferences === undefined ? {} : { preferences: fromPreferences(preferences) }),
      });
    } catch {
      return;
    }
    if (this.#unsent === sent) this.#unsent = {};
    await this.#remember();
  }

  async #remember(): Promise<void> {
    const chosen: Chosen = {
      language: this.#model.language.value,
      preferences: this.#model.preferences.value,
      unsent: this.#unsent,
    };
    await (await this.#parts.cache)?.write(CHOSEN, chosen).catch(() => undefined);
  }

  async #try(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#parts.notices.failure(error);
    }
  }
}
