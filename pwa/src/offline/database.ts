/** What is kept on this device: questions that wait, tips and cards, and what the person chose. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";

/** A question that has not been answered yet. */
export interface Kept {
  readonly clientId: string;
  readonly kind: "text" | "sound";
  readonly text: string | null;
  /** A WAV file. */
  readonly sound: Blob | null;
  readonly seconds: number | null;
  readonly language: "nl" | "en";
  readonly moment: "new" | "more" | "apply" | "solve" | "change" | null;
  readonly hurry: boolean;
  /** ISO instant. */
  readonly at: string;
  /** Id of the page in whose live conversation it is being answered; null: it waits to go out by itself. */
  readonly live: string | null;
  /** It was refused for good, with this code; it stays until the person removes it. */
  readonly refused: string | null;
}

interface Schema extends DBSchema {
  outbox: { key: string; value: Kept; indexes: { at: string } };
  cache: { key: string; value: unknown };
}

const NAME = "souffleur";
const VERSION = 1;

export type Database = IDBPDatabase<Schema>;

/** Open the database. It closes by itself when another version of the app needs it to. */
export function openDatabase(name = NAME): Promise<Database> {
  return openDB<Schema>(name, VERSION, {
    upgrade(database) {
      database.createObjectStore("outbox", { keyPath: "clientId" }).createIndex("at", "at");
      database.createObjectStore("cache");
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
    },
  });
}
