/**
 * Small facts that the page and the service worker share: who this device is, which language, what was shown already.
 *
 * Kept in Cache Storage, because both can read it without a schema; nothing in it tells anything about a person.
 */

const CACHE = "souffleur-push";
const place = (name: string) => `/kept/${name}`;

/** Read a fact; null where there is none, or where the browser keeps nothing. */
export async function recall<T>(name: string): Promise<T | null> {
  try {
    const found = await (await caches.open(CACHE)).match(place(name));
    return found ? ((await found.json()) as T) : null;
  } catch {
    return null;
  }
}

/** Keep a fact; does nothing where the browser keeps nothing. */
export async function keep(name: string, value: unknown): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    await cache.put(
      place(name),
      new Response(JSON.stringify(value), { headers: { "Content-Type": "application/json" } }),
    );
  } catch {
    // A device that cannot remember works all the same: it is made known anew.
  }
}

/** The random name of this browser at the server, made once. */
export async function deviceId(): Promise<string> {
  const known = await recall<string>("device");
  if (known !== null) return known;
  const made = crypto.randomUUID();
  await keep("device", made);
  return made;
}

const SEEN = 100;

/** Note that a delivery was shown; tells whether it had been before (a resend after a fault somewhere). */
export async function seenBefore(delivery: string): Promise<boolean> {
  const seen = (await recall<string[]>("seen")) ?? [];
  if (seen.includes(delivery)) return true;
  await keep("seen", [...seen, delivery].slice(-SEEN));
  return false;
}
