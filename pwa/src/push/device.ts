/** Whether this browser can show notifications, and switching them on and off on this device. */

import { keep, recall } from "./kept";
import type { Language } from "./message";
import { subscribe, unsubscribe } from "./subscription";

/**
 * - `unsupported`: this browser cannot show notifications. `install_first`: it can, once the app is on the home screen (Apple).
 * - `denied`: refused in the browser; only its own settings change that. `off`: can be switched on by a tap.
 * - `asking`: the browser asks, or the device is being made known. `on`: works.
 * - `server_off`: this server sends no push messages. `failed`: it did not work this time.
 */
export type PushState =
  | "unsupported"
  | "install_first"
  | "denied"
  | "off"
  | "asking"
  | "on"
  | "server_off"
  | "failed";

export interface Surroundings {
  /** Apple's phones and tablets; they show notifications of installed apps only. */
  readonly apple: boolean;
  readonly installed: boolean;
}

/** How long the service worker may take to be there. */
const READY_MILLISECONDS = 20_000;

function able(): boolean {
  return "serviceWorker" in navigator && "PushManager" in globalThis && "Notification" in globalThis;
}

/** Where things stand on this device. */
export async function pushState({ apple, installed }: Surroundings): Promise<PushState> {
  if (apple && !installed) return "install_first";
  if (!able()) return "unsupported";
  if (Notification.permission === "denied") return "denied";
  if (Notification.permission !== "granted" || (await recall<boolean>("wanted")) !== true) return "off";
  const registration = await navigator.serviceWorker.getRegistration();
  const subscription = await registration?.pushManager?.getSubscription().catch(() => null);
  return subscription ? "on" : "off";
}

/** Ask for the permission and subscribe. Straight from a tap: browsers refuse to ask otherwise. */
export async function switchOn(language: Language): Promise<PushState> {
  if (!able()) return "unsupported";
  const permission = await Notification.requestPermission();
  if (permission === "denied") return "denied";
  if (permission !== "granted") return "off";
  try {
    await keep("language", language);
    const { pushManager } = await ready();
    return (await subscribe(pushManager)) ? "on" : "server_off";
  } catch {
    return "failed";
  }
}

/** No notifications on this device any more. */
export async function switchOff(): Promise<PushState> {
  const registration = await navigator.serviceWorker?.getRegistration();
  await unsubscribe(registration?.pushManager ?? null);
  return "off";
}

/** The service worker, registered now if that did not happen yet. */
async function ready(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register("/sw.js");
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error("no service worker")), READY_MILLISECONDS);
  });
  return Promise.race([navigator.serviceWorker.ready, late]).finally(() => clearTimeout(timer));
}
