/** The microphone cannot be used: why, what to do, and that typing does everything. */

import { MicOff } from "lucide-preact";
import { useApp } from "../../app/context";
import type { Microphone } from "../../app/model";
import { type Key, t } from "../../i18n";

/** The microphone that cannot be opened: typing takes its place at the thumb. */
export const NO_MICROPHONE: ReadonlySet<Microphone> = new Set<Microphone>([
  "denied",
  "missing",
  "unsupported",
]);

const WHY: Partial<Record<Microphone, readonly [Key, Key]>> = {
  denied: ["microphone.denied", "microphone.denied_how"],
  missing: ["microphone.missing", "microphone.missing_how"],
  unsupported: ["microphone.unsupported", "microphone.unsupported_how"],
  interrupted: ["microphone.interrupted", "microphone.interrupted_how"],
};

/** Shown only when there is trouble. */
export function MicTrouble() {
  const { model } = useApp();
  const words = WHY[model.microphone.value];
  if (words === undefined) return null;
  const [title, how] = words;
  return (
    <section class="trouble" aria-labelledby="trouble-title">
      <MicOff size={24} />
      <div>
        <h2 id="trouble-title">{t(title)}</h2>
        <p>{t(how)}</p>
      </div>
    </section>
  );
}
