/** What a page does for the notifications of this device when it is opened, and when somebody leaves. */

import { keep } from "./kept";
import type { Language } from "./message";
import { keepInStep, unsubscribe } from "./subscription";

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.getRegistration();
}

/** What is done for the device comes one after the other: an opening under way must not undo a leaving. */
let before: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  before = before.then(work).catch(() => undefined);
  return before;
}

/**
 * Keep the subscription in step, and take away notifications that were answered elsewhere.
 *
 * Never throws: an opening without a connection is an ordinary one.
 */
export function opened(language: Language): Promise<void> {
  return inTurn(async () => {
    await keep("language", language);
    const found = await registration();
    found?.active?.postMessage({ type: "TIDY" });
    if (found?.pushManager) await keepInStep(found.pushManager);
  });
}

/** Whoever uses this device leaves: the next one gets none of their notifications. Never throws. */
export function left(): Promise<void> {
  return inTurn(async () => {
    const found = await registration();
    for (const shown of (await found?.getNotifications().catch(() => [])) ?? []) shown.close();
    await unsubscribe(found?.pushManager ?? null).catch(() => undefined);
    await (navigator as { clearAppBadge?: () => Promise<void> }).clearAppBadge?.();
  });
}
