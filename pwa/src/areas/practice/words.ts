/** The words of this area; they come with its chunk. */

import { locale, words } from "../../i18n";
import en from "../../i18n/areas/practice.en.json";
import nl from "../../i18n/areas/practice.nl.json";
import type { Band } from "./server/pitches";

export const { t, plural } = words({ nl, en });

/** A figure as one reads it, with at most one decimal. */
export function number(value: number): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: 1 }).format(value);
}

/** The band in words, with where it comes from. */
export function usual({ low, high, source }: Band): string {
  if (low === null && high === null) return source;
  if (high === null) return t("details.band.low", { low: number(low ?? 0), source });
  if (low === null) return t("details.band.high", { high: number(high), source });
  return t("details.band", { low: number(low), high: number(high), source });
}
