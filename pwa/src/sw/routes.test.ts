import { describe, expect, it } from "vitest";
import { keepsSpeech, keepsText } from "./routes";

const at = (path: string) => new URL(path, "https://souffleur.example");

describe("What may be kept on the device", () => {
  it.each(["/v1/cards", "/v1/cards?language=nl", "/v1/cards/paspoort-kwijt"])(
    "%s is a text of all",
    (path) => {
      expect(keepsText(at(path))).toBe(true);
      expect(keepsSpeech(at(path))).toBe(false);
    },
  );

  it("keeps the sound of a tip, and no other sound", () => {
    expect(keepsSpeech(at("/v1/cards/paspoort-kwijt/speech?part=tip"))).toBe(true);
    expect(keepsText(at("/v1/cards/paspoort-kwijt/speech?part=tip"))).toBe(false);
    expect(keepsSpeech(at("/v1/cards/paspoort-kwijt/speech"))).toBe(false);
    expect(keepsSpeech(at("/v1/cards/a/b/speech?part=tip"))).toBe(false);
  });

  it.each([
    "/v1/me",
    "/v1/tips?language=nl",
    "/v1/conversations",
    "/v1/conversations/1",
    "/v1/questions",
    "/v1/export",
    "/v1/cards/paspoort-kwijt/opened",
    "/elsewhere/v1/cards",
  ])("%s never stays", (path) => {
    expect(keepsText(at(path)) || keepsSpeech(at(path))).toBe(false);
  });
});
