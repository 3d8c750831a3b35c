/** How long something is ago, or lasts, in words. */

import { locale } from "../../../i18n";

const STEPS = [
  ["day", 86_400],
  ["hour", 3_600],
  ["minute", 60],
] as const;

function stepOf(seconds: number): readonly ["day" | "hour" | "minute" | "second", number] {
  const found = STEPS.find(([, size]) => seconds >= size);
  return found === undefined ? ["second", Math.round(seconds)] : [found[0], Math.round(seconds / found[1])];
}

/** "12 seconden geleden", between two ISO instants. */
export function ago(then: string, now: string): string {
  const [unit, count] = stepOf(Math.max(0, (Date.parse(now) - Date.parse(then)) / 1000));
  return new Intl.RelativeTimeFormat(locale()).format(-count, unit);
}

/** "3 minuten". */
export function lasting(seconds: number): string {
  const [unit, count] = stepOf(Math.max(0, seconds));
  return new Intl.NumberFormat(locale(), { style: "unit", unit, unitDisplay: "long" }).format(count);
}
