/** Gives every screen the view model and the actions. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { App } from "./model";

const AppContext = createContext<App | null>(null);

export const AppProvider = AppContext.Provider;

/** The model and the actions of this app. Throws outside the provider: that is a mistake of the programmer. */
export function useApp(): App {
  const app = useContext(AppContext);
  if (app === null) throw new Error("useApp needs an AppProvider above it");
  return app;
}
