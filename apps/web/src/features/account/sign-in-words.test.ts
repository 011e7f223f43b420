import { expect, test } from "vitest";
import { discordSignIn, signInProblem } from "./sign-in-words.ts";

test("a failed sign-in is told in words with what to do, an unknown one too", () => {
  expect(signInProblem("denied")).toContain("nothing was changed");
  expect(signInProblem("teapot")).toContain("once more");
  expect(signInProblem(undefined)).toBeNull();
});

test("the address to come back to survives its question marks and ampersands", () => {
  const link = new URL(discordSignIn("/sign-up/abc?x=1&y=2"), "http://muster.example");
  expect(link.searchParams.get("next")).toBe("/sign-up/abc?x=1&y=2");
});
