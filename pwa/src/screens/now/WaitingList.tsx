/** Questions that could not go out yet. They are kept on this phone and go by themselves. */

import { Clock, Send, X } from "lucide-preact";
import { useApp } from "../../app/context";
import type { Waiting } from "../../app/model";
import { type Key, plural, t } from "../../i18n";
import { Button, IconButton } from "../../ui/Button";

const STATE: Readonly<Record<Waiting["state"], Key | null>> = {
  waiting: null,
  sending: "waiting.sending",
  refused: "waiting.refused",
};

/** The list; those that already stand in the conversation are told there. */
export function WaitingList() {
  const { model, actions } = useApp();
  const told = new Set(model.transcript.value.map((item) => item.id));
  const waiting = model.waiting.value.filter((each) => !told.has(each.clientId));
  if (waiting.length === 0) return null;
  return (
    <section class="waiting" aria-labelledby="waiting-title">
      <h2 id="waiting-title">{plural(waiting.length, "waiting.kept", "waiting.title_other")}</h2>
      <ul>
        {waiting.map((each) => (
          <WaitingItem key={each.clientId} item={each} />
        ))}
      </ul>
      {model.online.value && (
        <Button icon={Send} onClick={actions.sendWaiting}>
          {t("waiting.send")}
        </Button>
      )}
    </section>
  );
}

function WaitingItem({ item }: { readonly item: Waiting }) {
  const { actions } = useApp();
  const state = STATE[item.state];
  return (
    <li class="waiting-item">
      <Clock size={20} />
      <div>
        <p>{what(item)}</p>
        {state !== null && <p class="small quiet">{t(state)}</p>}
      </div>
      <IconButton
        icon={X}
        label={t("waiting.discard", { question: what(item) })}
        onClick={() => actions.discardWaiting(item.clientId)}
      />
    </li>
  );
}

function what(each: Waiting): string {
  if (each.text !== null) return each.text;
  const seconds = Math.max(1, Math.round(each.seconds ?? 0));
  return plural(seconds, "waiting.spoken_one", "waiting.spoken_other");
}
