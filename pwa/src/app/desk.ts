/** What an area shares with its parts, and with nobody else. */

import { createContext } from "preact";
import { useContext } from "preact/hooks";

/** The place of a desk: its provider, and the hook that gives it to the parts below. */
export function deskContext<D>() {
  const Context = createContext<D | null>(null);
  return {
    DeskProvider: Context.Provider,
    /** The desk. Throws outside of the area: that is a mistake of the programmer. */
    useDesk(): D {
      const desk = useContext(Context);
      if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
      return desk;
    },
  };
}

const forgetting = new Set<() => void>();

/** What any area showed on this page is gone: it was erased. */
export function forgetAreas(): void {
  for (const forget of forgetting) forget();
}

/**
 * What another person saw on this page is gone, also when somebody signs out.
 *
 * Without a connection nobody can say who this is from the start: then what this device keeps may be shown, because
 * signing out empties that.
 */
export function forgetsOthers(forget: () => void): (person: string | null) => void {
  forgetting.add(forget);
  let owner: string | null = null;
  return (person) => {
    if (owner !== null && owner !== person) forget();
    owner = person;
  };
}
