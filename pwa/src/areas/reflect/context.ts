/** Gives the parts of Reflectie their desk. */

import { createContext } from "preact";
import { useContext, useEffect, useMemo } from "preact/hooks";
import { useApp } from "../../app/context";
import { Desk, forget } from "./store";

const DeskContext = createContext<Desk | null>(null);

export const DeskProvider = DeskContext.Provider;

/** The desk. Throws outside of Reflectie: that is a mistake of the programmer. */
export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (desk === null) throw new Error("useDesk needs a DeskProvider above it");
  return desk;
}

let owner: string | null = null;

/** Make the desk; what another person saw on this page is gone. */
export function useNewDesk(): Desk {
  const { model, tools } = useApp();
  const person = model.me.value?.id ?? null;
  useEffect(() => {
    if (owner !== null && owner !== person) forget();
    owner = person;
  }, [person]);
  return useMemo(() => new Desk((error) => tools.notices.failure(error)), [tools]);
}
