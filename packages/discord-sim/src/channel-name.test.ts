import { expect, test } from "vitest";
import { textChannelName } from "./channel-name.ts";

test.each([
  ["Group [1]", "group-1"],
  ["AI  Safety — Köln", "ai-safety-—-köln"],
  ["--Already-there--", "already-there"],
  ["🦊 foxes", "🦊-foxes"],
  ["@everyone!", "everyone"],
  ["日本語 グループ", "日本語-グループ"],
  ["()", ""],
])("a text channel called %j is kept as %j", (given, kept) => {
  expect(textChannelName(given)).toBe(kept);
});
