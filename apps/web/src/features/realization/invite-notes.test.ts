import { expect, test } from "vitest";
import { inviteNotes } from "./invite-notes.ts";

const groups = (waiting: boolean) => [{ steps: [{ waiting: false }, { waiting }] }];

test("a missing invitation is said when somebody would need it, and only then", () => {
  expect(inviteNotes(null, groups(true))[0]).toContain("DISCORD_INVITE_URL");
  expect(inviteNotes(null, groups(false))).toEqual([]);
  expect(inviteNotes("https://discord.gg/muster", groups(true))).toEqual([]);
});
