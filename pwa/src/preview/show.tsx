/** Shows a story in a test, with actions that only remember that they were called. */

import { cleanup, render, screen } from "@testing-library/preact";
import { vi } from "vitest";
import { Root } from "../app/App";
import { type Actions, createModel, type Language, type WritableModel } from "../app/model";
import { followHistory } from "../app/router";
import type { Tools } from "../app/tools";
import { followLanguage } from "../i18n";
import { draft, typing } from "../screens/now/draft";
import { toolsFor } from "./serve";
import { STORIES, tell } from "./stories";

type Mocks = { [K in keyof Actions]: ReturnType<typeof vi.fn> };

export interface Shown {
  readonly container: HTMLElement;
  readonly model: WritableModel;
  readonly actions: Mocks;
}

let unfollow: () => void = () => undefined;

/** The window of a phone, or of a laptop. */
export function resize(width: number, height: number): void {
  (window as unknown as { happyDOM: { setViewport(size: object): void } }).happyDOM.setViewport({
    width,
    height,
  });
}

function mocks(): Mocks {
  const made = new Map<string | symbol, ReturnType<typeof vi.fn>>();
  return new Proxy({} as Mocks, {
    get: (_, key) => {
      const known = made.get(key) ?? vi.fn();
      made.set(key, known);
      return known;
    },
  });
}

/** Show a story; what was shown before goes away. */
export function show(name: string, language: Language = "nl", tools: Partial<Tools> = {}): Shown {
  leave();
  const story = STORIES[name];
  if (story === undefined) throw new Error(`no story ${name}`);
  const model = createModel(language);
  const actions = mocks();
  followLanguage(model.language);
  tell(story, model);
  typing.value = story.typing ?? false;
  history.replaceState(null, "", story.path);
  unfollow = followHistory();
  // happy-dom lays nothing out: a scroller has no size to scroll.
  Element.prototype.scrollTo = () => undefined;
  const { container } = render(
    <Root app={{ model, actions: actions as unknown as Actions, tools: { ...toolsFor(model), ...tools } }} />,
  );
  return { container: container as HTMLElement, model, actions };
}

/** Take away what is shown, and the words that were typed. */
export function leave(): void {
  cleanup();
  unfollow();
  typing.value = false;
  draft.value = "";
}

/** The button with this name. */
export function button(name: string | RegExp): HTMLElement {
  return screen.getByRole("button", { name });
}
