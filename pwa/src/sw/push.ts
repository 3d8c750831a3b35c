/** Listens for push messages and taps on notifications. */

import { subscribeAgain } from "../push/subscription";
import { tapped } from "./push-click";
import type { PushScope } from "./push-scope";
import { show, tidy } from "./push-show";

/** Where Safari has shown the message by itself, it hands over the notification instead of the data. */
type DeclarativeEvent = PushEvent & { readonly notification?: Notification };

function documentOf(event: DeclarativeEvent): unknown {
  try {
    const document: unknown = event.data?.json();
    if (document) return document;
  } catch {
    // Not JSON, or nothing that can be decrypted: a neutral text is shown.
  }
  const { notification } = event;
  if (!notification) return null;
  const { title, body, tag, lang, data } = notification;
  return { notification: { title, body, tag, lang, data } };
}

/** The real world of this service worker. */
function realScope(self: ServiceWorkerGlobalScope): PushScope {
  const most = (Notification as { maxActions?: number }).maxActions ?? 0;
  const badge = self.navigator as { setAppBadge?: (count: number) => Promise<void> };
  return {
    registration: self.registration,
    clients: self.clients,
    location: self.location,
    navigator: self.navigator,
    maxActions: most,
    // Refused where the app is not installed: then there is no icon either.
    setBadge: async (count) => badge.setAppBadge?.(count).catch(() => undefined),
  };
}

/** Begin to listen. Called while the service worker's script runs: later listeners would come too late. */
export function listenForPush(self: ServiceWorkerGlobalScope): void {
  const scope = realScope(self);
  self.addEventListener("push", (event) => {
    event.waitUntil(show(scope, documentOf(event), Date.now()));
  });
  self.addEventListener("notificationclick", (event) => {
    event.waitUntil(tapped(scope, event, new Date()));
  });
  // Not dependable (Chrome fires it rarely): the page subscribes again at its next opening as well.
  self.addEventListener("pushsubscriptionchange", (event) => {
    (event as ExtendableEvent).waitUntil(subscribeAgain(scope.registration.pushManager));
  });
  self.addEventListener("message", (event) => {
    if ((event.data as { type?: string } | null)?.type === "TIDY") event.waitUntil(tidy(scope));
  });
}
