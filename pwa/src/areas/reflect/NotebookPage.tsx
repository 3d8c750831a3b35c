/** The notebook: say or type a thought, find it again, take it along. */

import { Download, FolderInput } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { useApp } from "../../app/context";
import { moment } from "../../i18n";
import { Back } from "../../ui/Back";
import { Button } from "../../ui/Button";
import { type Option, Select } from "../../ui/Controls";
import { Erase } from "../../ui/Erase";
import { useDesk } from "./context";
import { Fetching, SaveOrCancel } from "./parts";
import type { Note } from "./server";
import { busy, folders, notes } from "./store";
import { VoiceField } from "./VoiceField";
import { t } from "./words";

/** Typing pauses this long before it is searched. */
const PAUSE_MS = 250;

/** The screen itself; a note that a link names is opened. */
export function NotebookPage({ opened }: { readonly opened: string | null }) {
  const { model } = useApp();
  const desk = useDesk();
  const [wanted, setWanted] = useState("");
  const [folder, setFolder] = useState("");
  useEffect(() => {
    const waiting = setTimeout(
      () => void desk.loadNotes(wanted, folder || null),
      wanted === "" ? 0 : PAUSE_MS,
    );
    return () => clearTimeout(waiting);
  }, [desk, wanted, folder]);
  const known = notes.value;
  return (
    <div class="page page-read">
      <Back to="/reflectie">{t("back")}</Back>
      <h1 tabIndex={-1}>{t("notes.title")}</h1>
      <section class="section" aria-label={t("notes.add")}>
        <VoiceField
          place="note"
          label={t("notes.add")}
          hint={t("notes.hint")}
          send={t("notes.keep")}
          onSaid={(said) => void desk.addNote(said, model.language.value)}
        />
      </section>
      <search class="notes-search">
        <div class="field">
          <label for="notes-wanted">{t("notes.find")}</label>
          <input
            id="notes-wanted"
            class="input"
            type="search"
            maxLength={200}
            value={wanted}
            onInput={(event) => setWanted(event.currentTarget.value)}
          />
        </div>
        <FolderSelect
          value={folder}
          before={[{ value: "", label: t("notes.all") }]}
          after={[{ value: "none", label: t("notes.loose") }]}
          counted
          onChange={setFolder}
        />
      </search>
      {known === null && <Fetching />}
      {known?.length === 0 && <p class="quiet">{t(wanted === "" ? "notes.none" : "notes.not_found")}</p>}
      <ul class="note-list">
        {known?.map((note) => (
          <li key={note.id}>
            <NoteCard note={note} opened={note.id === opened} />
          </li>
        ))}
      </ul>
      {known !== null && known.length > 0 && (
        <a class="button button-outline" href="/v1/notes/export.md" download>
          <Download size={20} />
          <span>{t("notes.export")}</span>
        </a>
      )}
    </div>
  );
}

function NoteCard({ note, opened }: { readonly note: Note; readonly opened: boolean }) {
  const desk = useDesk();
  const [changing, setChanging] = useState(false);
  return (
    <article class={opened ? "note note-opened" : "note"} lang={note.language}>
      {changing ? (
        <NoteForm note={note} onDone={() => setChanging(false)} />
      ) : (
        <>
          <h2 class="note-title">{note.title}</h2>
          {note.text !== note.title && <p class="note-text">{note.text}</p>}
        </>
      )}
      <p class="quiet small">
        {moment(note.created_at)}
        {note.folder && ` · ${note.folder.name}`}
      </p>
      {note.proposed && !note.folder && (
        <Button icon={FolderInput} disabled={busy.value} onClick={() => void desk.acceptFolder(note.id)}>
          {t("notes.file_under", { folder: note.proposed.name })}
        </Button>
      )}
      {!changing && (
        <div class="button-row">
          <Button kind="plain" label={`${t("notes.change")} ${note.title}`} onClick={() => setChanging(true)}>
            {t("notes.change")}
          </Button>
          <Erase
            label={`${t("notes.erase")} ${note.title}`}
            title={t("notes.erase_title")}
            onErase={() => void desk.removeNote(note.id)}
          >
            <p>{note.title}</p>
            <p>{t("notes.erase_text")}</p>
          </Erase>
        </div>
      )}
    </article>
  );
}

function NoteForm({ note, onDone }: { readonly note: Note; readonly onDone: () => void }) {
  const desk = useDesk();
  const [title, setTitle] = useState(note.title);
  const [text, setText] = useState(note.text);
  const [folder, setFolder] = useState(note.folder?.id ?? "");
  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault();
        void desk.changeNote(note.id, { title, text, folder: folder || null }).then(onDone);
      }}
    >
      <div class="field">
        <label for={`title-${note.id}`}>{t("notes.name")}</label>
        <input
          id={`title-${note.id}`}
          class="input"
          maxLength={120}
          value={title}
          onInput={(event) => setTitle(event.currentTarget.value)}
        />
      </div>
      <div class="field">
        <label for={`text-${note.id}`}>{t("notes.text")}</label>
        <textarea
          id={`text-${note.id}`}
          class="input"
          rows={4}
          maxLength={8000}
          value={text}
          onInput={(event) => setText(event.currentTarget.value)}
        />
      </div>
      <FolderSelect value={folder} before={[{ value: "", label: t("notes.loose") }]} onChange={setFolder} />
      <SaveOrCancel ready={text.trim() !== ""} onCancel={onDone} />
    </form>
  );
}

interface FolderSelectProps {
  readonly value: string;
  /** What stands above the folders, and below them. */
  readonly before: readonly Option[];
  readonly after?: readonly Option[];
  /** Say how many notes each folder has. */
  readonly counted?: boolean;
  readonly onChange: (folder: string) => void;
}

/** The folders that there are; nothing while there are none. */
function FolderSelect({ value, before, after = [], counted = false, onChange }: FolderSelectProps) {
  if (folders.value.length === 0) return null;
  const own = folders.value.map(({ id, name, notes: count }) => ({
    value: id,
    label: counted ? `${name} (${count})` : name,
  }));
  return (
    <Select
      label={t("notes.folder")}
      value={value}
      options={[...before, ...own, ...after]}
      onChange={onChange}
    />
  );
}
