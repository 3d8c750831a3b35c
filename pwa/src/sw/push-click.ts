/** What happens when a notification, or one of its answers, is tapped. */

import { type Attached, answering, type Message, readAttached } from "../push/message";
import { report } from "../push/report";
import { instantOf } from "../push/when";
import type { PushScope, ShownOptions } from "./push-scope";
import { look } from "./push-show";
import { words } from "./push-words";

/** A notification that was tapped. */
export interface Tapped {
  readonly action: string;
  readonly notification: Pick<Notification, "data" | "tag" | "close">;
}

/** Do what was tapped. */
export async function tapped(scope: PushScope, { action, notification }: Tapped, now: Date): Promise<void> {
  notification.close();
  const attached = readAttached(notification.data);
  const { navigate } = attached;
  switch (action) {
    case "now":
      return open(scope, answering(navigate, "now"));
    case "later":
      return scope.maxActions >= 2
        ? askWhen(scope, attached, notification.tag)
        : open(scope, answering(navigate, "later"));
    case "hour":
    case "tomorrow":
      return putOff(scope, attached, notification.tag, instantOf(action, now));
    case "not_for_me":
      if ((await report(attached, { answer: "not_for_me" })) !== "told") {
        await open(scope, answering(navigate, "not_for_me"));
      }
      return;
    default:
      return open(scope, navigate);
  }
}

/** The same notification asks when; a tap on it shows all moments in the app. */
async function askWhen(scope: PushScope, attached: Attached, tag: string): Promise<void> {
  const { language, title } = attached;
  await again(scope, attached, tag, words(language, "when"), {
    actions: (["hour", "tomorrow"] as const).map((action) => ({ action, title: words(language, action) })),
    data: { ...attached, navigate: answering(attached.navigate, "later"), title },
  });
}

async function putOff(scope: PushScope, attached: Attached, tag: string, until: Date): Promise<void> {
  if ((await report(attached, { answer: "later", until })) === "told") return;
  await again(scope, attached, tag, words(attached.language, "later_failed"), { actions: [] });
}

/** Put the notification back with other words, without a sound. */
async function again(
  scope: PushScope,
  attached: Attached,
  tag: string,
  body: string,
  other: Partial<ShownOptions>,
): Promise<void> {
  const message: Message = { title: attached.title, body, tag, badge: null, attached };
  await scope.registration.showNotification(attached.title, {
    ...look(message, 0),
    ...other,
    silent: true,
  } satisfies ShownOptions as NotificationOptions);
}

/**
 * Show an address of the app: in the window that is in use, else in a visible one, else in any, else in a new one.
 *
 * A window that is open is told where to go, instead of being loaded anew: its sound is unlocked then, and a
 * conversation in it goes on.
 */
async function open(scope: PushScope, to: string): Promise<void> {
  const windows = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  const best =
    windows.find((one) => one.focused) ??
    windows.find((one) => one.visibilityState === "visible") ??
    windows[0];
  if (!best) {
    await scope.clients.openWindow(to);
    return;
  }
  best.postMessage({ type: "OPEN", to });
  // Refused where the browser does not count the tap any more; the page shows it all the same.
  await best.focus?.().catch(() => undefined);
}
