/** Connecting a calendar: what is read of it, how it goes, and taking it away. */

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { ApiError } from "../../net/http";
import { Section } from "../../screens/settings/Section";
import { Button } from "../../ui/Button";
import { useDesk } from "./context";
import type { Calendar } from "./server";
import { events } from "./store";
import { when } from "./times";
import { plural, t } from "./words";

/** The section. */
export function CalendarSection() {
  const calendar = events.value?.calendar ?? null;
  return (
    <Section title={t("calendar.title")}>
      {calendar === null ? <Connect /> : <Connected calendar={calendar} />}
    </Section>
  );
}

function Connect() {
  const desk = useDesk();
  const id = useId();
  const url = useSignal("");
  const busy = useSignal(false);
  const wrong = useSignal<string | null>(null);
  const connect = async () => {
    if (url.value.trim() === "") return;
    busy.value = true;
    wrong.value = null;
    try {
      await desk.connect(url.value.trim());
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      wrong.value = error.text ?? t(error.status === 0 ? "add.failed_offline" : "add.failed");
    } finally {
      busy.value = false;
    }
  };
  return (
    <form
      class="add-form"
      onSubmit={(event) => {
        event.preventDefault();
        void connect();
      }}
    >
      <p>{t("calendar.lead")}</p>
      <div class="field">
        <label for={id}>{t("calendar.label")}</label>
        <input
          id={id}
          class="input"
          type="url"
          inputMode="url"
          autocomplete="off"
          maxLength={2000}
          placeholder="https://"
          value={url.value}
          aria-invalid={wrong.value !== null}
          aria-describedby={`${id}-how`}
          onInput={(event) => {
            url.value = event.currentTarget.value;
          }}
        />
        <p class="quiet small" id={`${id}-how`}>
          {t("calendar.how")}
        </p>
      </div>
      <div>
        <button type="submit" class="button button-outline" disabled={busy.value}>
          {t(busy.value ? "calendar.connecting" : "calendar.connect")}
        </button>
      </div>
      {wrong.value !== null && (
        <p class="field-wrong" role="alert">
          {wrong.value}
        </p>
      )}
    </form>
  );
}

function Connected({ calendar }: { readonly calendar: Calendar }) {
  const desk = useDesk();
  return (
    <>
      <p role="status">
        {t("calendar.connected", { host: calendar.host })}{" "}
        {plural(calendar.events, "calendar.events_one", "calendar.events_other")}{" "}
        {calendar.read_at !== null && t("calendar.read", { when: when(calendar.read_at) })}
      </p>
      {calendar.problem !== "" && <p class="field-wrong">{t("calendar.problem")}</p>}
      <div>
        <Button kind="wrong" onClick={() => void desk.disconnect()}>
          {t("calendar.disconnect")}
        </Button>
      </div>
    </>
  );
}
