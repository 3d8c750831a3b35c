/** Gives the parts of Seintjes their desk, and takes away what belonged to somebody else. */

import { useEffect, useMemo } from "preact/hooks";
import { useApp } from "../../app/context";
import { deskContext, forgetsOthers } from "../../app/desk";
import { apple, standalone } from "../../app/install";
import { Desk, forget } from "./store";

export const { DeskProvider, useDesk } = deskContext<Desk>();

const belongsTo = forgetsOthers(forget);

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
    belongsTo(person);
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
