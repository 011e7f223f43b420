import type { OutcomeReport, Trouble } from "@muster/domain/report";
import { describe, expect, test } from "vitest";
import { clearedPolicy, mergePolicy, noPolicy } from "./merge-policy.ts";
import { whatNext } from "./what-next.ts";

const trouble = (kind: Trouble["class"], code = "x", retryAfterMs?: number): Trouble => ({
  class: kind,
  code,
  message: code,
  ...(retryAfterMs ? { retryAfterMs } : {}),
});
const outcome = (change: Partial<OutcomeReport>): OutcomeReport => ({
  round: 1,
  epoch: 1,
  phase: "outcome",
  kind: "text-channel",
  key: "group:1/text-channel",
  action: "create",
  label: "#group-1",
  result: "done",
  ...change,
});

describe("after a round", () => {
  test("what passes is tried again, and before what needs a person", () => {
    const outcomes = [
      outcome({ result: "failed", trouble: trouble("needs_person", "50013") }),
      outcome({ result: "failed", trouble: trouble("passing", "http_5xx") }),
    ];
    expect(whatNext(outcomes, null)).toMatchObject({ kind: "again", trouble: { code: "http_5xx" } });
    expect(whatNext([outcomes[0]!], null)).toMatchObject({ kind: "person", trouble: { code: "50013" } });
  });

  test("an answer that never came is looked into again whatever its trouble is called", () => {
    expect(whatNext([outcome({ result: "ambiguous", trouble: trouble("ours", "timeout") })], null).kind).toBe("again");
  });

  test("our own malformed request is a bug and not repeated", () => {
    expect(whatNext([outcome({ result: "failed", trouble: trouble("ours", "50035") })], null).kind).toBe("bug");
  });

  test("an event for which the server has no room asks for nothing: it is made as others pass", () => {
    const full = { result: "failed", trouble: trouble("passing", "30038") } as const;
    expect(whatNext([outcome({ kind: "event", ...full })], null)).toEqual({ kind: "nothing" });
  });

  test("done, held and waiting ask for nothing", () => {
    const outcomes = [
      outcome({}),
      outcome({ result: "held", action: "recreate" }),
      outcome({ result: "waiting", kind: "access" }),
    ];
    expect(whatNext(outcomes, null)).toEqual({ kind: "nothing" });
  });

  test("channels blocked by a category that was deleted by hand wait for a person, otherwise for the category", () => {
    const blocked = outcome({ result: "blocked" });
    const gone = outcome({ kind: "category", action: "recreate", result: "held" });
    expect(whatNext([blocked, gone], null)).toMatchObject({ kind: "person", trouble: { code: "category_missing" } });
    expect(whatNext([blocked], null)).toMatchObject({ kind: "again", trouble: { code: "no_category" } });
  });

  test("of several waits the longest that Discord asked for counts", () => {
    const outcomes = [1_000, 9_000].map((ms) =>
      outcome({ result: "failed", trouble: trouble("passing", `${ms}`, ms) }),
    );
    expect(whatNext(outcomes, null)).toMatchObject({ trouble: { retryAfterMs: 9_000 } });
  });
});

describe("requests that coalesce", () => {
  test("a later sync never cancels a realize, nor the plan approved for it", () => {
    const realize = mergePolicy(noPolicy, { allowCreate: true, approvedFingerprint: "abc" });
    expect(mergePolicy(realize, { allowCreate: false })).toMatchObject({
      allowCreate: true,
      approvedFingerprint: "abc",
    });
  });

  test("a realize without a plan needs none any more", () => {
    const approved = mergePolicy(noPolicy, { allowCreate: true, approvedFingerprint: "abc" });
    expect(mergePolicy(approved, { allowCreate: true }).approvedFingerprint).toBeNull();
  });

  test("what was ignored stays ignored after the round, until somebody restores it", () => {
    const ignored = mergePolicy(noPolicy, { allowCreate: false, ignore: ["a", "b"] });
    expect(clearedPolicy(ignored)).toEqual({ ...noPolicy, ignore: ["a", "b"] });
    expect(mergePolicy(ignored, { allowCreate: false, repair: ["a"] })).toMatchObject({ repair: ["a"], ignore: ["b"] });
  });
});
