/** Where notifications touch the entry: only as much as must be there before Seintjes is opened. */

import type { Language } from "./model";
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
