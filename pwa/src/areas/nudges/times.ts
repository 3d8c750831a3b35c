/** Moments as one says them: "vandaag om 14:00", "morgen om 9:00", "ma 30 nov om 9:00". */

import { locale } from "../../i18n";
import { t } from "./words";

const DAY = 24 * 3600 * 1000;

function midnight(date: Date): number {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();
}

function format(date: Date, how: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale(), how).format(date);
}

/** Hours and minutes. */
export function clock(instant: string | Date): string {
  return format(new Date(instant), { hour: "numeric", minute: "2-digit" });
}

/** A day, by its nearness. */
export function dayOf(instant: string | Date, now = new Date()): string {
  const date = new Date(instant);
  // Days of summer time are an hour shorter or longer.
  const days = Math.round((midnight(date) - midnight(now)) / DAY);
  if (days === 0) return t("day.today");
  if (days === 1) return t("day.tomorrow");
  if (days === -1) return t("day.yesterday");
  if (days > 1 && days < 7) return format(date, { weekday: "long" });
  return format(date, { weekday: "short", day: "numeric", month: "short" });
}

/** Day and time. */
export function when(instant: string | Date, now = new Date()): string {
  return t("day.at", { day: dayOf(instant, now), time: clock(instant) });
}

/** A whole day in full. */
export function fullDay(instant: string | Date): string {
  return format(new Date(instant), { weekday: "long", day: "numeric", month: "long" });
}

/** Names of the days of the week, Monday first; short for the eye, long for the ear. */
export function weekdays(): { readonly short: string; readonly long: string }[] {
  return Array.from({ length: 7 }, (_, day) => {
    // 2 January 2023 was a Monday.
    const date = new Date(2023, 0, 2 + day);
    return { short: format(date, { weekday: "short" }), long: format(date, { weekday: "long" }) };
  });
}

/** The value of a date field: the day at this place. */
export function dateField(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The value of a field for day and time. */
export function momentField(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  return `${dateField(date)}T${two(date.getHours())}:${two(date.getMinutes())}`;
}
