/** What goes wrong on the server's side, as lines to the person. */

import type { ServerEvent } from "../net/protocol.gen";
import type { LinkState } from "../net/realtime";
import type { NoticeCode } from "./model";
import type { Notices } from "./notices";

/** Errors of the server that come from our own hurry and mean nothing to a person. */
const SILENT_ERRORS = new Set([
  "response_cancel_not_active",
  "input_audio_buffer_commit_empty",
  "resume_lost",
]);
const LINK_TROUBLES: Partial<Record<LinkState, NoticeCode>> = {
  elsewhere: "opened_elsewhere",
  full: "server_full",
  signed_out: "signed_out",
  refused: "not_allowed",
};

/** Tell what became of the line; a line that works takes back what was told of one that did not. */
export function tellLink(notices: Notices, state: LinkState): void {
  if (state === "open") {
    for (const code of ["connection_lost", "opened_elsewhere", "server_full"] as const) notices.clear(code);
  }
  const trouble = LINK_TROUBLES[state];
  if (trouble) notices.tell(trouble);
}

/** Tell what the server refused or could not do, in its own words. */
export function tellFault(notices: Notices, event: ServerEvent): void {
  if (event.type === "error" && !SILENT_ERRORS.has(event.error.code))
    notices.tell("server_error", event.error.message);
  if (event.type === "conversation.item.input_audio_transcription.failed")
    notices.tell("server_error", event.error.message);
}
