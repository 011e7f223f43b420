import type { OutcomeReport } from "@muster/domain/report";
import { describe, expect, test } from "vitest";
import { emptyResult, partOf, syncResult, withAccess, type RoundTold } from "./sync-result.ts";

type Outcome = RoundTold["outcomes"][number];

const access = (discordId: string, change: Partial<OutcomeReport> = {}): Outcome[] =>
  (["text", "voice"] as const).map((channel) => ({
    kind: "access",
    key: `group:1/access-${channel}/${discordId}`,
    action: "create",
    label: discordId,
    result: "done",
    discordId,
    ...change,
  }));

const thing = (kind: OutcomeReport["kind"], change: Partial<OutcomeReport> = {}): Outcome => ({
  kind,
  key: `group:1/${kind}`,
  action: "keep",
  label: kind,
  result: "done",
  id: "900",
  ...change,
});

const told = (outcomes: Outcome[], change: Partial<RoundTold> = {}): RoundTold => ({
  groupId: 1,
  status: "preview",
  promoted: false,
  outcomes,
  meetings: { created: 0, existed: 8 },
  eventsNotWanted: 0,
  people: new Map([
    ["111", 11],
    ["222", 22],
    ["333", 33],
  ]),
  notifications: { sent: 0, skipped: 0, channel_announcements: 0 },
  trouble: null,
  ...change,
});

describe("the words of access", () => {
  test("two members gain access and one who left the server is cleaned up without being called revoked [T1, C27, C9]", () => {
    const { discord } = syncResult(
      told([...access("111"), ...access("222"), ...access("333", { action: "delete", departed: true })]),
    );
    expect(discord.granted).toBe(2);
    expect(discord.granted_discord_ids).toEqual(["111", "222"]);
    expect(discord.granted_user_ids).toEqual(expect.arrayContaining([11, 22]));
    expect(discord.revoked).toBe(0);
    expect(discord.revoked_discord_ids).toEqual([]);
    expect(discord.departed).toBe(1);
  });

  test("a member with one channel open and one refused has failed, once", () => {
    const [text, voice] = access("111");
    const { discord } = syncResult(told([text!, { ...voice!, result: "failed" }]));
    expect(discord).toMatchObject({ granted: 0, failed: 1 });
    expect(withAccess([text!, { ...voice!, result: "failed" }])).toEqual(new Set());
  });

  test("ids of people are strings beyond what a number holds [C28]", () => {
    const id = "1050000000000000001";
    const { discord } = syncResult(told(access(id)));
    expect(discord.granted_discord_ids).toEqual([id]);
    expect(discord.granted_user_ids).toEqual([]);
  });

  test("unchanged, revoked and waiting are counted by person [Y11]", () => {
    const { discord } = syncResult(
      told([
        ...access("111", { action: "keep" }),
        ...access("222", { action: "delete" }),
        ...access("333", { result: "waiting" }),
      ]),
    );
    expect(discord).toMatchObject({ granted: 0, unchanged: 1, revoked: 1, waiting: 1, revoked_user_ids: [22] });
  });
});

describe("the words of infrastructure", () => {
  test("a category in the database and on Discord existed, one only in the database is missing and keeps its id [T4]", () => {
    expect(partOf(thing("category"), null)).toEqual({ status: "existed", id: "900" });
    expect(partOf(thing("category", { action: "recreate", result: "held" }), null)).toEqual({
      status: "channel_missing",
      id: "900",
    });
  });

  test("a category is told as existed, created, missing or failed, whatever became of it [R2]", () => {
    const trouble = { class: "passing", code: "http_5xx", message: "Internal Server Error" } as const;
    const { id: _, ...unborn } = thing("category", { action: "create", result: "failed", trouble });
    const told = [
      thing("category"),
      thing("category", { action: "create" }),
      thing("category", { action: "recreate", result: "held" }),
      thing("category", { action: "recreate" }),
      unborn,
    ].map((outcome) => partOf(outcome, null).status);
    expect(told).toEqual(["existed", "created", "channel_missing", "created", "failed"]);
  });

  test("with both channels there both existed; only the missing voice channel is created, with its new id [T5]", () => {
    const both = syncResult(told([thing("text-channel"), thing("voice-channel")])).infrastructure;
    expect([both.text_channel.status, both.voice_channel.status]).toEqual(["existed", "existed"]);
    const one = syncResult(
      told([thing("text-channel"), thing("voice-channel", { action: "create", id: "901" })]),
    ).infrastructure;
    expect(one.text_channel.status).toBe("existed");
    expect(one.voice_channel).toEqual({ status: "created", id: "901" });
  });

  test("without a category both channels are skipped with no_category, and the group needs infrastructure [Y8, Y9]", () => {
    const failed = thing("category", {
      action: "create",
      result: "failed",
      trouble: { class: "needs_person", code: "50013", message: "Missing Permissions" },
    });
    const { id: _, ...withoutId } = failed;
    const blocked = (kind: OutcomeReport["kind"]) => {
      const { id: __, ...rest } = thing(kind, { action: "create", result: "blocked" });
      return rest;
    };
    const result = syncResult(told([withoutId, blocked("text-channel"), blocked("voice-channel")]));
    expect(result.infrastructure.category).toEqual({ status: "failed", id: null, error: "50013: Missing Permissions" });
    expect(result.infrastructure.text_channel).toEqual({ status: "skipped", id: null, error: "no_category" });
    expect(result.infrastructure.voice_channel).toEqual({ status: "skipped", id: null, error: "no_category" });
    expect(result.needs_infrastructure).toBe(true);
  });

  test("two future meetings with events existed; without a voice channel future ones are skipped, past ones too [T7, C14]", () => {
    const existed = syncResult(
      told([thing("event", { key: "group:1/event-1" }), thing("event", { key: "group:1/event-2" })]),
    );
    expect(existed.infrastructure.discord_events).toEqual({ created: 0, existed: 2, skipped: 0, failed: 0 });
    const without = syncResult(told([thing("event", { action: "create", result: "blocked" })], { eventsNotWanted: 3 }));
    expect(without.infrastructure.discord_events).toEqual({ created: 0, existed: 0, skipped: 4, failed: 0 });
  });

  test("every event is counted once: created, existed, skipped or failed [R16]", () => {
    const event = (number: number, change: Partial<OutcomeReport>) =>
      thing("event", { key: `group:1/event-${number}`, ...change });
    const { discord_events } = syncResult(
      told(
        [
          event(1, {}),
          event(2, { action: "create" }),
          event(3, { action: "create" }),
          event(4, { action: "create", result: "failed" }),
          event(5, { action: "create", result: "ambiguous" }),
          event(6, { action: "create", result: "blocked" }),
        ],
        { eventsNotWanted: 2 },
      ),
    ).infrastructure;
    expect(discord_events).toEqual({ created: 2, existed: 1, skipped: 3, failed: 2 });
  });

  test("a welcome counts as sent only when it was posted by this very round [R9, R11]", () => {
    const welcome = (action: OutcomeReport["action"]) =>
      syncResult(told([thing("welcome", { action })])).infrastructure.welcome_message_sent;
    expect(welcome("create")).toBe(true);
    expect(welcome("keep")).toBe(false);
    expect(syncResult(told([])).infrastructure.welcome_message_sent).toBe(false);
  });

  test("a round without a guild says no_guild of every part and of access [R3]", () => {
    const trouble = { class: "needs_person", code: "no_guild", message: "In no server" } as const;
    const { infrastructure, discord } = syncResult(told([], { trouble }));
    expect([infrastructure.category, infrastructure.text_channel, infrastructure.voice_channel]).toEqual(
      Array.from({ length: 3 }, () => ({ status: "failed", id: null, error: "no_guild" })),
    );
    expect(discord.error).toBe("no_guild");
  });

  test("every answer carries the whole skeleton, and a world nobody connected is no error [Y3, Y4]", () => {
    expect(emptyResult(7, null)).toMatchObject({
      group_id: 7,
      infrastructure: {
        category: { status: "skipped" },
        text_channel: { status: "skipped" },
        voice_channel: { status: "skipped" },
        meetings: { created: 0, existed: 0 },
        discord_events: { created: 0, existed: 0, skipped: 0, failed: 0 },
      },
      calendar: { error: "not_configured" },
      reminders: { error: "not_configured" },
      rsvps: { error: "not_configured" },
    });
  });
});
