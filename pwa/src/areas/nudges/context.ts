/** Gives the parts of Seintjes their desk, and takes away what belonged to somebody else. */

import { createContext } from "preact";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { useApp } from "../../app/context";
import { apple, standalone } from "../../app/install";
import { Desk, events, nudges, rules } from "./store";

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

/** The desk. Throws outside of Seintjes: that is a mistake of the programmer. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}

let owner: string | null = null;

/** Make the desk, fetch what is there now and again when the app comes back in sight or something arrives. */
export function useNewDesk(): Desk {
  const { model, tools } = useApp();
  const desk = useMemo(
    () =>
      new Desk({
        database: tools.database,
        failure: (error) => tools.notices.failure(error),
        counted: tools.countNudges,
      }),
    [tools],
  );
  const person = model.me.value?.id ?? null;
  const language = model.language.value;
  useEffect(() => {
    forgetOthers(person);
    const load = () => {
      if (document.visibilityState === "visible") void desk.load();
    };
    const look = () => void desk.lookAtPush({ apple: apple(), installed: standalone() });
    const seen = () => {
      load();
      look();
    };
    seen();
    document.addEventListener("visibilitychange", seen);
    addEventListener("online", load);
    navigator.serviceWorker?.addEventListener("message", load);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      removeEventListener("online", load);
      navigator.serviceWorker?.removeEventListener("message", load);
    };
    // The reasons come in the person's language: another one fetches them again.
  }, [desk, person, language]);
  return desk;
}

/**
 * What another person saw on this page is gone, also when somebody signs out.
 *
 * Without a connection nobody can say who this is from the start: then what this device keeps may be shown, because
 * signing out empties that.
 */
function forgetOthers(person: string | null): void {
  if (owner !== null && owner !== person) {
    nudges.value = null;
    events.value = null;
    rules.value = null;
  }
  owner = person;
}
