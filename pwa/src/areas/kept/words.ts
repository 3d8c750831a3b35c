/** The words of this area; they come with its chunk. */

import { words } from "../../i18n";
import en from "../../i18n/areas/kept.en.json";
import nl from "../../i18n/areas/kept.nl.json";

export type Key = keyof typeof nl;
export const { t, plural } = words({ nl, en });
