import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "../../net/http";
import { tomorrow } from "./SessionPage";
import type { Session } from "./server";
import { busy, Desk, draft, drafts, forget, session } from "./store";
import { placeOf } from "./WeekPage";

const SESSION = { id: "s1", title: "Vraag van de dag", lines: [] } as unknown as Session;

function setUp() {
  const failures: unknown[] = [];
  const asked: { path: string; body: Record<string, unknown> }[] = [];
  const answers: (() => Response)[] = [];
  vi.stubGlobal("fetch", async (path: string, { body }: RequestInit) => {
    asked.push({ path, body: typeof body === "string" ? JSON.parse(body) : {} });
    const answer = answers.shift();
    return answer ? answer() : Response.json(SESSION);
  });
  return { desk: new Desk((error) => failures.push(error)), failures, asked, answers };
}

describe("Desk", () => {
  beforeEach(() => {
    vi.unstubAllGlobals();
    forget();
    busy.value = false;
  });

  it("sends an answer once more under the same name where it did not arrive, and keeps what was typed", async () => {
    const { desk, failures, asked, answers } = setUp();
    draft("s1", "Het liep goed.");
    answers.push(() => {
      throw new TypeError("no network");
    });
    expect(await desk.answer("s1", "Het liep goed.")).toBe(false);
    expect(drafts.value).toEqual({ s1: "Het liep goed." });
    expect(failures).toHaveLength(1);
    expect(await desk.answer("s1", "Het liep goed.")).toBe(true);
    expect(asked[0]?.body.client_id).toBe(asked[1]?.body.client_id);
    expect(drafts.value).toEqual({ s1: "" });
    expect(session.value).toEqual(SESSION);
  });

  it("takes the same words said again for said again", async () => {
    const { desk, asked } = setUp();
    await desk.answer("s1", "Ja.");
    await desk.answer("s1", "Ja.");
    expect(asked[0]?.body.client_id).not.toBe(asked[1]?.body.client_id);
  });

  it("does one thing at a time", async () => {
    const { desk, asked } = setUp();
    const [first, second] = await Promise.all([desk.answer("s1", "Een."), desk.answer("s1", "Twee.")]);
    expect([first, second]).toEqual([true, false]);
    expect(asked).toHaveLength(1);
    expect(busy.value).toBe(false);
  });

  it("gives nothing to open where a conversation cannot begin", async () => {
    const { desk, answers, failures } = setUp();
    answers.push(() => Response.json({ code: "too_many", message: "Even wachten." }, { status: 429 }));
    expect(await desk.begin("prepare", "nl")).toBeNull();
    expect(failures[0]).toBeInstanceOf(ApiError);
  });
});

describe("words and places", () => {
  it("proposes tomorrow at nine, across the end of a year", () => {
    expect(tomorrow(new Date(2026, 11, 31, 23, 0))).toBe("2027-01-01T09:00");
  });

  it("knows where a line of the week comes from", () => {
    expect(placeOf("coach", "a/b")).toBe("/reflectie/gesprek/a%2Fb");
    expect(placeOf("conversation", "c1")).toBeNull();
  });
});
