import { expect, test } from "vitest";
import { missingFor, undeliveredWords, type MyMessages } from "./message-words.ts";

const mine = (change: Partial<MyMessages> = {}): MyMessages => ({
  topics: {
    my_group: { email: true, discord_dm: true },
    changes: { email: true, discord_dm: false },
    seats: { email: true, discord_dm: false },
  },
  email: "ann@example.org",
  hasDiscord: true,
  undelivered: null,
  ...change,
});

test("a member whose direct messages are closed reads where to open them, as long as they ask for any [EM-5, RE-20]", () => {
  const undelivered = { at: new Date(0), code: "closed" as const };
  expect(undeliveredWords(mine())).toBeNull();
  expect(undeliveredWords(mine({ undelivered }))).toContain("Privacy Settings");
  const { topics } = mine();
  const unasked = { ...topics, my_group: { email: true, discord_dm: false } };
  expect(undeliveredWords(mine({ undelivered, topics: unasked }))).toBeNull();
});

test("a way that is not there says what is missing instead of doing nothing", () => {
  expect([missingFor("email", mine()), missingFor("discord_dm", mine())]).toEqual([null, null]);
  expect(missingFor("email", mine({ email: null }))).toContain("no mail address");
  expect(missingFor("discord_dm", mine({ hasDiscord: false }))).toContain("Connect your Discord account");
});
