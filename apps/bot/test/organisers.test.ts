import { expect, test } from "vitest";
import { botResource, cohort, group, people, personId } from "./bot-resource.ts";

test("an organiser who is a member is let in once, and only reads once the group is completed [INV-17]", async () => {
  await using bot = await botResource();
  bot.server.said.set("cohort:3", cohort());
  const said = group(12, { members: people(2), meetings: [], protected: [personId(2)] });
  bot.server.said.set("group:12", said);
  await bot.rounds("cohort:3", "group:12");
  await bot.rounds("group:12");
  expect(bot.changing()).toBe(0);
  const theirs = (kind: "text" | "voice") =>
    bot
      .channel(kind)
      .overwrites.find(({ id }) => id === personId(2))
      ?.allow.toSorted();
  expect(theirs("text")).toContain("SEND_MESSAGES");
  bot.server.said.set("group:12", { ...said, group: { ...said.group, status: "completed" } });
  await bot.rounds("group:12");
  expect(theirs("text")).toEqual(["READ_MESSAGE_HISTORY", "VIEW_CHANNEL"]);
  expect(theirs("voice")).toBeUndefined();
});
