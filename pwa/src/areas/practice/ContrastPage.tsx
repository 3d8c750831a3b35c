/** Two sounds that are easily taken for one another: hear both, say one, see which was understood. */

import { useState } from "preact/hooks";
import { useClip } from "../../app/useClip";
import { Back } from "../../ui/Back";
import { useKeys, useLoaded, useWork } from "./loading";
import { Fetching, PlayButton, SpeakButton } from "./parts";
import { type Contrast, languages } from "./server/languages";
import { t } from "./words";

const LONGEST_SECONDS = 8;

/** The screen itself. */
export function ContrastPage({ id }: { readonly id: string }) {
  const fetched = useLoaded(() => languages.contrast(id), [id]);
  const known = fetched.value.value;
  if (known === null) return <Fetching of={fetched} />;
  return (
    <div class="page">
      <Back to="/oefenen/taal">{t("language.back")}</Back>
      <h1 tabIndex={-1}>{known.title}</h1>
      <p>{known.tip}</p>
      <ul class="ways">
        {known.pairs.map((pair) => (
          <li key={pair.index} class="section pair">
            <Side known={known} pair={pair} side="one" />
            <Side known={known} pair={pair} side="other" />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface SideProps {
  readonly known: Contrast;
  readonly pair: Contrast["pairs"][number];
  readonly side: "one" | "other";
}

function Side({ known, pair, side }: SideProps) {
  const player = useClip();
  const { busy, do: work } = useWork();
  const keys = useKeys();
  const [message, setMessage] = useState("");
  const word = pair[side];
  return (
    <div class="pair-side">
      <p class="spoken" lang={known.spoken}>
        {word}
      </p>
      <PlayButton
        player={player}
        address={languages.pairSpeech(known.id, pair.index, side)}
        label={`${t("hear")} ${word}`}
      >
        {t("hear")}
      </PlayButton>
      <SpeakButton
        words={t("round.say")}
        kind="outline"
        longest={LONGEST_SECONDS}
        busy={busy.value}
        onSaid={(sound) =>
          void work(async () => {
            const said = await languages.sayPair(known.id, pair.index, side, keys.of(sound), sound);
            keys.arrived();
            setMessage(said.message);
          })
        }
      />
      <p role="status">{message}</p>
    </div>
  );
}
