/** Cache Storage in memory, as far as `push/kept` uses it. */

import { vi } from "vitest";

/** Put it in place for one test; gives what is kept, by address. */
export function fakeCaches(): Map<string, string> {
  const kept = new Map<string, string>();
  const cache = {
    match: async (path: string) => {
      const found = kept.get(path);
      return found === undefined ? undefined : new Response(found);
    },
    put: async (path: string, response: Response) => {
      kept.set(path, await response.text());
    },
  };
  vi.stubGlobal("caches", { open: async () => cache });
  return kept;
}
