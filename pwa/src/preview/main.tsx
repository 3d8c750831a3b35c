/**
 * Shows one story: preview.html?story=now-speaking&theme=dark&language=en. For the eye, for pictures and for tests only.
 *
 * Another story without loading again: `dispatchEvent(new CustomEvent("story", { detail: "story=tips" }))`.
 */

import "../ui/ui.css";
import { render } from "preact";
import { Root } from "../app/App";
import { type Actions, createModel } from "../app/model";
import { followHistory } from "../app/router";
import { followLanguage } from "../i18n";
import { typing } from "../screens/now/draft";
import { toolsFor } from "./serve";
import { STORIES, tell } from "./stories";

const actions = new Proxy({} as Actions, { get: () => () => undefined });
let unfollow: () => void = () => undefined;

function show(search: string): void {
  const wanted = new URLSearchParams(search);
  const story = STORIES[wanted.get("story") ?? "now-empty"];
  const place = document.getElementById("app");
  if (story === undefined || place === null) return;
  unfollow();
  render(null, place);
  const model = createModel(wanted.get("language") === "en" ? "en" : "nl");
  tell(story, model);
  const theme = wanted.get("theme");
  if (theme === "light" || theme === "dark") {
    model.preferences.value = { ...model.preferences.value, theme };
  }
  typing.value = story.typing ?? false;
  followLanguage(model.language);
  history.replaceState(null, "", story.path);
  unfollow = followHistory();
  render(<Root app={{ model, actions, tools: toolsFor(model) }} />, place);
}

addEventListener("story", (event) => {
  if (event instanceof CustomEvent) show(String(event.detail));
});
show(location.search);
