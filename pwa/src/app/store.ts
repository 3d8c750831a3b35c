/** Wires the logic to the view model. */

import { type Actions, type App, createModel, type Language } from "./model";

/** Language to begin with: what this browser prefers, Dutch unless it clearly asks for English. */
function firstLanguage(): Language {
  return navigator.language.toLowerCase().startsWith("en") ? "en" : "nl";
}

/** Make the application: signals that the screens read and actions that they call. */
export function createApp(): App {
  const model = createModel(firstLanguage());
  model.loaded.value = true;
  const nothing = () => undefined;
  const actions = new Proxy({} as Actions, { get: () => nothing });
  return { model, actions };
}
