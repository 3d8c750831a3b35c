import { render } from "@testing-library/preact";
import { describe, expect, it } from "vitest";
import { Marked, wordAt } from "./Marked";

const TEXT = "Vertel me wat er is gebeurd.";
const word = (progress: number) => TEXT.slice(...wordAt(TEXT, progress));

describe("wordAt", () => {
  it("finds the word at a place by characters", () => {
    expect(word(0)).toBe("Vertel");
    expect(word(0.25)).toBe("me");
    expect(word(1)).toBe("gebeurd.");
  });

  it("keeps the word until the next one begins", () => {
    expect(word(6 / TEXT.length)).toBe("Vertel");
    expect(word(7 / TEXT.length)).toBe("me");
  });

  it("stays inside the text for any number", () => {
    expect(word(-3)).toBe("Vertel");
    expect(word(9)).toBe("gebeurd.");
    expect(wordAt("een ", 1)).toEqual([0, 3]);
  });
});

describe("Marked", () => {
  it("marks one word and keeps the text whole", () => {
    const { container } = render(<Marked text={TEXT} progress={0.25} />);
    expect(container.querySelector(".word-now")?.textContent).toBe("me");
    expect(container.textContent).toBe(TEXT);
  });

  it("marks nothing when it is not spoken", () => {
    const { container } = render(<Marked text={TEXT} progress={null} />);
    expect(container.querySelector(".word-now")).toBeNull();
  });
});
