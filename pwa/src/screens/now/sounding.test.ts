import { describe, expect, it } from "vitest";
import { createModel, DEFAULT_PREFERENCES, type Sentence } from "../../app/model";
import { ANGRY, answer } from "../../preview/sample";
import { partOf, soundingPart } from "./sounding";

const sentence = (text: string): Sentence => ({ index: 0, text, line: "step", card: ANGRY.slug });

describe("partOf", () => {
  it("finds the line to say and the steps", () => {
    expect(partOf(ANGRY, sentence(ANGRY.firstLine))).toBe(0);
    expect(partOf(ANGRY, sentence(ANGRY.steps[1] ?? ""))).toBe(2);
  });

  it("finds a piece of a line, whatever its quotation marks", () => {
    expect(partOf(ANGRY, sentence("“ik zie dat dit u hoog zit.”"))).toBe(0);
  });

  it("knows what is not on the card", () => {
    expect(partOf(ANGRY, sentence("Zeg dit als eerste."))).toBe(-1);
    expect(partOf(ANGRY, sentence(" "))).toBe(-1);
  });
});

describe("soundingPart", () => {
  const model = createModel();
  const item = answer(ANGRY);

  it("is what was said last while nothing sounds or another answer does", () => {
    expect(soundingPart(ANGRY, item, model)).toEqual({ part: 0, progress: null });
    model.audible.value = { item: "other", sentence: 1, progress: 0.5 };
    const step = { ...item, sentences: [sentence(ANGRY.steps[2] ?? "")] };
    expect(soundingPart(ANGRY, step, model)).toEqual({ part: 3, progress: null });
    expect(soundingPart(ANGRY, { ...item, sentences: [sentence("Iets anders.")] }, model)).toBeNull();
  });

  it("follows the voice through a piece of a line", () => {
    const tail = "Vertel me wat er is gebeurd, dan kijken we samen wat kan.";
    const pieces = {
      ...item,
      sentences: [{ index: 3, text: tail, line: "first_line" as const, card: ANGRY.slug }],
    };
    model.audible.value = { item: item.id, sentence: 3, progress: 0 };
    const sounding = soundingPart(ANGRY, pieces, model);
    expect(sounding?.part).toBe(0);
    expect(ANGRY.firstLine.slice(Math.round((sounding?.progress ?? 0) * ANGRY.firstLine.length))).toMatch(
      /^ ?Vertel|^ertel/,
    );
  });

  it("marks nothing for who does not want marks", () => {
    model.preferences.value = { ...DEFAULT_PREFERENCES, captions: false };
    model.audible.value = { item: item.id, sentence: 1, progress: 0.5 };
    expect(soundingPart(ANGRY, item, model)).toEqual({ part: 0, progress: null });
  });
});
