/** The push subscription of this browser, kept in step with the server. */

import { ApiError, call, json } from "../net/http";
import { deviceId, keep, recall } from "./kept";

/** The part of `PushManager` that is used; the page and the service worker both have it. */
export type Manager = Pick<PushManager, "subscribe" | "getSubscription">;

interface PushKey {
  /** The server's public key, base64url; null where it sends no push messages. */
  readonly key: string | null;
}

interface Device {
  /** False: the server has another key now. */
  readonly subscribed: boolean;
}

/** Bytes of base64url. */
export function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (letter) => letter.charCodeAt(0));
}

/** Base64url of bytes. */
export function textOf(bytes: ArrayBuffer | null): string {
  if (bytes === null) return "";
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Which key the server signs with now. */
export async function serverKey(): Promise<string | null> {
  return (await json<PushKey>("/v1/push-key")).key;
}

/**
 * Subscribe with this key, or take the subscription that is there.
 *
 * One that was made with another key cannot be sent to: it is given up first, since a browser refuses to change it.
 */
async function subscribed(manager: Manager, key: string): Promise<PushSubscription> {
  const wanted = bytesOf(key);
  const present = await manager.getSubscription();
  if (present) {
    if (textOf(present.options.applicationServerKey) === textOf(wanted.buffer)) return present;
    await present.unsubscribe();
  }
  return manager.subscribe({ userVisibleOnly: true, applicationServerKey: wanted });
}

async function tell(subscription: PushSubscription, key: string): Promise<boolean> {
  const { endpoint, keys } = subscription.toJSON();
  const device = await deviceId();
  const told = await json<Device>(`/v1/devices/${device}`, {
    method: "PUT",
    json: {
      endpoint,
      p256dh: keys?.p256dh ?? "",
      auth: keys?.auth ?? "",
      server_key: key,
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
  });
  return told.subscribed;
}

/**
 * Make sure that the server can send to this browser.
 *
 * Throws what the request or the browser throws; false where this server sends no push messages.
 */
export async function subscribe(manager: Manager): Promise<boolean> {
  const key = await serverKey();
  if (key === null) return false;
  if (!(await tell(await subscribed(manager, key), key))) {
    // The key changed between two requests: once more with the new one.
    const newer = await serverKey();
    if (newer === null || !(await tell(await subscribed(manager, newer), newer))) return false;
  }
  await keep("wanted", true);
  return true;
}

/** At an opening: follow what changed, where the person wanted notifications on this device. */
export async function keepInStep(manager: Manager): Promise<void> {
  if ((await recall<boolean>("wanted")) === true) await subscribe(manager);
}

/** From the service worker, when the browser says that the subscription changed. Never throws. */
export async function subscribeAgain(manager: Manager): Promise<void> {
  await keepInStep(manager).catch(() => undefined);
}

/** No notifications on this device any more; also where the server cannot be reached (it finds out by itself). */
export async function unsubscribe(manager: Manager | null): Promise<void> {
  await keep("wanted", false);
  const device = await recall<string>("device");
  if (device !== null) {
    await call(`/v1/devices/${device}`, { method: "DELETE" }).catch((error: unknown) => {
      if (!(error instanceof ApiError)) throw error;
    });
  }
  await (await manager?.getSubscription())?.unsubscribe();
}
