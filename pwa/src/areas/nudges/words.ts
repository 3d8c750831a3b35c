/** The words of this area; they come with its chunk. */

import { words } from "../../i18n";
import en from "../../i18n/areas/nudges.en.json";
import nl from "../../i18n/areas/nudges.nl.json";

export const { t, plural } = words({ nl, en });
