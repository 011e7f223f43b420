import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { isFinal } from "./server.ts";

const answered = (code: string, refusal: object | null) =>
  new TRPCClientError("no", { result: { error: { data: { code, refusal } } } as never });

test("a server whose database is away is asked again, and its refusals are not [DB-5]", () => {
  const conflict = { kind: "conflict", sentence: "This round is over", facts: { word: "old_round" } };
  expect(isFinal(answered("INTERNAL_SERVER_ERROR", null))).toBe(false);
  expect(isFinal(answered("TOO_MANY_REQUESTS", { kind: "not_yet", sentence: "That is a lot at once" }))).toBe(false);
  expect(isFinal(new TRPCClientError("fetch failed"))).toBe(false);
  expect(isFinal(answered("CONFLICT", conflict))).toBe(true);
  expect(isFinal(answered("UNAUTHORIZED", { kind: "not_allowed", sentence: "Who are you?" }))).toBe(true);
});
