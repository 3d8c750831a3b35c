/** What a page does for the notifications of this device when it is opened, and when somebody leaves. */

import { keep } from "./kept";
import type { Language } from "./message";
import { keepInStep, unsubscribe } from "./subscription";

async function registration(): Promise<ServiceWorkerRegistration | undefined> {
  return navigator.serviceWorker?.getRegistration();
}

/**
 * Keep the subscription in step, and take away notifications that were answered elsewhere.
 *
 * Never throws: an opening without a connection is an ordinary one.
 */
export async function opened(language: Language): Promise<void> {
  await keep("language", language);
  const found = await registration();
  found?.active?.postMessage({ type: "TIDY" });
  if (found?.pushManager) await keepInStep(found.pushManager).catch(() => undefined);
}

/** Whoever uses this device leaves: the next one gets none of their notifications. Never throws. */
export async function left(): Promise<void> {
  const found = await registration();
  for (const shown of (await found?.getNotifications().catch(() => [])) ?? []) shown.close();
  await unsubscribe(found?.pushManager ?? null).catch(() => undefined);
  await (navigator as { clearAppBadge?: () => Promise<void> }).clearAppBadge?.().catch(() => undefined);
}
