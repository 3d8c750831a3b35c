/** One's own say: on which device, when not, how many, which ones, for how long none. */

import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { Section } from "../../screens/settings/Section";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { Select, Switch } from "../../ui/Controls";
import { CalendarSection } from "./CalendarSection";
import { useDesk } from "./context";
import { Allow, Explained, InstallFirst, PushTrouble } from "./PushOffer";
import type { Rules } from "./server";
import { push, rules } from "./store";
import { dateField, fullDay, weekdays } from "./times";
import { t } from "./words";

/** Highest own limits that are offered; more in a day nobody could act on. */
const DAY_CAPS = [1, 2, 3, 5];
const WEEK_CAPS = [1, 2, 3, 5, 10];
const ORGANISATION = "own";

/** The page. */
export function RulesPage() {
  const own = rules.value;
  return (
    <div class="page">
      <Back to="/seintjes">{t("back")}</Back>
      <h1 tabIndex={-1}>{t("rules.title")}</h1>
      <div class="settings-columns">
        <DeviceSection />
        {own === null ? (
          <p class="quiet" role="status">
            {t("loading")}
          </p>
        ) : (
          <>
            <PauseSection own={own} />
            <WhenSection own={own} />
            <AmountSection own={own} />
            <CalendarSection />
            <MutedSection own={own} />
            <LearningSection own={own} />
          </>
        )}
      </div>
    </div>
  );
}

function DeviceSection() {
  const desk = useDesk();
  const state = push.value;
  if (state === "off" || state === "asking" || state === "failed") {
    return (
      <section class="section" aria-labelledby="push-title">
        <Explained />
        <div class="button-row">
          <Allow />
        </div>
        <PushTrouble />
      </section>
    );
  }
  if (state === "install_first") {
    return (
      <section class="section" aria-labelledby="push-title">
        <InstallFirst />
      </section>
    );
  }
  return (
    <Section title={t("push.title_here")}>
      {state === "on" && (
        <>
          <p>{t("push.on")}</p>
          <div>
            <Button onClick={() => void desk.switchOff()}>{t("push.switch_off")}</Button>
          </div>
        </>
      )}
      {state === "denied" && <p>{t("push.denied")}</p>}
      {state === "unsupported" && <p>{t("push.unsupported")}</p>}
      {state === "server_off" && <p>{t("push.server_off")}</p>}
      {state !== "on" && <p class="quiet">{t("push.inbox")}</p>}
    </Section>
  );
}

interface OwnProps {
  readonly own: Rules;
}

function PauseSection({ own }: OwnProps) {
  const desk = useDesk();
  const id = useId();
  const tomorrow = new Date(Date.now() + 24 * 3600 * 1000);
  const until = useSignal(dateField(tomorrow));
  const paused = own.paused_until !== null && new Date(own.paused_until) > new Date();
  const pause = () => {
    const [year = 0, month = 1, day = 1] = until.value.split("-").map(Number);
    // "Up to and including": the pause ends when the next day begins.
    const end = new Date(year, month - 1, day + 1);
    if (end > new Date()) void desk.change({ paused_until: end.toISOString() });
  };
  return (
    <Section title={t("rules.pause")}>
      <Switch
        label={t("rules.opted_out")}
        hint={t(own.opted_out ? "rules.opted_out_off" : "rules.opted_out_on")}
        checked={!own.opted_out}
        onChange={(on) => void desk.change({ opted_out: !on })}
      />
      {paused ? (
        <div class="remark" role="status">
          <p>{t("state.paused", { day: fullDay(own.paused_until ?? "") })}</p>
          <Button onClick={() => void desk.change({ paused_until: null })}>{t("state.resume")}</Button>
        </div>
      ) : (
        <div class="field">
          <label for={id}>{t("rules.pause_until")}</label>
          <div class="later-other">
            <input
              id={id}
              class="input"
              type="date"
              min={dateField(new Date())}
              value={until.value}
              onInput={(event) => {
                until.value = event.currentTarget.value;
              }}
            />
            <Button onClick={pause}>{t("rules.pause_begin")}</Button>
          </div>
          <p class="quiet small">{t("rules.pause_hint")}</p>
        </div>
      )}
    </Section>
  );
}

function WhenSection({ own }: OwnProps) {
  const desk = useDesk();
  const toggle = (day: number, on: boolean) => {
    const days = on ? [...own.working_days, day] : own.working_days.filter((one) => one !== day);
    void desk.change({ working_days: days });
  };
  return (
    <Section title={t("rules.when")}>
      <fieldset class="field">
        <legend>{t("rules.quiet")}</legend>
        <div class="times">
          <TimeField
            label={t("rules.quiet_from")}
            value={own.quiet_from}
            onChange={(quiet_from) => void desk.change({ quiet_from })}
          />
          <TimeField
            label={t("rules.quiet_to")}
            value={own.quiet_to}
            onChange={(quiet_to) => void desk.change({ quiet_to })}
          />
        </div>
        <p class="quiet small">{t("rules.quiet_hint")}</p>
      </fieldset>
      <fieldset class="field">
        <legend>{t("rules.days")}</legend>
        <div class="days">
          {weekdays().map(({ short, long }, day) => (
            <label class="choice" key={long}>
              <input
                type="checkbox"
                checked={own.working_days.includes(day)}
                aria-label={long}
                onChange={(event) => toggle(day, event.currentTarget.checked)}
              />
              <span aria-hidden="true">{short}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p class="quiet small">{t("rules.zone", { zone: own.zone.replaceAll("_", " ") })}</p>
    </Section>
  );
}

interface TimeFieldProps {
  readonly label: string;
  /** `18:00`. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function TimeField({ label, value, onChange }: TimeFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class="small">
        {label}
      </label>
      <input
        id={id}
        class="input"
        type="time"
        value={value}
        onChange={(event) => {
          if (event.currentTarget.value !== "") onChange(event.currentTarget.value);
        }}
      />
    </div>
  );
}

function AmountSection({ own }: OwnProps) {
  const desk = useDesk();
  const options = (offered: readonly number[], chosen: number | null) =>
    [...new Set([0, ...offered, ...(chosen === null ? [] : [chosen])])]
      .sort((one, other) => one - other)
      .map((count) => ({ value: String(count), label: count === 0 ? t("rules.cap_none") : String(count) }));
  const free = { value: ORGANISATION, label: t("rules.cap_own") };
  const read = (value: string) => (value === ORGANISATION ? null : Number(value));
  return (
    <Section title={t("rules.how_many")}>
      <Select
        label={t("rules.cap_day")}
        value={own.cap_day === null ? ORGANISATION : String(own.cap_day)}
        options={[free, ...options(DAY_CAPS, own.cap_day)]}
        onChange={(value) => void desk.change({ cap_day: read(value) })}
      />
      <Select
        label={t("rules.cap_week")}
        value={own.cap_week === null ? ORGANISATION : String(own.cap_week)}
        options={[free, ...options(WEEK_CAPS, own.cap_week)]}
        onChange={(value) => void desk.change({ cap_week: read(value) })}
      />
      <p class="quiet small">{t("rules.how_many_hint")}</p>
    </Section>
  );
}

function MutedSection({ own }: OwnProps) {
  const desk = useDesk();
  return (
    <Section title={t("rules.muted")}>
      {own.muted.length === 0 && <p class="quiet">{t("rules.muted_none")}</p>}
      <ul class="row-list">
        {own.muted.map(({ id, name }) => (
          <li key={id} class="row">
            <span class="row-words">{name}</span>
            <Button label={t("rules.unmute", { name })} onClick={() => void desk.unmute(id)}>
              {t("answered.undo")}
            </Button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function LearningSection({ own }: OwnProps) {
  const desk = useDesk();
  return (
    <Section title={t("rules.learned_title")}>
      <Switch
        label={t("rules.learned")}
        hint={t("rules.learned_hint")}
        checked={own.learned_timing}
        onChange={(learned_timing) => void desk.change({ learned_timing })}
      />
    </Section>
  );
}
