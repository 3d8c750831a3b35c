/** What follows on the end of a socket: come back when, or not at all. */

import type { CloseCode } from "./protocol.gen";

export type Ending =
  /** The conversation is over. */
  | { readonly kind: "over" }
  /** Come back; `soon` at once, else with growing pauses from `from` seconds on. */
  | { readonly kind: "retry"; readonly soon: boolean; readonly from: number }
  /** No room: come back after a longer while, and say so. */
  | { readonly kind: "full"; readonly from: number }
  /** Coming back by itself would be wrong; the person decides. */
  | { readonly kind: "stop"; readonly why: "elsewhere" | "signed_out" | "refused" };

const RETRY = { kind: "retry", soon: false, from: 0.3 } as const satisfies Ending;

const ENDINGS: Record<CloseCode, Ending> = {
  1000: { kind: "over" },
  1007: { kind: "retry", soon: false, from: 2 },
  1008: { kind: "retry", soon: false, from: 2 },
  1009: { kind: "retry", soon: false, from: 2 },
  1011: { kind: "retry", soon: false, from: 1 },
  1012: { kind: "retry", soon: true, from: 0.3 },
  1013: { kind: "full", from: 5 },
  4401: { kind: "stop", why: "signed_out" },
  4403: { kind: "stop", why: "refused" },
  4409: { kind: "stop", why: "elsewhere" },
  4429: { kind: "full", from: 10 },
};

/** Look up what a close code means; unknown ones (a lost network is 1006) mean: try again. */
export function ending(code: number): Ending {
  return (ENDINGS as Record<number, Ending | undefined>)[code] ?? RETRY;
}

const LONGEST_SECONDS = 15;
/** Restarting takes a moment, but whoever was cut off first should not wait for the last. */
const SOON_SECONDS = 0.25;

/**
 * Seconds until attempt number `attempt` (0 is the first), with full jitter (M. Brooker, "Exponential Backoff And
 * Jitter", AWS Architecture Blog, 2015): thousands of phones that lost the same server do not come back at once.
 */
export function pause(after: Ending, attempt: number, random: () => number): number {
  if (after.kind === "retry" && after.soon && attempt === 0) return SOON_SECONDS * random();
  const from = after.kind === "retry" || after.kind === "full" ? after.from : RETRY.from;
  const ceiling = Math.min(LONGEST_SECONDS, from * 2 ** attempt);
  const floor = after.kind === "full" ? from / 2 : 0.05;
  return floor + (ceiling - Math.min(floor, ceiling)) * random();
}
