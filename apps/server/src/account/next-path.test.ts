import { describe, expect, it } from "vitest";
import { nextPath } from "./next-path.ts";

const app = "https://muster.example.org";

describe("where signing in leads", () => {
  it.each([
    "/",
    "/availability",
    "/join/3",
    "/sign-up/aB3_-x",
    "/cohorts",
    "/cohorts/new",
    "/cohorts/12",
    "/cohorts/12/schedule",
    "/cohorts/12/schedule?run=7",
  ])("is the page that was asked for: %s", (page) => expect(nextPath(page, app)).toBe(page));

  it.each([
    undefined,
    "",
    "//evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https://evil.example",
    "/%2f%2fevil.example",
    "%2f%2fevil.example",
    "/\tevil",
    "/\n/evil.example",
    "/join/3/../../auth/discord",
    "/cohorts/../trpc/account.signOut",
    "/.//evil.example",
    "/;@evil.example",
    "/@evil.example",
    "javascript:alert(1)",
    "/sign-in",
    "/trpc/account.viewer",
    "/auth/discord",
    "/../..//evil.example",
    `/${"a".repeat(300)}`,
  ])("is home for whatever is none of the app's pages: %j", (next) => expect(nextPath(next, app)).toBe("/"));
});
