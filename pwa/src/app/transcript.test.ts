import { describe, expect, it } from "vitest";
import type { ServerEvent } from "../net/protocol.gen";
import { FakeServer, type Unnumbered } from "../testing/server";
import { apply, changeAnswer, changeSaid, put, remove, said, type Transcript } from "./transcript";

/** What is on the screen after these events of a server. */
function shown(tell: (server: FakeServer) => void, before: Transcript = []): Transcript {
  const server = new FakeServer();
  let items = before;
  server.open("ws://localhost/v1/realtime").onmessage = (message: MessageEvent) => {
    items = apply(items, JSON.parse(message.data as string) as ServerEvent);
  };
  tell(server);
  return items;
}

const heard = (item: string, transcript: string): Unnumbered => ({
  type: "conversation.item.input_audio_transcription.completed",
  item_id: item,
  content_index: 0,
  transcript,
  usage: { type: "duration", seconds: 1 },
});

const spoken = (id: string, text = "vraag") => said(id, text, { spoken: true, state: "final" });

describe("The transcript", () => {
  it("shows words as they are said, and then what was understood", () => {
    const growing = shown((server) => {
      server.say({ type: "input_audio_buffer.speech_started", audio_start_ms: 0, item_id: "i1" });
      server.say({ type: "souffleur.partial", item_id: "i1", text: "pas" });
    });
    expect(growing).toEqual([said("i1", "pas", { spoken: true, state: "partial" })]);
    expect(shown((server) => server.say(heard("i1", "paspoort kwijt")), growing)).toEqual([
      spoken("i1", "paspoort kwijt"),
    ]);
  });

  it("says once that nothing was understood, and an answer is never to that", () => {
    const items = shown((server) => {
      server.say(heard("i1", "paspoort"));
      server.say(heard("i2", " "));
      server.say(heard("i3", ""));
      server.answer("Vervelend.");
    });
    expect(items).toMatchObject([
      { id: "i1", state: "final" },
      { id: "i3", state: "unheard" },
      { kind: "answer", question: "i1" },
    ]);
  });

  it("marks words that could not be understood", () => {
    const items = shown((server) => {
      server.say({ type: "input_audio_buffer.speech_started", audio_start_ms: 0, item_id: "i1" });
      server.say({
        type: "conversation.item.input_audio_transcription.failed",
        item_id: "i1",
        content_index: 0,
        error: { type: "server_error", code: "speech_engine_failed", message: "x", param: null },
      });
    });
    expect(items).toMatchObject([{ id: "i1", state: "unheard" }]);
  });

  it("takes a false start away with its answer, and a message that was deleted", () => {
    const start = shown((server) => {
      server.say(heard("i0", "eerder"));
      server.say(heard("i1", "paspoort"));
      server.answer("Vervelend.");
    });
    const id = start.at(-1)?.id ?? "";
    const back = shown(
      (server) =>
        server.say({
          type: "souffleur.turn.taken_back",
          item_id: "i1",
          response_id: id,
          continues_as: "i2",
        }),
      start,
    );
    expect(back.map((item) => item.id)).toEqual(["i0"]);
    expect(shown((server) => server.say({ type: "conversation.item.deleted", item_id: "i0" }), back)).toEqual(
      [],
    );
  });

  it("fills an answer, takes a sentence once, and ends it", () => {
    let id = "";
    const items = shown((server) => {
      server.say(heard("i1", "paspoort"));
      id = server.answer("Vervelend.");
      const place = { response_id: id, item_id: `item_${id}`, line: "step" as const, card: "p" };
      const next = { type: "souffleur.sentence" as const, ...place, index: 1, text: "Meld het." };
      server.say({ ...next, first_sample: 0, samples: null });
      server.say({ ...next, first_sample: 0, samples: null });
      server.say({ type: "souffleur.moment", response_id: id, moment: "apply", inferred: false });
      server.say({ type: "souffleur.card", response_id: id, card: "p", title: "Paspoort" });
      server.say({ type: "souffleur.offer_note", response_id: id, question: "paspoort" });
      server.done(id);
    });
    expect(items[1]).toMatchObject({
      kind: "answer",
      id,
      question: "i1",
      sentences: [{ text: "Vervelend." }, { text: "Meld het.", line: "step", card: "p" }],
      moment: "apply",
      momentInferred: false,
      card: { slug: "p", title: "Paspoort" },
      offer: "paspoort",
      state: "done",
    });
  });

  it("keeps an answer that was cancelled where something of it is there, and no empty one", () => {
    let id = "";
    const cancelled = shown((server) => {
      id = server.answer("Vervelend.");
      server.done(id, "cancelled");
    });
    expect(cancelled).toMatchObject([{ id, state: "interrupted" }]);
    const empty = shown((server) => server.done(id), changeAnswer(cancelled, id, { sentences: [] }));
    expect(empty).toEqual([]);
  });

  it("leaves the list as it is for what shows nothing", () => {
    const items = [spoken("i1")];
    expect(shown((server) => server.say({ type: "souffleur.output.hold" }), items)).toBe(items);
  });

  it("replaces by name, keeps the order, and holds a screenful of hours", () => {
    const items = put(put([spoken("a")], spoken("b")), spoken("a", "anders"));
    expect(items).toEqual([spoken("a", "anders"), spoken("b")]);
    expect(remove(items, "a")).toEqual([spoken("b")]);
    expect(remove(items, null)).toBe(items);
    expect(changeSaid(items, "b", { state: "waiting" })[1]).toMatchObject({
      text: "vraag",
      state: "waiting",
    });
    let many: Transcript = [];
    for (let i = 0; i < 250; i += 1) many = put(many, spoken(`q${i}`));
    expect(many).toHaveLength(200);
    expect(many[0]?.id).toBe("q50");
  });
});
