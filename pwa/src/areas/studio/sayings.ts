/** Programmes in words: when they come, what they open, what a rule means. */

import { day, locale } from "../../i18n";
import type { Content, Trigger } from "./content";
import { type Plan, planOf, WEEKDAYS, type Weekday, WORKDAYS } from "./recurrence";
import { plural, t } from "./words";

/** 5 January 2026 is a Monday; the names of the days come from the browser. */
function dayFormat(length: "long" | "short"): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale(), { weekday: length, timeZone: "UTC" });
}

/** The name of a day of the week. */
export function weekdayName(day: Weekday, length: "long" | "short" = "long"): string {
  return dayFormat(length).format(new Date(Date.UTC(2026, 0, 5 + WEEKDAYS.indexOf(day))));
}

/** "dinsdag en donderdag". */
export function listOf(names: readonly string[]): string {
  return new Intl.ListFormat(locale(), { type: "conjunction" }).format(names);
}

/** "di 1 dec 08:45" of a local wall time. */
export function wallWords(wall: string): string {
  const date = new Date(`${wall.slice(0, 10)}T12:00:00Z`);
  const words = new Intl.DateTimeFormat(locale(), {
    weekday: "short",
    day: "numeric",
    month: "short",
    timeZone: "UTC",
  }).format(date);
  return `${words} ${wall.slice(11, 16)}`;
}

/** "december 2026" of `2026-12`. */
export function monthWords(month: string): string {
  const date = new Date(`${month}-15T12:00:00Z`);
  return new Intl.DateTimeFormat(locale(), {
    month: "long",
    year: "numeric",
    timeZone: "UTC",
  }).format(date);
}

/** "Elke dinsdag en donderdag, 12 keer". */
export function planWords(plan: Plan): string {
  const often = oftenWords(plan);
  return plan.kind === "own" || plan.times === null
    ? often
    : plural(plan.times, "plan.times_one", "plan.times_other", { often });
}

function oftenWords(plan: Plan): string {
  switch (plan.kind) {
    case "daily":
      return plural(plan.every, "plan.daily_one", "plan.daily_other");
    case "weekly":
      return weekWords(plan.every, plan.days);
    case "month_day":
      return plan.day === -1
        ? plural(plan.every, "plan.last_day_one", "plan.last_day_other")
        : plural(plan.every, "plan.month_day_one", "plan.month_day_other", { day: plan.day });
    case "month_weekday":
      return plural(plan.every, "plan.month_weekday_one", "plan.month_weekday_other", {
        nth: nthWords(plan.nth),
        day: weekdayName(plan.day),
      });
    case "last_workday":
      return plural(plan.every, "plan.last_workday_one", "plan.last_workday_other");
    case "own":
      return t("plan.own");
  }
}

function weekWords(every: number, days: readonly Weekday[]): string {
  if (every === 1 && days.length === WEEKDAYS.length) return plural(1, "plan.daily_one", "plan.daily_other");
  const workdays = days.length === WORKDAYS.length && WORKDAYS.every((each) => days.includes(each));
  if (every === 1 && workdays) return t("plan.workdays");
  const named = listOf(days.map((each) => weekdayName(each)));
  return plural(every, "plan.weekly_one", "plan.weekly_other", { days: named });
}

/** "tweede", "laatste". */
export function nthWords(nth: number): string {
  switch (nth) {
    case 1:
      return t("nth.1");
    case 2:
      return t("nth.2");
    case 3:
      return t("nth.3");
    case 4:
      return t("nth.4");
    default:
      return t("nth.last");
  }
}

/** "15 minuten voor het begin van een afspraak". */
function eventWords(trigger: Extract<Trigger, { kind: "event" }>): string {
  const event = t(trigger.anchor === "end" ? "event.end" : "event.start");
  if (trigger.days !== null) {
    const at = trigger.at === null ? "" : ` ${t("event.at", { at: trigger.at })}`;
    if (trigger.days === 0) return t("event.same_day") + at;
    const days = plural(Math.abs(trigger.days), "event.days_one", "event.days_other");
    return t(trigger.days < 0 ? "event.before" : "event.after", { time: days, event }) + at;
  }
  const minutes = trigger.minutes ?? 0;
  if (minutes === 0) return t("event.at_once", { event });
  const time = plural(Math.abs(minutes), "event.minutes_one", "event.minutes_other");
  return t(minutes < 0 ? "event.before" : "event.after", { time, event });
}

/** When a programme comes, in one sentence without its first and last day. */
export function triggerWords(trigger: Trigger): string {
  switch (trigger.kind) {
    case "calendar":
    case "daily_question":
    case "dare_card":
      return t("when.at", { when: planWords(planOf(trigger.rrule)), at: trigger.at });
    case "event":
      return eventWords(trigger);
    case "spaced":
      return t(trigger.on === "card" ? "when.after_card" : "when.after_practice", { at: trigger.at });
    case "once":
      return trigger.on === null
        ? t("when.now")
        : t("when.once", { day: day(trigger.on), at: trigger.at ?? "" });
  }
}

/** The same, from its first to its last day. */
export function whenWords(content: Content): string {
  const when = triggerWords(content.trigger);
  if (content.trigger.kind === "once") return `${when}.`;
  return content.ends === null
    ? t("when.from", { when, from: day(content.starts) })
    : t("when.between", { when, from: day(content.starts), until: day(content.ends) });
}

/** "4 uur", "90 minuten", "2 dagen". */
export function minutesWords(minutes: number): string {
  if (minutes >= 1440 && minutes % 1440 === 0)
    return plural(minutes / 1440, "event.days_one", "event.days_other");
  if (minutes >= 60 && minutes % 60 === 0)
    return plural(minutes / 60, "event.hours_one", "event.hours_other");
  return plural(minutes, "event.minutes_one", "event.minutes_other");
}
