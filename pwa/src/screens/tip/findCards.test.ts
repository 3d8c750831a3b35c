import { expect, it } from "vitest";
import { CARDS } from "../../preview/sample";
import { findCards } from "./findCards";

const slugs = (wanted: string) => findCards(CARDS, wanted).map((card) => card.slug);

it("finds by title, label and situation, whatever the capitals and accents", () => {
  expect(slugs("PASPÓORT kwijt")[0]).toBe("paspoort-kwijt");
  expect(slugs("boosheid")).toEqual(["boze-inwoner"]);
});

it("puts a word in the title before one in the situation", () => {
  expect(slugs("bezwaar")[0]).toBe("bezwaar-maken");
});

it("needs every word", () => {
  expect(slugs("paspoort olifant")).toEqual([]);
});
