/** The microphone cannot be used: why, what to do, and that typing does everything. */

import { Keyboard, MicOff } from "lucide-preact";
import { useApp } from "../../app/context";
import type { Microphone } from "../../app/model";
import { type Key, t } from "../../i18n";
import { Button } from "../../ui/Button";
import { typing } from "./draft";

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
        {!typing.value && (
          <Button
            icon={Keyboard}
            kind="plain"
            onClick={() => {
              typing.value = true;
            }}
          >
            {t("dock.type")}
          </Button>
        )}
      </div>
    </section>
  );
}
