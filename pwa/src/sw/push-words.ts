/** The words of the service worker: the page is closed when a nudge arrives, so it has its own. */

import type { Language } from "../push/message";
import en from "./push.en.json";
import nl from "./push.nl.json";

type Key = keyof typeof nl;

const WORDS: Readonly<Record<Language, Readonly<Record<Key, string>>>> = { nl, en };

/** The text of a key. */
export function words(language: Language, key: Key): string {
  return WORDS[language][key];
}
