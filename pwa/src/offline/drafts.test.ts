import { expect, it } from "vitest";
import { forgetDrafts } from "./drafts";

it("forgets what was being written, and no choice", () => {
  localStorage.setItem("souffleur.studio.7", "{}");
  localStorage.setItem("souffleur.scenario.boos", "{}");
  localStorage.setItem("souffleur.captions", "large");
  forgetDrafts(localStorage);
  expect(Object.keys(localStorage)).toEqual(["souffleur.captions"]);
  localStorage.clear();
});
