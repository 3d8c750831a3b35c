/** What the room of questions asks of the server. */

import { call, json, post } from "../../../net/http";
import type { Author, FieldProblem } from "../server";

export interface QuestionContent {
  readonly nl: string;
  /** Empty: whoever uses the English interface is not asked this one. */
  readonly en: string;
  /** Which of the built-in ten it belongs to. */
  readonly theme: number;
  readonly published: boolean;
  /** On or off, once it is published. */
  readonly asked: boolean;
}

export interface AuthoredQuestion extends QuestionContent {
  readonly id: string;
  readonly revision: number;
  readonly changed_by: Author;
  readonly changed_at: string;
  readonly problems: readonly FieldProblem[];
}

export interface BuiltInQuestion {
  readonly number: number;
  readonly why: string;
  readonly ways: readonly string[];
}

export interface QuestionDesk {
  readonly questions: readonly AuthoredQuestion[];
  readonly themes: readonly BuiltInQuestion[];
}

/** A voice may have to be asked first. */
const SPEECH_SECONDS = 30;
const ROOT = "/v1/studio/questions";
const at = (id: string) => `${ROOT}/${encodeURIComponent(id)}`;

/** Fields of the form only. */
const content = ({ nl, en, theme, published, asked }: QuestionContent): QuestionContent => ({
  nl,
  en,
  theme,
  published,
  asked,
});

export const questionServer = {
  all: () => json<QuestionDesk>(ROOT),
  add: (question: QuestionContent) => post<AuthoredQuestion>(ROOT, content(question)),
  save: (id: string, revision: number, question: QuestionContent) =>
    json<AuthoredQuestion>(at(id), { method: "PUT", json: { ...content(question), revision } }),
  remove: (id: string) => call(at(id), { method: "DELETE" }),
  hear: async (say: string, language: "nl" | "en") =>
    (
      await call(`${ROOT}/say`, { method: "POST", json: { say, language }, seconds: SPEECH_SECONDS })
    ).arrayBuffer(),
  file: async () => (await call(`${ROOT}/file`)).text(),
  take: (file: Blob) =>
    json<{ taken: readonly AuthoredQuestion[]; known: number }>(`${ROOT}/file`, {
      method: "POST",
      body: new Blob([file], { type: "application/yaml" }),
    }),
};
