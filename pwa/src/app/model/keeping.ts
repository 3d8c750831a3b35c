/** What is kept of this person on the server, and what is being done with it. */

/** How many there are of something, under a title in the person's language. */
export interface Counted {
  readonly name: string;
  readonly title: string;
  readonly count: number;
}

/** One kind; `parts` tells more about it, such as how many takes have sound. */
export interface Belonging extends Counted {
  readonly parts: readonly Counted[];
}

/**
 * Why it failed: there was no connection, the server could not, or the server could and this device could not.
 *
 * `text` is the server's own sentence where it gave one.
 */
export interface KeepingTrouble {
  readonly where: "connection" | "server" | "device";
  readonly text: string | null;
}

/** The last thing that was asked, and how far it is. */
export interface Keeping {
  readonly work: "load" | "export" | "erase";
  /** The kind that is erased, as in `Belonging.name`; null: everything. */
  readonly kind: string | null;
  readonly state: "under_way" | "done" | "failed";
  readonly trouble: KeepingTrouble | null;
}
