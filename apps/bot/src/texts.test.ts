import fc from "fast-check";
import { expect, test } from "vitest";
import type { GroupBrief } from "@muster/domain/brief";
import { announcement, eventDescription, firstOf, LIMITS, localTime, plain, split, welcome } from "./texts.ts";

const START = new Date("2026-10-07T15:00:00Z");

function brief({ names, group = "Group 3" }: { names: readonly string[]; group?: string }): GroupBrief {
  return {
    round: 1,
    epoch: 1,
    generation: 1,
    subject: "group:3",
    installation: "demo",
    about: "group",
    policy: { allowCreate: true, dryRun: false, repair: [], ignore: [], approvedFingerprint: null },
    remembered: [],
    pending: [],
    protected: [],
    categoryKey: "cohort:1/category-1",
    messages: [],
    course: { title: "AI Safety" },
    cohort: { id: 1, name: "October", status: "active" },
    group: {
      id: 3,
      name: group,
      status: "preview",
      seats: 8,
      slot: { weekday: 2, startMinute: 900, lengthMinutes: 60, timeZone: "UTC" },
    },
    guests: [],
    members: names.map((name, index) => ({
      membershipId: index,
      personId: index,
      name,
      discordId: String(index),
      role: index === 0 ? "facilitator" : "participant",
      timeZone: "Asia/Kathmandu",
    })),
    meetings: [{ id: 1, number: 1, startsAt: START, endsAt: START, event: "wanted" }],
    numberOfMeetings: 8,
    homeUrl: "https://muster.example.org/home",
  };
}

/** Everybody under a Discord id as long as they come. */
const inServer = (about: GroupBrief): GroupBrief => ({
  ...about,
  members: about.members.map((member, index) => ({ ...member, discordId: String(10n ** 19n + BigInt(index)) })),
});

const newTime = {
  kind: "group_changed" as const,
  payload: { from: { weekday: 0, startMinute: 1_080, lengthMinutes: 60, timeZone: "UTC" }, by: "Kim" },
  key: "group:3/message-1",
  notificationId: 1,
  nonce: "n",
  about: { name: "Somebody", discordId: null },
};

const anyName = fc.oneof(fc.string({ unit: "grapheme", maxLength: 120 }), fc.constant("@everyone **x** [y](z) <@1>"));

test("a welcome says who, when, how often and what to do first [R10, R22, C15, DC-9, DC-12]", () => {
  const said = welcome(brief({ names: ["Ann", "Ben"] }), new Set(["0"]), "[mark]")("https://discord.com/events/1/2");
  expect(said.content).toBe("Welcome to **Group 3**! <@0>");
  const [embed] = said.embeds;
  expect(embed!.title).toBe("Group 3");
  for (const part of [
    "AI Safety",
    "October",
    "<@0> · **Facilitator**",
    "• Ben",
    "Wed 20:45, Kathmandu",
    "<t:1791385200:F>",
    "8 meetings",
    "https://discord.com/events/1/2",
    "1. ",
    "2. ",
    "3. ",
  ])
    expect(embed!.description.replaceAll("\\", "")).toContain(part);
  expect(embed!.footer!.text).toContain("[mark]");
  expect(said.allowed_mentions).toEqual({ parse: [], users: ["0"] });
});

test("a group that meets once reads of one meeting [DC-12]", () => {
  const once = { ...brief({ names: ["Ann"] }), numberOfMeetings: 1 };
  const [embed] = welcome(once, new Set(), "")(undefined).embeds;
  expect(embed!.description.split("\n")).toContain("1 meeting in all");
});

test("before the first event stands there is no link in it [C34]", () => {
  expect(JSON.stringify(welcome(brief({ names: ["Ann"] }), new Set(), "")(undefined))).not.toContain("/events/");
});

test("every text keeps to Discord's lengths, however many people with whatever names", () => {
  fc.assert(
    fc.property(fc.array(anyName, { maxLength: 200 }), anyName, (names, group) => {
      const about = inServer(brief({ names, group }));
      const present = new Set(about.members.map(({ discordId }) => discordId!));
      const welcomed = welcome(about, present, "[demo/group:3/welcome]")("https://discord.com/events/1/2");
      const [embed] = welcomed.embeds;
      for (const { content, allowed_mentions } of [welcomed, announcement(newTime, { brief: about, present }, "")]) {
        expect(content.length).toBeLessThanOrEqual(LIMITS.content);
        expect(content.match(/<@\d+>/g) ?? []).toEqual(allowed_mentions.users.map((id) => `<@${id}>`));
        expect(allowed_mentions.users.length).toBeGreaterThanOrEqual(Math.min(names.length, 70));
        expect(allowed_mentions.users.length).toBeLessThanOrEqual(100);
      }
      expect(embed!.title!.length).toBeLessThanOrEqual(LIMITS.title);
      expect(embed!.description.length).toBeLessThanOrEqual(LIMITS.description);
      expect(eventDescription(about, 1, "[mark]").length).toBeLessThanOrEqual(LIMITS.event);
    }),
  );
});

test("a group whose name is as long as its list of people is welcomed within Discord's length, each mention whole", () => {
  const about = inServer(brief({ names: Array.from({ length: 90 }, () => "Ann"), group: "_".repeat(80) }));
  const present = new Set(about.members.map(({ discordId }) => discordId!));
  const { content } = welcome(about, present, "")(undefined);
  expect(content.length).toBeLessThanOrEqual(LIMITS.content);
  expect(content).toMatch(/^Welcome to \*\*(\\_){80}\*\*!( <@\d{20}>)+$/);
});

test("names of people can neither format, nor mention, nor break a line [DC-11, RE-22]", () => {
  expect(plain("# SALE at https://evil.example")).toBe("\\# SALE at https:\u200b//evil.example");
  expect(plain(">>> join discord.gg/evil")).toBe("\\>\\>\\> join discord\u200b.gg/evil");
  expect([plain("- Ann"), plain("1. Ben"), plain("Mary-Ann 2.0")]).toEqual(["\\- Ann", "1\\. Ben", "Mary-Ann 2.0"]);
  expect(plain("**x**\n@everyone [a](b)")).toBe("\\*\\*x\\*\\* @\u200beveryone \\[a\\](b)");
});

test("an announcement mentions the one who joined and nobody else", () => {
  const about = { name: "Ann", discordId: "7" };
  const said = { kind: "member_joined" as const, payload: {} };
  const message = { key: "group:3/message-1", notificationId: 1, ...said, about, nonce: "n" };
  const posted = announcement(message, { brief: brief({ names: [] }), present: new Set(["7"]) }, "[mark]");
  expect(posted.content).toContain("<@7>");
  expect(posted.allowed_mentions).toEqual({ parse: [], users: ["7"] });
});

test("another time is told old → new with the next date, to everybody who is there, and the welcome begins with it [DC-12]", () => {
  const was = { id: 1, number: 1, startsAt: new Date("2026-10-05T18:00:00Z"), endsAt: START, event: "past" as const };
  const is = { id: 2, number: 2, startsAt: new Date("2026-10-14T15:00:00Z"), endsAt: START, event: "wanted" as const };
  const about = { ...brief({ names: ["Ann", "Ben"] }), meetings: [was, is] };
  const posted = announcement(newTime, { brief: about, present: new Set(["1"]) }, "[mark]");
  expect(posted.content.replaceAll("\\", "")).toBe(
    "Time changed: Monday 18:00-19:00 (UTC) → **Wednesday 15:00-16:00 (UTC)**. " +
      "The next meeting is <t:1791990000:F> (<t:1791990000:R>). <@1>",
  );
  expect(posted.allowed_mentions).toEqual({ parse: [], users: ["1"] });
  const welcomed = welcome(about, new Set(), "")("https://discord.com/events/1/2").embeds[0]!.description;
  expect(welcomed).toContain("Meeting 2 <t:1791990000:F>, then every week at the same time");
  // A first meeting that was held at the time of today stays the one that is named: nothing is edited as time passes.
  const held = {
    ...about,
    meetings: [
      { ...is, number: 1, event: "past" as const },
      { ...was, number: 2 },
    ],
  };
  expect(welcome(held, new Set(), "")(undefined).embeds[0]!.description).toContain("First meeting <t:1791990000:F>");
});

test.each([
  [
    "at another time",
    { startsAt: "2026-10-14T15:00:00.000Z", lengthMinutes: 90 },
    " has moved: <t:1791903600:F> (60 minutes) → **<t:1791990000:F> (90 minutes)**.",
  ],
  [
    "of another length",
    { startsAt: "2026-10-13T15:00:00.000Z", lengthMinutes: 90 },
    " on <t:1791903600:F> lasts **90 minutes** instead of 60.",
  ],
  ["at no time at all", null, " on <t:1791903600:F> (60 minutes) is cancelled."],
] as const)("one meeting %s is told to everybody who is there, in their own time", (_how, to, words) => {
  const from = { startsAt: "2026-10-13T15:00:00.000Z", lengthMinutes: 60 };
  const said = { kind: "meeting_moved" as const, payload: { number: 3, from, to, by: "Kim" } };
  const about = { name: "Somebody", discordId: null };
  const message = { ...said, key: "k", notificationId: 1, nonce: "n", about };
  const posted = announcement(message, { brief: brief({ names: ["Ann", "Ben"] }), present: new Set(["1"]) }, "[mark]");
  expect(posted.content).toBe(`Meeting 3${words} <@1>`);
  expect(posted.allowed_mentions).toEqual({ parse: [], users: ["1"] });
});

test("splitting loses nothing, keeps every part within the length and lines whole", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ maxLength: 60 })), fc.integer({ min: 10, max: 80 }), (lines, longest) => {
      const parts = split(lines, longest);
      expect(parts.every((part) => part.length <= longest)).toBe(true);
      expect(parts.join("").replaceAll("\n", "")).toBe(lines.join("").replaceAll("\n", ""));
    }),
  );
  expect(split(["one", "two", "three"], 8)).toEqual(["one\ntwo", "three"]);
});

test("the first part says how many lines are missing", () => {
  const lines = Array.from({ length: 100 }, (_, index) => `line ${index}`);
  const text = firstOf(lines, 200);
  const kept = text.split("\n").length - 1;
  expect(text).toMatch(new RegExp(`… and ${100 - kept} more$`));
  expect(text.length).toBeLessThanOrEqual(200);
});

test("a local time names the place it is true for, also across midnight [C13]", () => {
  expect(localTime(new Date("2026-10-07T20:00:00Z"), "Asia/Kathmandu")).toBe("Thu 01:45, Kathmandu");
  expect(localTime(new Date("2026-10-07T20:00:00Z"), "America/New_York")).toBe("Wed 16:00, New York");
});
