/** How large the spoken text is shown: a matter of this screen and these eyes, so it stays on this device. */

import { type ReadonlySignal, signal } from "@preact/signals";

export type CaptionSize = "normal" | "large" | "largest";

const KEY = "souffleur.captions";
const size = signal<CaptionSize>("normal");

/** The size now. */
export const captionSize: ReadonlySignal<CaptionSize> = size;

function show(value: CaptionSize): void {
  size.value = value;
  document.documentElement.dataset.captions = value;
}

/** Take the size that was kept on this device. A browser that keeps nothing shows the normal size. */
export function restoreCaptionSize(): void {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept === "large" || kept === "largest") show(kept);
  } catch {
    show("normal");
  }
}

/** Show spoken text at this size from now on. */
export function setCaptionSize(value: CaptionSize): void {
  show(value);
  try {
    localStorage.setItem(KEY, value);
  } catch {
    // Storage is closed in this browser: the size holds for this visit.
  }
}
