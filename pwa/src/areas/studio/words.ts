/** The words of this area; they come with its chunk. */

import { words } from "../../i18n";
import en from "../../i18n/areas/studio.en.json";
import nl from "../../i18n/areas/studio.nl.json";

export const { t, plural } = words({ nl, en });
