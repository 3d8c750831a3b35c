/** Addresses of the screens: one signal, the history of the browser, and links that are real links. */

import { type ReadonlySignal, signal } from "@preact/signals";
import type { ComponentChildren } from "preact";

export type Route =
  | { readonly screen: "now" | "tips" | "practice" | "reflect" | "nudges" | "settings" | "missing" }
  | { readonly screen: "tip"; readonly slug: string };

const SCREENS: Readonly<Record<string, Route>> = {
  "/": { screen: "now" },
  "/tip": { screen: "tips" },
  "/oefenen": { screen: "practice" },
  "/reflectie": { screen: "reflect" },
  "/seintjes": { screen: "nudges" },
  "/instellingen": { screen: "settings" },
};

const path = signal(location.pathname);

/** The address now. */
export const currentPath: ReadonlySignal<string> = path;

/** The screen that belongs to an address. */
export function routeOf(pathname: string): Route {
  const clean = pathname.length > 1 ? pathname.replace(/\/$/, "") : pathname;
  const tip = /^\/tip\/([a-z0-9-]+)$/.exec(clean);
  if (tip?.[1] !== undefined) return { screen: "tip", slug: tip[1] };
  return SCREENS[clean] ?? { screen: "missing" };
}

/** Go to an address of this app. */
export function navigate(to: string): void {
  if (to === path.value) return;
  history.pushState(null, "", to);
  path.value = to;
}

/** Follow the back and forward buttons. Called once; gives the way to stop. */
export function followHistory(): () => void {
  const follow = () => {
    path.value = location.pathname;
  };
  addEventListener("popstate", follow);
  follow();
  return () => removeEventListener("popstate", follow);
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
