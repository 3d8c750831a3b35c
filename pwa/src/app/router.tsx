/** Addresses of the screens: one signal, the history of the browser, and links that are real links. */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { AREA_PATHS, type PlaceName } from "./areas";

export type Route =
  | { readonly screen: "now" | "tips" | "settings" | "missing" }
  | { readonly screen: PlaceName; readonly rest: readonly string[] }
  | { readonly screen: "tip"; readonly slug: string };

const SCREENS: Readonly<Record<string, Route>> = {
  "/": { screen: "now" },
  "/tip": { screen: "tips" },
  "/instellingen": { screen: "settings" },
};

const path = signal(location.pathname);
const search = signal(location.search);

/** The address now, without what follows the question mark. */
export const currentPath: ReadonlySignal<string> = path;

/** What follows the question mark in the address now, with it; empty where there is none. */
export const currentSearch: ReadonlySignal<string> = search;

/** The screen that belongs to an address. */
export function routeOf(pathname: string): Route {
  const clean = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  const tip = /^\/tip\/([a-z0-9-]+)$/.exec(clean);
  if (tip?.[1] !== undefined) return { screen: "tip", slug: tip[1] };
  return SCREENS[clean] ?? areaOf(clean) ?? { screen: "missing" };
}

/** The area that an address is in, and what is asked of it. */
function areaOf(clean: string): Route | null {
  const [first = "", ...rest] = clean.slice(1).split("/");
  const screen = Object.hasOwn(AREA_PATHS, first) ? AREA_PATHS[first] : undefined;
  if (screen === undefined || rest.includes("")) return null;
  try {
    return { screen, rest: rest.map(decodeURIComponent) };
  } catch {
    return null;
  }
}

/** Go to an address of this app; it may have a question mark and a part after it. */
export function navigate(to: string, { replace = false } = {}): void {
  if (to === path.value + search.value) return;
  if (replace) history.replaceState(null, "", to);
  else history.pushState(null, "", to);
  read();
}

function read(): void {
  batch(() => {
    path.value = location.pathname;
    search.value = location.search;
  });
}

/** Follow the back and forward buttons. Called once; gives the way to stop. */
export function followHistory(): () => void {
  addEventListener("popstate", read);
  read();
  return () => removeEventListener("popstate", read);
}

interface LinkProps {
  readonly to: string;
  readonly class?: string;
  readonly current?: boolean;
  readonly label?: string;
  /** Runs in the tap itself, before the address changes. */
  readonly onOpen?: () => void;
  readonly children: ComponentChildren;
}

/** A link inside the app. Opening it in a new tab works as with any link. */
export function Link({ to, current = false, label, onOpen, children, ...rest }: LinkProps) {
  return (
    <a
      href={to}
      class={rest.class}
      aria-current={current ? "page" : undefined}
      aria-label={label}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        onOpen?.();
        navigate(to);
      }}
    >
      {children}
    </a>
  );
}
