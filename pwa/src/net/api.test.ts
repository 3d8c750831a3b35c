import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError, api, speechPath } from "./api";

const json = (body: unknown, status = 200) => new Response(JSON.stringify(body), { status });

/** The one request that went out. */
function sent(): { path: string; init: RequestInit & { headers: Record<string, string> } } {
  expect(fetch).toHaveBeenCalledTimes(1);
  const [path, init] = vi.mocked(fetch).mock.calls[0] ?? [];
  return { path: path as string, init: init as RequestInit & { headers: Record<string, string> } };
}

const failure = (work: Promise<unknown>): Promise<ApiError> =>
  work.then(
    () => {
      throw new Error("it did not fail");
    },
    (error: ApiError) => error,
  );

describe("The HTTP interface", () => {
  beforeEach(() => vi.stubGlobal("fetch", vi.fn()));
  afterEach(() => vi.unstubAllGlobals());

  const answer = (response: Response) => vi.mocked(fetch).mockResolvedValue(response);

  it("reads what the server gives", async () => {
    answer(json({ revision: "r1", tips: [] }));
    expect(await api.tips("en")).toEqual({ revision: "r1", tips: [] });
    expect(sent()).toMatchObject({
      path: "/v1/tips?language=en",
      init: { method: "GET", credentials: "same-origin" },
    });
  });

  it("asks with the names of the server, and names a conversation only where there is one", async () => {
    answer(json({}));
    const question = { clientId: "c1", text: "waar?", language: "nl", moment: "solve", hurry: true } as const;
    await api.ask({ ...question, conversation: null });
    const { path, init } = sent();
    expect(path).toBe("/v1/questions");
    expect(init.headers["Content-Type"]).toBe("application/json");
    expect(JSON.parse(init.body as string)).toEqual({
      client_id: "c1",
      text: "waar?",
      language: "nl",
      moment: "solve",
      hurry: true,
    });
    vi.mocked(fetch).mockClear();
    answer(json({}));
    await api.ask({ ...question, conversation: "conv" });
    expect(JSON.parse(sent().init.body as string)).toMatchObject({ conversation: "conv" });
  });

  it("sends a recording as what it is", async () => {
    answer(json({}));
    const sound = new Blob(["RIFF"], { type: "audio/wav" });
    await api.askAloud("a b", "nl", sound);
    const { path, init } = sent();
    expect(path).toBe("/v1/questions/sound?client_id=a%20b&language=nl");
    expect(init.body).toBe(sound);
    expect(init.headers["Content-Type"]).toBe("audio/wav");
  });

  it("puts no name of a card into the path as it is", () => {
    expect(speechPath("a/../b")).toBe("/v1/cards/a%2F..%2Fb/speech?part=tip");
  });

  it("takes the code and the sentence from a refusal", async () => {
    answer(json({ code: "too_many_requests", message: "Wacht even." }, 429));
    const error = await failure(api.me());
    expect(error).toMatchObject({ code: "too_many_requests", status: 429, text: "Wacht even." });
    expect(error.temporary).toBe(true);
  });

  it("makes do with a refusal that is none of ours", async () => {
    answer(new Response("<h1>Bad gateway</h1>", { status: 502 }));
    expect(await failure(api.signOut())).toMatchObject({ code: "http_502", status: 502, text: null });
  });

  it("tells no network from no answer in time", async () => {
    vi.mocked(fetch).mockRejectedValue(new TypeError("failed to fetch"));
    const offline = await failure(api.status());
    expect(offline).toMatchObject({ code: "offline", status: 0, temporary: true });
    vi.mocked(fetch).mockRejectedValue(new DOMException("late", "TimeoutError"));
    expect(await failure(api.status())).toMatchObject({ code: "timeout", status: 0 });
  });

  it("does not take a page for an answer", async () => {
    answer(new Response("<!doctype html>"));
    const error = await failure(api.cards("nl"));
    expect(error).toMatchObject({ code: "unreadable", status: 200, temporary: false });
  });

  it.each([
    [400, false],
    [401, false],
    [404, false],
    [408, true],
    [503, true],
  ])("after %i the same request may succeed later: %s", (status, temporary) => {
    expect(new ApiError("x", status, null).temporary).toBe(temporary);
  });
});
