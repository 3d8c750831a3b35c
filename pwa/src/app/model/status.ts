/** The server's account of itself. */

/** What the server says about its engines and about what it keeps (`GET /v1/status`). */
export interface Status {
  readonly version: string;
  readonly speech: {
    readonly name: string;
    readonly detail: string;
    /** A better model exists for this hardware: its name and the command that fetches it. */
    readonly better: { readonly model: string; readonly how: string } | null;
  };
  readonly voices: readonly { readonly name: string; readonly available: boolean; readonly note: string }[];
  readonly conversation: { readonly name: string; readonly detail: string };
  readonly keeps: { readonly days: number };
}
