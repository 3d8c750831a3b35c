/** What is kept of this person, by kind: how much, as a file to take along, and erasing it. */

import { Download } from "lucide-preact";
import { useEffect, useRef } from "preact/hooks";
import { useApp } from "../../app/context";
import type { Belonging, ConversationSummary, Keeping } from "../../app/model";
import { moment } from "../../i18n";
import { Button } from "../../ui/Button";
import { Erase } from "../../ui/Erase";
import { Fold } from "../../ui/Fold";
import "./kept.css";
import { Section } from "../../screens/settings/Section";
import { type Key, plural, t } from "./words";

/** The section. */
export default function Belongings() {
  const { model, actions } = useApp();
  const asked = model.asked.value;
  const person = model.me.value?.id;
  const language = model.language.value;
  // Another person, or another language: what is kept is told anew.
  useEffect(() => {
    if (!asked) return;
    actions.loadConversations();
    actions.loadBelongings();
  }, [actions, asked, person, language]);
  const known = model.belongings.value;
  const inStudio = known?.some(({ name, count }) => name === "programme_work" && count > 0) ?? false;
  const busy = model.keeping.value?.state === "under_way";
  return (
    <Section title={t("title")}>
      <p class="quiet">{t("lead")}</p>
      {known !== null && <Kinds known={known} />}
      <Conversations conversations={model.conversations.value ?? []} />
      <div class="button-row">
        <Button icon={Download} disabled={busy} onClick={actions.exportEverything}>
          {t("export")}
        </Button>
        <Erase
          label={t("erase")}
          words
          kind="wrong"
          disabled={busy}
          title={t("erase_title")}
          confirm={t("erase")}
          onErase={actions.eraseEverything}
        >
          <p>{t("erase_goes")}</p>
          {inStudio && <p>{t("erase_studio")}</p>}
          <p>{t("erase_device")}</p>
          <p>{t("erase_stays")}</p>
          <p>{t("for_good")}</p>
        </Erase>
      </div>
      <Told />
    </Section>
  );
}

function Kinds({ known }: { readonly known: readonly Belonging[] }) {
  const some = known.filter((kind) => total(kind) > 0);
  const none = known.filter((kind) => !some.includes(kind));
  return (
    <>
      {some.length > 0 && (
        <ul class="row-list">
          {some.map((kind) => (
            <Kind key={kind.name} kind={kind} />
          ))}
        </ul>
      )}
      <p class="quiet small">
        {some.length === 0
          ? t("nothing")
          : none.length > 0 && t("none_of", { kinds: none.map(({ title }) => title).join(", ") })}
      </p>
    </>
  );
}

const total = ({ count, parts }: Belonging) => parts.reduce((sum, part) => sum + part.count, count);

/** What goes along with a kind and cannot be seen from its name. */
const ALSO: Readonly<Partial<Record<string, Key>>> = {
  pitches: "also_pitches",
  nudges: "also_nudges",
  coach: "also_reminders",
  roleplays: "also_reminders",
};

function Kind({ kind }: { readonly kind: Belonging }) {
  const { actions } = useApp();
  const { name, title, count } = kind;
  const parts = kind.parts.filter((part) => part.count > 0);
  const also = ALSO[name];
  return (
    <li class="row">
      <span class="row-words">
        <span class="row-title">{title}</span>
        {parts.length > 0 && (
          <span class="quiet small">{parts.map((part) => `${part.title}: ${part.count}`).join(" · ")}</span>
        )}
      </span>
      <span class="row-count">{count}</span>
      <Erase
        label={t("erase_kind", { title, count })}
        title={t("erase_kind_title", { title })}
        onErase={() => actions.eraseKind(name)}
      >
        <p>{plural(count, "erase_kind_one", "erase_kind_other")}</p>
        {also !== undefined && <p>{t(also)}</p>}
        <p>{t("for_good")}</p>
      </Erase>
    </li>
  );
}

function Conversations({ conversations }: { readonly conversations: readonly ConversationSummary[] }) {
  const { actions } = useApp();
  if (conversations.length === 0) return null;
  return (
    <Fold words={plural(conversations.length, "conversations_one", "conversations_other")}>
      <ul class="row-list">
        {conversations.map((each) => (
          <li key={each.id} class="row">
            <span class="row-words">
              <span>{each.firstQuestion}</span>
              <span class="quiet small">{moment(each.startedAt)}</span>
            </span>
            <Erase
              label={t("erase_one", { question: each.firstQuestion })}
              title={t("erase_one_title")}
              onErase={() => actions.eraseConversation(each.id)}
            >
              <p>{each.firstQuestion}</p>
              <p>{t("for_good")}</p>
            </Erase>
          </li>
        ))}
      </ul>
    </Fold>
  );
}

/** How the last thing that was asked went; always in the page, so that a screen reader hears it change. */
function Told() {
  const { model } = useApp();
  const keeping = model.keeping.value;
  const place = useRef<HTMLDivElement>(null);
  const state = keeping?.state;
  // The bin that was tapped may be gone with its row: then reading goes on here.
  useEffect(() => {
    if (state === "done" || state === "failed") {
      const lost = document.activeElement === null || document.activeElement === document.body;
      if (lost && keeping?.work === "erase") place.current?.focus();
    }
  }, [state, keeping]);
  return (
    <div ref={place} tabIndex={-1} class="keeping">
      <p role="status">{keeping !== null && told(keeping)}</p>
      {keeping?.state === "failed" && <Failed keeping={keeping} />}
    </div>
  );
}

function told({ work, state }: Keeping): string {
  if (state === "failed") return "";
  const done = state === "done";
  if (work === "erase") return t(done ? "erased" : "erasing");
  if (work === "export") return t(done ? "exported" : "exporting");
  return done ? "" : t("counting");
}

const FAILED = {
  load: { connection: "failed_load", server: "failed_load" },
  export: { connection: "failed_export", server: "failed_export" },
  erase: { connection: "failed_offline", server: "failed_erase" },
} as const;

function Failed({ keeping }: { readonly keeping: Keeping }) {
  const { actions } = useApp();
  const { work, kind, trouble } = keeping;
  const where = trouble?.where ?? "server";
  const own = where === "device" ? t("failed_device") : t(FAILED[work][where]);
  const again = () => {
    if (work === "load") actions.loadBelongings();
    else if (work === "export") actions.exportEverything();
    else if (kind === null) actions.eraseEverything();
    else actions.eraseKind(kind);
  };
  return (
    <div class="keeping-failed" role="alert">
      <p>{trouble?.text ?? own}</p>
      <Button onClick={again}>{t("again")}</Button>
    </div>
  );
}
