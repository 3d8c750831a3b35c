/** A push message becomes one notification, always; then the server hears of it. */

import { recall, seenBefore } from "../push/kept";
import { type Language, type Message, neutralMessage, readMessage } from "../push/message";
import { report } from "../push/report";
import type { NotificationAction, PushScope, ShownOptions } from "./push-scope";
import { words } from "./push-words";

/** Show what came. `document` is the message as it was sent, or null where it cannot be read. */
export async function show(scope: PushScope, document: unknown, now: number): Promise<void> {
  const message = readMessage(document, scope.location.origin) ?? (await neutral(scope));
  const { delivery } = message.attached;
  const again = delivery !== null && (await seenBefore(delivery));
  await scope.registration.showNotification(message.title, {
    ...look(message, scope.maxActions),
    // A resend takes the place of what is there already, without a sound; another nudge is heard.
    silent: again ? true : null,
    timestamp: now,
  } satisfies ShownOptions as NotificationOptions);
  await Promise.allSettled([
    report(message.attached),
    tellPages(scope),
    message.badge === null ? null : scope.setBadge(message.badge),
    tidy(scope, message.tag),
  ]);
}

/** Pages that are open show the new number. */
async function tellPages(scope: PushScope): Promise<void> {
  const pages = await scope.clients.matchAll({ type: "window", includeUncontrolled: true });
  for (const page of pages) page.postMessage({ type: "NUDGED" });
}

/** How a notification of this message looks. */
export function look(message: Message, maxActions: number): ShownOptions {
  const { attached, body, tag } = message;
  return {
    body,
    tag,
    lang: attached.language,
    dir: "ltr",
    icon: "/icons/icon-192.png",
    badge: "/icons/icon-192.png",
    data: attached,
    actions: attached.occurrence === null ? [] : offered(attached.language, maxActions),
  };
}

/**
 * The answers that fit. A tap on the notification itself is "now", so that one goes first where there is room
 * for two only.
 */
export function offered(language: Language, maxActions: number): NotificationAction[] {
  const all = (["now", "later", "not_for_me"] as const).map((action) => ({
    action,
    title: words(language, action),
  }));
  return maxActions >= all.length ? all : all.slice(1, 1 + Math.max(0, maxActions));
}

async function neutral(scope: PushScope): Promise<Message> {
  const language = await languageOf(scope);
  return neutralMessage(words(language, "neutral_title"), words(language, "neutral_body"), language);
}

/** The language that the person chose in the app, as far as this device knows. */
async function languageOf(scope: PushScope): Promise<Language> {
  const chosen = await recall<string>("language");
  return (chosen ?? scope.navigator.language).toLowerCase().startsWith("en") ? "en" : "nl";
}

/** Take away what was answered in the meantime, on this device or another one. */
export async function tidy(scope: PushScope, except: string | null = null): Promise<void> {
  const shown = await scope.registration.getNotifications();
  const others = shown.filter((one) => one.tag !== except && occurrenceOf(one) !== null);
  if (others.length === 0) return;
  const open = await unanswered();
  for (const one of others) if (open && !open.has(occurrenceOf(one) as string)) one.close();
}

function occurrenceOf(notification: Notification): string | null {
  const data = notification.data as { occurrence?: unknown } | null;
  return typeof data?.occurrence === "string" ? data.occurrence : null;
}

/** Which nudges still wait for an answer; null where nobody can say. */
async function unanswered(): Promise<Set<string> | null> {
  const response = await fetch("/v1/nudges/unanswered", { credentials: "same-origin" }).catch(() => null);
  if (!response?.ok) return null;
  const body = (await response.json().catch(() => null)) as { ids?: unknown } | null;
  return Array.isArray(body?.ids) ? new Set(body.ids.map(String)) : null;
}
