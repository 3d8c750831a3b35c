/**
 * The words of the interface.
 *
 * Flat catalogues, a key that does not exist is a type error, and reading a text inside a component makes that
 * component follow the language. Plurals and dates are left to `Intl`.
 */

import { type ReadonlySignal, signal } from "@preact/signals";
import en from "./en.json";
import nl from "./nl.json";

export type Key = keyof typeof nl;
export type Language = "nl" | "en";
export type Values = Readonly<Record<string, string | number>>;

/** The same keys in every language; a missing one is a type error. */
type Catalogues<K extends string> = Readonly<Record<Language, Readonly<Record<K, string>>>>;

export interface Words<K extends string> {
  /** The text of a key, with `{name}` filled in from `values`. */
  t(key: K, values?: Values): string;
  /** One of two texts by the plural rule of the language; `{count}` is filled in. */
  plural(count: number, one: K, other: K, values?: Values): string;
}

let source: ReadonlySignal<Language> = signal("nl");

/** Let the texts follow this signal from now on. Called once, before the first render. */
export function followLanguage(language: ReadonlySignal<Language>): void {
  source = language;
}

/** The language of the interface now; read it in a component to follow it. */
export function currentLanguage(): Language {
  return source.value;
}

/** How dates and numbers are written: the English here is British, in its dates as in its spelling. */
export function locale(): string {
  return source.value === "en" ? "en-GB" : source.value;
}

/** What reads a catalogue: the one of the app, or that of an area, which comes with the area's own chunk. */
export function words<K extends string>(catalogues: Catalogues<K>): Words<K> {
  function t(key: K, values: Values = {}): string {
    return catalogues[source.value][key].replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      return value === undefined ? whole : String(value);
    });
  }
  function plural(count: number, one: K, other: K, values: Values = {}): string {
    const rule = new Intl.PluralRules(locale()).select(count);
    return t(rule === "one" ? one : other, { ...values, count });
  }
  return { t, plural };
}

export const { t, plural } = words<Key>({ nl, en });

/** A date as one reads it: "1 november 2026". Takes an ISO date or instant; what is no date is given back as it is. */
export function day(iso: string): string {
  return format(iso, { day: "numeric", month: "long", year: "numeric" });
}

/** A moment as one reads it: "1 nov, 14:05". */
export function moment(iso: string): string {
  return format(iso, { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit" });
}

function format(iso: string, how: Intl.DateTimeFormatOptions): string {
  const date = new Date(iso.length === 10 ? `${iso}T12:00:00` : iso);
  return Number.isNaN(date.getTime()) ? iso : new Intl.DateTimeFormat(locale(), how).format(date);
}
