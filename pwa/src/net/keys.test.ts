import { describe, expect, it } from "vitest";
import { Keys } from "./keys";

describe("Keys", () => {
  it("names sound by what it is", () => {
    const keys = new Keys();
    const sound = new Blob(["a"]);
    expect(keys.of(sound)).toBe(keys.of(sound));
    expect(keys.of(sound)).not.toBe(keys.of(new Blob(["a"])));
  });

  it("names the same words anew when they arrived", () => {
    const keys = new Keys();
    const first = keys.of("Ja.");
    expect(keys.of("Ja.")).toBe(first);
    keys.arrived();
    expect(keys.of("Ja.")).not.toBe(first);
  });
});
