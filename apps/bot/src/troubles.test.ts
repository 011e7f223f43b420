import { DiscordAPIError, HTTPError, RateLimitError } from "@discordjs/rest";
import { expect, test } from "vitest";
import { NoAnswer, TokenRefused } from "./rest.ts";
import { judge, KNOWN, NotOurTurn, wireTrouble } from "./troubles.ts";

const said = (code: number, { status = 400, method = "POST", errors = {} } = {}) =>
  new DiscordAPIError(
    { code, message: "in Discord's words", errors } as never,
    code,
    status,
    method,
    "http://x",
    {} as never,
  );

const LISTED =
  `10003 10004 10007 10008 10011 10013 10015 10062 10063 10070 20026 20028 20029 20031 30003 30005 30013 30016 30032 30034 30038 30060 30061 40001 40003 40005 40007 40009 40060 40062 50001 50003 50005 50006 50007 50013 50024 50027 50033 50035 50055 50074 50278 60003 130000 180000 200000 240000`
    .split(" ")
    .map(Number);

test("every code Discord may answer with is known, and who must act is told what to do", () => {
  const unknown = LISTED.filter((code) => KNOWN[code] === undefined);
  const helpless = LISTED.filter((code) => KNOWN[code]?.sort === "needs_person" && KNOWN[code].remedy === undefined);
  expect({ unknown, helpless }).toEqual({ unknown: [], helpless: [] });
});

test.each([
  [50013, "failed", "needs_person"],
  [30013, "failed", "needs_person"],
  [30038, "failed", "passing"],
  [10003, "gone", "passing"],
  [10007, "waiting", "passing"],
  [130000, "failed", "passing"],
  [50035, "failed", "ours"],
] as const)("%i is %s and %s", (code, result, sort) => {
  expect(judge(said(code))).toMatchObject({ result, trouble: { sort, code: String(code) } });
});

test("a person who left between looking and acting is waited for; taking away what is gone is done", () => {
  expect(judge(said(10009, { status: 404, method: "PUT" })).result).toBe("waiting");
  expect(judge(said(10009, { status: 404, method: "DELETE" })).result).toBe("gone");
});

test("a full category is understood from the body's own tree [RE-7]", () => {
  const errors = { parent_id: { _errors: [{ code: "CHANNEL_PARENT_MAX_CHANNELS", message: "full" }] } };
  expect(judge(said(50035, { errors })).trouble).toMatchObject({ sort: "passing", code: "category_full" });
});

test("an answer that never came is ambiguous for whatever changes something, and a question merely failed [RE-1] [RE-2]", () => {
  for (const method of ["POST", "PUT", "PATCH", "DELETE"])
    expect(judge(new NoAnswer(method, new Error("reset"))).result).toBe("ambiguous");
  expect(judge(new NoAnswer("GET", new Error("reset")))).toMatchObject({
    result: "failed",
    trouble: { sort: "passing" },
  });
});

test("a rate limit tells when to come back [RE-9]", () => {
  const limit = new RateLimitError({ retryAfter: 7_000.2, timeToReset: 100 } as never);
  expect(judge(limit).trouble).toMatchObject({ sort: "passing", code: "rate_limited", retryAfterMs: 7_001 });
});

test("unknown refusals are sorted by their status, unknown errors pass [RE-13]", () => {
  expect(judge(said(99_999, { status: 403 })).trouble.sort).toBe("needs_person");
  expect(judge(said(99_999, { status: 400 })).trouble.sort).toBe("ours");
  expect(judge(said(99_999, { status: 404 })).result).toBe("gone");
  expect(judge(said(99_999, { status: 409 })).trouble.sort).toBe("passing");
  expect(judge(new HTTPError(404, "Not Found", "GET", "http://x", {} as never)).trouble.code).toBe("http_404");
  expect(judge(new Error("boo")).trouble).toMatchObject({ sort: "passing", code: "unknown" });
  expect(judge(new TokenRefused("no")).trouble).toMatchObject({ sort: "needs_person", code: "401" });
});

test("losing the right to act is nobody's trouble: it ends the round [EV-12]", () => {
  expect(() => judge(new NotOurTurn("over"))).toThrow(NotOurTurn);
});

test("on the wire a trouble is a sentence with what to do, cut to its length", () => {
  const trouble = { sort: "needs_person", code: "50013", message: "x".repeat(600), remedy: "Act." } as const;
  expect(wireTrouble(trouble).message).toHaveLength(500);
  expect(wireTrouble({ ...trouble, message: "The bot lacks a permission" })).toEqual({
    class: "needs_person",
    code: "50013",
    message: "The bot lacks a permission. Act.",
  });
});
