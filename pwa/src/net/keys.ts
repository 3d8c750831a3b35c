/** Names of requests that may be sent again, so that the server does once what was asked once. */

/** The same content has the same key until it arrived. */
export class Keys {
  #key = "";
  #of: unknown = null;

  /** The key of this content; another one for other content. */
  of(content: unknown): string {
    if (this.#key === "" || content !== this.#of) {
      this.#of = content;
      this.#key = crypto.randomUUID();
    }
    return this.#key;
  }

  /** It arrived: the same words said again are said again. */
  arrived(): void {
    this.#key = "";
  }
}
