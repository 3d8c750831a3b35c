/** The words for every notice: what happened, what is kept, what to do. */

import type { Key } from "../i18n";
import type { NoticeCode } from "./model";

export const NOTICE_WORDS: Readonly<Record<NoticeCode, Key>> = {
  offline_kept: "notice.offline_kept",
  connection_lost: "notice.connection_lost",
  connection_back: "notice.connection_back",
  opened_elsewhere: "notice.opened_elsewhere",
  server_full: "notice.server_full",
  server_restarts: "notice.server_restarts",
  signed_out: "notice.signed_out",
  not_allowed: "notice.not_allowed",
  too_many: "notice.too_many",
  microphone_denied: "notice.microphone_denied",
  microphone_missing: "notice.microphone_missing",
  microphone_unsupported: "notice.microphone_unsupported",
  microphone_interrupted: "notice.microphone_interrupted",
  sound_blocked: "notice.sound_blocked",
  nothing_heard: "notice.nothing_heard",
  sound_too_long: "notice.sound_too_long",
  no_device_voice: "notice.no_device_voice",
  tip_not_cached: "notice.tip_not_cached",
  noted: "notice.noted",
  erased: "notice.erased",
  outbox_sent: "notice.outbox_sent",
  outbox_full: "notice.outbox_full",
  storage_failed: "notice.storage_failed",
  server_error: "notice.server_error",
};
