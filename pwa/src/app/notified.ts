/** Where notifications touch the entry: only as much as must be there before Seintjes is opened. */

import { effect } from "@preact/signals";
import { api } from "../net/api";
import type { Language, WritableModel } from "./model";
import { navigate } from "./router";

/** Push is asked for in Seintjes; without a permission there is nothing to keep in step. */
function allowed(): boolean {
  return "Notification" in globalThis && Notification.permission === "granted";
}

/** The person is known: let the server know this device. */
export function keepNotified(language: Language): void {
  if (!allowed()) return;
  void import("../push/opening").then(
    ({ opened }) => opened(language),
    () => undefined,
  );
}

const LOOK_MILLISECONDS = 2 * 60_000;

type Badging = { setAppBadge?: (count: number) => Promise<void> };

/** Tell how many nudges wait: at the place in the app, and on its icon where there is one. */
export function showCount(model: WritableModel, unanswered: number): void {
  model.nudges.value = unanswered;
  (navigator as Badging).setAppBadge?.(unanswered).catch(() => undefined);
}

/** Look whether something came, while the app is in sight: not every browser can be sent a message. */
export function watchNudges(model: WritableModel): void {
  const look = () => {
    if (document.visibilityState !== "visible" || model.me.value === null || !navigator.onLine) return;
    api.unanswered().then(
      ({ count }) => showCount(model, count),
      () => undefined,
    );
  };
  effect(() => {
    if (model.me.value === null) model.nudges.value = 0;
    else look();
  });
  document.addEventListener("visibilitychange", look);
  setInterval(look, LOOK_MILLISECONDS);
  navigator.serviceWorker?.addEventListener("message", (event) => {
    if ((event.data as { type?: unknown } | null)?.type === "NUDGED") look();
  });
}

/** Before somebody signs out or another one signs in: this device is no longer theirs. Never throws. */
export async function forgetDevice(): Promise<void> {
  if (!allowed()) return;
  await import("../push/opening").then(
    ({ left }) => left(),
    () => undefined,
  );
}

/** A notification was tapped while the app was open: go where it leads. */
export function followNotifications(): void {
  navigator.serviceWorker?.addEventListener("message", (event) => {
    const { type, to } = (event.data ?? {}) as { type?: unknown; to?: unknown };
    if (type === "OPEN" && typeof to === "string" && /^\/(?!\/)/.test(to)) navigate(to);
  });
}
