/** What the service worker tells the server about one delivery: that it was shown, or how it was answered. */

import type { Attached } from "./message";

export type Told = "told" | "refused" | "unreachable";

const AGAIN_MILLISECONDS = 5000;
const PATIENCE_MILLISECONDS = 10_000;

export interface Outside {
  readonly fetch: typeof fetch;
  /** Waits this long; a test does not. */
  readonly wait: (milliseconds: number) => Promise<void>;
}

const OUTSIDE: Outside = {
  fetch: (...request) => fetch(...request),
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
};

/**
 * Tell it by the delivery's secret, without a cookie; once more a little later where there is no connection.
 *
 * Never throws: what cannot be told is settled by the server in another way.
 */
export async function report(
  { delivery, receipt }: Attached,
  answer: { readonly answer: "later" | "not_for_me"; readonly until?: Date } | null = null,
  outside: Outside = OUTSIDE,
): Promise<Told> {
  if (delivery === null || receipt === null) return "refused";
  const request = () =>
    outside.fetch(`/v1/deliveries/${encodeURIComponent(delivery)}/receipt`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      credentials: "omit",
      keepalive: true,
      signal: AbortSignal.timeout(PATIENCE_MILLISECONDS),
      body: JSON.stringify({
        secret: receipt,
        ...(answer && { answer: answer.answer }),
        ...(answer?.until && { until: answer.until.toISOString() }),
      }),
    });
  for (const last of [false, true]) {
    const response = await request().catch(() => null);
    if (response?.ok) return "told";
    if (response && response.status < 500) return "refused";
    if (!last) await outside.wait(AGAIN_MILLISECONDS);
  }
  return "unreachable";
}
