/** One line to the person about what happened. */

import { ApiError } from "../net/api";
import type { Notice, NoticeCode, WritableModel } from "./model";

/** Older ones make room. */
const MOST = 3;
const INFO_MILLISECONDS = 6000;

const PROBLEMS = new Set<NoticeCode>([
  "connection_lost",
  "opened_elsewhere",
  "server_full",
  "signed_out",
  "not_allowed",
  "too_many",
  "microphone_denied",
  "microphone_missing",
  "microphone_unsupported",
  "microphone_interrupted",
  "sound_blocked",
  "no_device_voice",
  "tip_not_cached",
  "outbox_full",
  "storage_failed",
  "server_error",
]);

export class Notices {
  readonly #model: WritableModel;

  constructor(model: WritableModel) {
    this.#model = model;
  }

  /** Show it; the same code again replaces the one that is there. Information goes away by itself. */
  tell(code: NoticeCode, text: string | null = null): void {
    const kind = PROBLEMS.has(code) ? "problem" : "info";
    const notice: Notice = { id: crypto.randomUUID(), kind, code, text };
    const others = this.#model.notices.value.filter((other) => other.code !== code);
    this.#model.notices.value = [...others, notice].slice(-MOST);
    if (kind === "info") setTimeout(() => this.dismiss(notice.id), INFO_MILLISECONDS);
  }

  /** Tell what a failed request means. */
  failure(error: unknown): void {
    if (!(error instanceof ApiError)) {
      this.tell("storage_failed");
      return;
    }
    if (error.status === 0) this.tell("connection_lost");
    else if (error.status === 401) this.tell("signed_out", error.text);
    else if (error.status === 403) this.tell("not_allowed", error.text);
    else if (error.status === 429) this.tell("too_many", error.text);
    else this.tell("server_error", error.text);
  }

  /** It is no longer so. */
  clear(code: NoticeCode): void {
    this.#model.notices.value = this.#model.notices.value.filter((notice) => notice.code !== code);
  }

  dismiss(id: string): void {
    this.#model.notices.value = this.#model.notices.value.filter((notice) => notice.id !== id);
  }
}
