/** Gives the parts of Reflectie their desk. */

import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../../app/context";
import { deskContext, forgetsOthers } from "../../app/desk";
import { Desk, forget } from "./store";

export const { DeskProvider, useDesk } = deskContext<Desk>();

const belongsTo = forgetsOthers(forget);

/** Make the desk; what another person saw on this page is gone. */
export function useNewDesk(): Desk {
  const { model, tools } = useApp();
  const person = model.me.value?.id ?? null;
  useEffect(() => belongsTo(person), [person]);
  return useMemo(() => new Desk((error) => tools.notices.failure(error)), [tools]);
}
