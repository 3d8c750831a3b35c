/** What is being written in the studio and did not reach the server yet waits in the browser under these names. */

const DRAFTS = ["souffleur.studio.", "souffleur.scenario."];

/** Forget all of it. */
export function forgetDrafts(keep: Storage): void {
  const names = Array.from({ length: keep.length }, (_, at) => keep.key(at) ?? "");
  for (const name of names) if (DRAFTS.some((start) => name.startsWith(start))) keep.removeItem(name);
}
