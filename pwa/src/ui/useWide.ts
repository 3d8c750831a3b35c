/** Whether there is room for two panes. */

import { useEffect, useState } from "preact/hooks";

const WIDE = "(min-width: 60rem) and (min-height: 34.01rem)";

/** True on a laptop; follows the window. */
export function useWide(): boolean {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const follow = () => setWide(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return wide;
}
