/** How a programme begins: with a sentence, with a ready one, with a file, or empty. */

import "./programme.css";
import { FilePlus, Sparkles } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { navigate } from "../../../app/router";
import { ApiError } from "../../../net/http";
import { Button } from "../../../ui/Button";
import { blank } from "../content";
import { useStudio } from "../context";
import { FileButton } from "../FileButton";
import { TextField } from "../form/Field";
import { momentWord } from "../form/WhyAndWho";
import { listOf } from "../sayings";
import type { ProgrammeView, Understood } from "../server";
import { t } from "../words";

type Moment = Parameters<typeof momentWord>[0];

/** The page. */
export function NewProgramme() {
  const studio = useStudio();
  const [busy, setBusy] = useState(false);
  const begin: Begin = async (work, note = "") => {
    if (busy) return;
    setBusy(true);
    const made = await studio.attempt(work);
    setBusy(false);
    if (made === undefined) return;
    studio.note.value = note === "" ? null : { id: made.line.id, words: note };
    navigate(`/studio/programma/${encodeURIComponent(made.line.id)}`);
  };
  return (
    <div class="new-programme">
      <h1 tabIndex={-1}>{t("new.title")}</h1>
      <Sentence begin={begin} />
      <Ready begin={begin} />
      <div class="button-row">
        <Button icon={FilePlus} onClick={() => void begin(() => studio.server.begin(blank(new Date())))}>
          {t("new.blank")}
        </Button>
        <FileButton
          kind="yaml"
          words={t("new.file")}
          label={t("new.file_label")}
          onFile={(file) => void begin(async () => studio.server.importFile(await file.text()))}
        />
      </div>
    </div>
  );
}

/** Make a programme and go to it; the note is shown there. */
type Begin = (work: () => Promise<ProgrammeView>, note?: string) => Promise<void>;

interface BeginProps {
  readonly begin: Begin;
}

const ASSUMED = {
  at: "assumed.at",
  ends: "assumed.ends",
  card: "assumed.card",
} as const;

function Sentence({ begin }: BeginProps) {
  const studio = useStudio();
  const [said, setSaid] = useState("");
  const [unclear, setUnclear] = useState<string | null>(null);
  const understand = async () => {
    if (said.trim() === "") return;
    const found = await studio.attempt(() => studio.server.understand(said).catch(sentenceUnclear));
    setUnclear(typeof found === "string" ? found : null);
    if (typeof found === "object") await begin(() => studio.server.beginRaw(found.content), toldOf(found));
  };
  return (
    <form
      class="form-part"
      onSubmit={(event) => {
        event.preventDefault();
        void understand();
      }}
    >
      <TextField label={t("new.say")} hint={t("new.say_hint")} rows={2} value={said} onInput={setSaid} />
      <div class="button-row">
        <button type="submit" class="button button-primary">
          <Sparkles size={20} />
          <span>{t("new.understand")}</span>
        </button>
      </div>
      <p role="status" class="quiet small">
        {unclear}
      </p>
    </form>
  );
}

/** The server's own sentence where it could not understand; every other failure goes on. */
function sentenceUnclear(error: unknown): string {
  if (error instanceof ApiError && error.code === "sentence_unclear") return error.text ?? t("new.unclear");
  throw error;
}

function toldOf(understood: Understood): string {
  const assumed = understood.assumed.filter((each): each is keyof typeof ASSUMED => each in ASSUMED);
  const read = t(understood.by === "model" ? "new.by_model" : "new.by_rules");
  if (assumed.length === 0) return read;
  return `${read} ${t("new.assumed", { what: listOf(assumed.map((each) => t(ASSUMED[each]))) })}`;
}

function Ready({ begin }: BeginProps) {
  const studio = useStudio();
  useEffect(() => void studio.loadReady(), [studio]);
  const { state, value } = studio.ready.value;
  return (
    <section class="form-part" aria-labelledby="ready-title">
      <h2 id="ready-title">{t("new.ready")}</h2>
      <p class="quiet">{t("new.ready_hint")}</p>
      {state === "loading" && <p role="status">{t("loading")}</p>}
      <ul class="ready">
        {value.map((each) => (
          <li key={each.slug} class="ready-one">
            <div>
              <p class="ready-name">{each.name}</p>
              <p class="quiet small">
                {momentWord(each.moment as Moment)} · {each.purpose}
              </p>
            </div>
            <Button
              label={`${t("new.use")}: ${each.name}`}
              onClick={() => void begin(() => studio.server.beginReady(each.slug))}
            >
              {t("new.use")}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
