import { expect, test } from "vitest";
import { channelReach, discordReach, notReached, type PersonReached } from "./reach-words.ts";

const person = (change: Partial<PersonReached>): PersonReached => ({
  personId: 1,
  name: "Ann",
  groups: ["Group 1"],
  discord: "in_server",
  hasEmail: true,
  told: [],
  reached: true,
  ...change,
});
const letter = (change: Partial<PersonReached["told"][number]>): PersonReached["told"][number] => ({
  channel: "email",
  kind: "group_assigned",
  status: "sent",
  at: new Date("2026-10-01T12:00:00Z"),
  error: null,
  ...change,
});

test("what reached somebody is told for each channel, and what to do where it did not [SY-4]", () => {
  expect(channelReach(person({ told: [letter({})] }), "email")).toMatchObject({ tone: "ok", word: "Sent" });
  expect(channelReach(person({ told: [letter({ status: "failed", error: "550 no such user" })] }), "email")).toEqual({
    tone: "fail",
    word: "Not delivered",
    help: "550 no such user",
  });
  expect(channelReach(person({ hasEmail: false }), "email").word).toBe("No address");
  expect(channelReach(person({}), "discord_channel").word).toBe("Nothing yet");
  expect(discordReach({ discord: "not_in_server" }).help).toContain("invitation");
});

test("whoever nothing has reached is on one list to copy, with their groups [SY-4]", () => {
  const people = [person({}), person({ name: "Bo", reached: false, groups: ["Group 2", "Group 3"] })];
  expect(notReached(people)).toBe("Bo (Group 2, Group 3)");
});
