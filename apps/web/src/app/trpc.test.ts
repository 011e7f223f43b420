import { TRPCClientError } from "@trpc/client";
import { expect, test } from "vitest";
import { problemOf } from "./trpc.ts";

const answered = (data: Record<string, unknown>) =>
  TRPCClientError.from({ error: { message: "Sign in first.", code: -32001, data } });

test("whoever was signed out meanwhile is led to the sign-in, not told that the page is for others", () => {
  const refusal = { kind: "not_allowed", sentence: "Sign in first." };
  expect(problemOf(answered({ code: "UNAUTHORIZED", refusal }))).toMatchObject({ kind: "signed_out" });
  expect(problemOf(answered({ code: "FORBIDDEN", refusal }))).toMatchObject({ kind: "not_allowed" });
});
