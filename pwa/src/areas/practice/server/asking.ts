/** What everything that Oefenen asks of the server has in common. Instants are ISO texts. */

export type Spoken = "nl" | "en" | "fr" | "de";

/** Recognition of a sentence, perhaps behind somebody else's. */
export const SOUND_SECONDS = 90;
/** A language model may think along. */
export const THINK_SECONDS = 45;

/** A name as a part of an address. */
export const own = encodeURIComponent;
