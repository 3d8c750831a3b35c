/** A button that lets something be heard, and stops it. */

import { Square, Volume2 } from "lucide-preact";
import type { Player } from "../../app/useClip";
import { Button } from "../../ui/Button";
import { t } from "./words";

interface HearButtonProps {
  readonly voice: Player;
  readonly id: string;
  readonly fetch: () => Promise<ArrayBuffer>;
  readonly disabled?: boolean;
}

/** The button. */
export function HearButton({ voice, id, fetch, disabled = false }: HearButtonProps) {
  const plays = voice.playing === id;
  return (
    <Button
      kind="plain"
      class="hear"
      icon={plays ? Square : Volume2}
      pressed={plays}
      disabled={disabled}
      onClick={() => voice.toggle(id, fetch)}
    >
      {t("hear")}
    </Button>
  );
}
