/** A server for stories: gives what the story says, and is away for everything else. */

import type { Conversation } from "../app/conversation";
import type { WritableModel } from "../app/model";
import { Notices } from "../app/notices";
import type { Tools } from "../app/tools";
import { AudioStage } from "../audio/stage";

/** What the story's server answers, by path without a query. */
export type Answers = Readonly<Record<string, unknown>>;

const away = () => new Response("{}", { status: 503, headers: { "Content-Type": "application/json" } });

/** Let requests to the server be answered by a story; other requests go out as ever. */
export function serve(answers: Answers = {}): void {
  const outside = (globalThis.fetch as { outside?: typeof fetch }).outside ?? globalThis.fetch;
  const inside: typeof fetch = async (request, init) => {
    const url = new URL(request instanceof Request ? request.url : String(request), location.href);
    if (!url.pathname.startsWith("/v1/")) return outside(request, init);
    return url.pathname in answers ? Response.json(answers[url.pathname]) : away();
  };
  globalThis.fetch = Object.assign(inside, { outside });
}

/** What an area may use, in a story: no live conversation, nothing kept, no sound until a tap asks for it. */
export function toolsFor(model: WritableModel): Tools {
  const conversation = { makeRoom: () => undefined } as Partial<Conversation> as Conversation;
  return {
    stage: new AudioStage(),
    captureWorklet: "",
    conversation,
    notices: new Notices(model),
    countNudges: (unanswered) => {
      model.nudges.value = unanswered;
    },
    database: Promise.resolve(null),
  };
}
