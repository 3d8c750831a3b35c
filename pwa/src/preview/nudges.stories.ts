/** Seintjes in every state. */

import type { WritableModel } from "../app/model";
import { events, nudges, push, rules, stale } from "../areas/nudges/store";
import { NO_NUDGES_SERVER, NUDGES_SERVER } from "./nudges";
import type { Story } from "./stories";

/** Somebody is signed in, and nothing is left of the story before. */
function begin(model: WritableModel): void {
  for (const one of [nudges, events, rules, push]) one.value = null;
  stale.value = false;
  model.me.value = {
    id: "noor",
    name: "Noor",
    role: "employee",
    language: model.language.value,
    demo: true,
    signedInVia: "cookie",
  };
}

export const NUDGE_STORIES: Readonly<Record<string, Story>> = {
  nudges: { path: "/seintjes", set: begin, server: NUDGES_SERVER },
  "nudges-empty": { path: "/seintjes", set: begin, server: NO_NUDGES_SERVER },
  "nudges-offline": { path: "/seintjes", set: begin },
  "nudges-later": { path: "/seintjes/n1?answer=later", set: begin, server: NUDGES_SERVER },
  "nudges-gone": { path: "/seintjes/weg", set: begin, server: NUDGES_SERVER },
  "nudges-why": { path: "/seintjes/n6/waarom", set: begin, server: NUDGES_SERVER },
  "nudges-rules": { path: "/seintjes/instellen", set: begin, server: NUDGES_SERVER },
  "nudges-paused": { path: "/seintjes/instellen", set: begin, server: NO_NUDGES_SERVER },
};
