/** What is being typed. It outlives the screen, so that a look at a tip does not cost the words. */

import { signal } from "@preact/signals";

/** True while the keyboard is used instead of the microphone. */
export const typing = signal(false);

/** The words so far. */
export const draft = signal("");
