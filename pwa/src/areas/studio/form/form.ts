/** What every part of the form is given. */

import type { Content } from "../content";
import type { FieldProblem } from "../server";

export interface FormProps {
  readonly content: Content;
  readonly problems: readonly FieldProblem[];
  readonly change: (fields: Partial<Content>) => void;
}
