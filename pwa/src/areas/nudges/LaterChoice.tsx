/** When should it come back? A few moments in one tap, or one of one's own. */

import { useEffect, useId, useRef, useState } from "preact/hooks";
import { instantOf, type Moment, momentsFrom } from "../../push/when";
import { Button } from "../../ui/Button";
import { useDesk } from "./context";
import type { Nudge } from "./server";
import { clock, momentField } from "./times";
import { t } from "./words";

const DAY = 24 * 3600 * 1000;
/** The server takes no later moment. */
const FARTHEST_DAYS = 60;

const MOMENT_WORDS = {
  quarter: "later.quarter",
  hour: "later.hour",
  afternoon: "later.afternoon",
  tomorrow: "later.tomorrow",
  monday: "later.monday",
} as const satisfies Record<Moment, string>;

interface LaterChoiceProps {
  readonly nudge: Nudge;
  /** Level of the heading: one below that of the nudge. */
  readonly level: 2 | 4;
  readonly onDone: () => void;
}

/** The choice. */
export function LaterChoice({ nudge, level, onDone }: LaterChoiceProps) {
  const Heading = level === 2 ? "h2" : "h4";
  const desk = useDesk();
  const heading = useRef<HTMLHeadingElement>(null);
  const id = useId();
  const now = new Date();
  useEffect(() => heading.current?.focus(), []);
  const choose = (until: Date) => {
    onDone();
    void desk.answer(nudge, "later", until);
  };
  const words = (moment: Moment) => {
    const named = t(MOMENT_WORDS[moment]);
    return moment === "quarter" || moment === "hour" ? named : `${named} ${clock(instantOf(moment, now))}`;
  };
  return (
    <section class="later" aria-labelledby={id}>
      <Heading id={id} class="later-title" tabIndex={-1} ref={heading}>
        {t("later.title")}
      </Heading>
      <div class="later-moments">
        {momentsFrom(now).map((moment) => (
          <Button key={moment} onClick={() => choose(instantOf(moment, new Date()))}>
            {words(moment)}
          </Button>
        ))}
      </div>
      <OtherMoment now={now} onChoose={choose} />
      <Button kind="plain" onClick={onDone}>
        {t("later.cancel")}
      </Button>
    </section>
  );
}

interface OtherMomentProps {
  readonly now: Date;
  readonly onChoose: (until: Date) => void;
}

function OtherMoment({ now, onChoose }: OtherMomentProps) {
  const id = useId();
  const [wanted, setWanted] = useState(() => momentField(instantOf("tomorrow", now)));
  const [wrong, setWrong] = useState(false);
  const choose = () => {
    const until = new Date(wanted);
    const ahead = until.getTime() - Date.now();
    if (ahead > 0 && ahead < FARTHEST_DAYS * DAY) onChoose(until);
    else setWrong(true);
  };
  return (
    <div class="field">
      <label for={id}>{t("later.other")}</label>
      <div class="later-other">
        <input
          id={id}
          class="input"
          type="datetime-local"
          value={wanted}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          onInput={(event) => {
            setWrong(false);
            setWanted(event.currentTarget.value);
          }}
        />
        <Button onClick={choose}>{t("later.choose")}</Button>
      </div>
      {wrong && (
        <p class="field-wrong" id={`${id}-wrong`} role="alert">
          {t("later.past")}
        </p>
      )}
    </div>
  );
}
