import { describe, expect, test } from "vitest";
import { contractPath, hasContract } from "../testing/place.ts";
import { type CheckRequest, loadContract } from "./openapi.ts";

const ID = "200000000000000001";
const event = { name: "M", privacy_level: 2, scheduled_start_time: "2026-10-01T18:00:00+00:00" };
const weekly = { start: event.scheduled_start_time, frequency: 2, interval: 1, by_weekday: [2] };

// which requests pass was found out by hand against Discord's description, not by this checker
describe.runIf(hasContract)("by Discord's own description", () => {
  let loaded: CheckRequest | undefined;
  const check: CheckRequest = (request) => (loaded ??= loadContract(contractPath))(request);

  test.each<[string, string, string, unknown]>([
    [
      "a channel as discord.js sends it",
      "POST",
      `/guilds/${ID}/channels`,
      { name: "x", type: 0, permission_overwrites: [{ id: ID, type: 1, allow: "1024", deny: "0" }] },
    ],
    [
      "an overwrite with its id once more",
      "PUT",
      `/channels/${ID}/permissions/${ID}`,
      { id: ID, type: 1, allow: "1024", deny: "0" },
    ],
    [
      "a voice event that recurs",
      "POST",
      `/guilds/${ID}/scheduled-events`,
      { ...event, entity_type: 2, channel_id: ID, recurrence_rule: weekly },
    ],
    [
      "a message with an enforced nonce",
      "POST",
      `/channels/${ID}/messages`,
      { content: "x", nonce: "a", enforce_nonce: true },
    ],
    [
      "the original answer by its escaped name",
      "PATCH",
      `/webhooks/${ID}/token/messages/%40original`,
      { content: "x" },
    ],
    ["members page by page", "GET", `/guilds/${ID}/members?limit=1000&after=0`, undefined],
  ])("%s passes", (_, method, path, body) => {
    expect(check({ method, path, body })).toEqual([]);
  });

  test.each<[string, string, string, unknown]>([
    ["a name of 101 letters", "POST", `/guilds/${ID}/channels`, { name: "x".repeat(101) }],
    ["a misspelt key", "POST", `/guilds/${ID}/channels`, { name: "x", parentId: ID }],
    [
      "101 overwrites",
      "POST",
      `/guilds/${ID}/channels`,
      { name: "x", permission_overwrites: Array.from({ length: 101 }, () => ({ id: ID, type: 1 })) },
    ],
    ["an id that is none", "PUT", `/channels/undefined/permissions/${ID}`, { type: 1, allow: "0", deny: "0" }],
    ["an outside event without a place", "POST", `/guilds/${ID}/scheduled-events`, { ...event, entity_type: 3 }],
    [
      "a start called tomorrow",
      "POST",
      `/guilds/${ID}/scheduled-events`,
      { ...event, entity_type: 2, scheduled_start_time: "tomorrow" },
    ],
    [
      "26 choices",
      "POST",
      `/interactions/${ID}/token/callback`,
      { type: 8, data: { choices: Array.from({ length: 26 }, () => ({ name: "a", value: 1 })) } },
    ],
    ["an unknown query key", "GET", `/guilds/${ID}/members?page=2`, undefined],
    ["a path Discord does not have", "GET", `/guilds/${ID}/groups`, undefined],
    ["a body where none belongs", "DELETE", `/channels/${ID}`, { reason: "x" }],
    ["no body where one is needed", "POST", `/guilds/${ID}/channels`, undefined],
  ])("%s does not pass", (_, method, path, body) => {
    expect(check({ method, path, body })).not.toEqual([]);
  });
});
