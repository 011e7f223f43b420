import { AuditEntry } from "@muster/db/entities/audit-entry";
import { aCohort, aGroup, aPerson, aScheduleRun } from "@muster/db/testing/builders";
import { groupSubject } from "@muster/domain/subject";
import { describe, expect, test } from "vitest";
import { aMember, aScene, statusOf } from "../../testing/scene.ts";
import { needsPerson } from "../../testing/scripted-bot.ts";
import { testHouse } from "../../testing/sync-house.ts";
import { MANY_PEOPLE } from "../realization/people-told.ts";
import { planByCommand, type PlanOutlook } from "./outlook.ts";
import { progressOf } from "./realize.ts";

const ORGANISER = "123456789012345678";
const organised = { organiserDiscordIds: new Set([ORGANISER]) };
let interactions = 0;
const invocation = (change: Partial<{ discordId: string; isAdministrator: boolean }> = {}) => ({
  interactionId: String(900_000_000_000_000_000n + BigInt(++interactions)),
  invoker: { discordId: ORGANISER, isAdministrator: true, ...change },
});

describe("who may give a command", () => {
  test.each([
    ["an administrator who does not organise in Muster", { discordId: "223456789012345678" }],
    ["an organiser who is no administrator of the server", { isAdministrator: false }],
  ])("not %s (round: 1)", async (_, change) => {
    await using t = await testHouse(organised);
    const { cohort } = await aScene(t);
    const input = { ...invocation(change), cohortId: cohort.id };
    const refused = "Only administrators of this Discord server who are organisers in Muster can do this.";
    await expect(t.asBot().commands.realize(input)).rejects.toThrow(refused);
    await expect(t.asBot().commands.cohortStatus(input)).rejects.toThrow(refused);
    await expect(
      t.asBot().commands.cohortOptions({ ...invocation(change), purpose: "status", typed: "" }),
    ).rejects.toThrow(refused);
  });

  test("and nobody but the bot may say who gave it", async () => {
    await using t = await testHouse(organised);
    const { cohort } = await aScene(t);
    await expect(
      t.as({ personId: 1, isOrganiser: true }).commands.realize({ ...invocation(), cohortId: cohort.id }),
    ).rejects.toThrow("Only the bot");
  });
});

describe("/realize-cohort", () => {
  test("told twice with one interaction realizes once, and the audit names who gave it", async () => {
    await using t = await testHouse(organised);
    const { cohort, group, bot } = await aScene(t);
    const organiser = await aPerson(t.em(), { discordId: ORGANISER, name: "Maya" });
    const input = { ...invocation(), cohortId: cohort.id };
    const first = await t.asBot().commands.realize(input);
    expect(first).toEqual({ cohortName: "October 2026", groups: [{ groupId: group.id, name: "Group 1" }] });
    await bot.work();
    expect(await t.asBot().commands.realize(input)).toEqual(first);
    const entries = await t.em().find(AuditEntry, {});
    expect(entries.map(({ action, actor, actorPerson }) => [action, actor, actorPerson?.id])).toEqual([
      ["realization.realize", `Discord user ${ORGANISER} (Administrator)`, organiser.id],
    ]);
  });

  test("of a cohort that is not there, or has no groups, says the required words [D9]", async () => {
    await using t = await testHouse(organised);
    const cohort = await aCohort(t.em());
    await expect(t.asBot().commands.realize({ ...invocation(), cohortId: 4_711 })).rejects.toThrow("Cohort not found!");
    await expect(t.asBot().commands.realize({ ...invocation(), cohortId: cohort.id })).rejects.toThrow(
      "No groups found for this cohort. Run /schedule first.",
    );
  });

  test("counts processed, successful, failed and those waiting for members [C36, D12, D11]", async () => {
    await using t = await testHouse(organised);
    const { cohort, group, bot } = await aScene(t);
    const [absent, broken] = [
      await aGroup(t.em(), { cohort, name: "Group 2" }),
      await aGroup(t.em(), { cohort, name: "Group 3" }),
    ];
    await aMember(t, cohort, absent);
    bot.present.add((await aMember(t, cohort, broken)).discordId!);
    bot.weather = ({ key }) => (key.startsWith(`${groupSubject(broken.id)}/text`) ? needsPerson("50013") : "fine");
    await t.asBot().commands.realize({ ...invocation(), cohortId: cohort.id });
    expect(await progressOf(t.em(), cohort.id)).toMatchObject({ finished: false, counts: { processed: 0 } });
    await bot.work();
    expect(await progressOf(t.em(), cohort.id)).toMatchObject({
      finished: true,
      counts: { processed: 3, successful: 1, failed: 1, waiting: 1 },
      groups: [
        { groupId: group.id, state: "active" },
        { groupId: absent.id, state: "waiting_for_members" },
        { groupId: broken.id, state: "failed" },
      ],
    });
    expect(await statusOf(t, group)).toBe("active");
  });
});

describe("choices", () => {
  test("are filtered before the first twenty-five are taken, and cut to a hundred letters [D2, D8]", async () => {
    await using t = await testHouse(organised);
    const course = await aScene(t);
    for (let number = 1; number <= 30; number++) {
      const cohort = await aCohort(t.em(), {
        course: course.cohort.course,
        name: `Cohort ${String(number).padStart(2, "0")} ${"x".repeat(90)}`,
      });
      await aGroup(t.em(), { cohort });
    }
    const options = (typed: string) => t.asBot().commands.cohortOptions({ ...invocation(), purpose: "realize", typed });
    expect(await options("")).toHaveLength(25);
    const found = await options("cohort 30");
    expect(found).toHaveLength(1);
    expect(found[0]!.label).toHaveLength(100);
  });

  test("say how many wait, or the course [D2, D8]", async () => {
    await using t = await testHouse(organised);
    const { cohort, group } = await aScene(t);
    await aMember(t, cohort);
    const schedule = await t.asBot().commands.cohortOptions({ ...invocation(), purpose: "schedule", typed: "october" });
    expect(schedule).toEqual([{ id: cohort.id, label: "October 2026 (1 pending)" }]);
    const realize = await t.asBot().commands.cohortOptions({ ...invocation(), purpose: "realize", typed: "AI" });
    expect(realize).toEqual([{ id: cohort.id, label: "October 2026 - AI Safety" }]);
    const groups = await t.asBot().commands.groupOptions({ ...invocation(), typed: "october" });
    expect(groups).toEqual([{ id: group.id, label: "Group 1 - October 2026" }]);
  });
});

describe("/cohort-status", () => {
  test("tells each group in a line and that nobody listens on Discord", async () => {
    await using t = await testHouse(organised);
    const { cohort } = await aScene(t);
    await aMember(t, cohort);
    expect(await t.asBot().commands.cohortStatus({ ...invocation(), cohortId: cohort.id })).toEqual({
      cohortName: "October 2026",
      lines: [
        "active, starts 2026-10-05",
        "1 people wait for a group",
        "Group 1: Tuesday 18:00-19:00 (Europe/London), 3 people, preview",
        "The bot is not connected to Muster",
      ],
    });
  });
});

describe("/schedule", () => {
  test("with settings that do not fit together is refused in words, and the same interaction may be asked again", async () => {
    await using t = await testHouse(organised);
    const { cohort } = await aScene(t);
    const input = { ...invocation(), cohortId: cohort.id, settings: { minPeople: 9, maxPeople: 4 } };
    for (let times = 0; times < 2; times++)
      await expect(t.asBot().commands.schedule(input)).rejects.toThrow(
        "The smallest group cannot be larger than the largest",
      );
    expect(await t.em().execute("select 1 from idempotency_keys")).toEqual([]);
  });

  test("of a cohort that does not exist says so [SCH2]", async () => {
    await using t = await testHouse(organised);
    await expect(t.asBot().commands.schedule({ ...invocation(), cohortId: 4_711, settings: {} })).rejects.toThrow(
      "Cohort 4711 not found",
    );
  });
});

describe("stopping", () => {
  test("a realization creates nothing more, and what was stopped counts no more [DC-3]", async () => {
    await using t = await testHouse(organised);
    const { cohort, group, bot } = await aScene(t);
    const other = await aGroup(t.em(), { cohort, name: "Group 2" });
    bot.present.add((await aMember(t, cohort, other)).discordId!);
    await t.asBot().commands.realize({ ...invocation(), cohortId: cohort.id });
    await bot.connect();
    for (const subject of [`cohort:${cohort.id}`, group.subject()] as const) await bot.round(subject);
    const stop = () => t.asBot().commands.stopRealize({ ...invocation(), cohortId: cohort.id });
    expect(await stop()).toEqual({ groups: 1 });
    await bot.work();
    expect([await statusOf(t, group), await statusOf(t, other)]).toEqual(["active", "preview"]);
    expect(bot.calls.filter((call) => call.includes(other.subject()))).toEqual([]);
    expect(await progressOf(t.em(), cohort.id)).toMatchObject({
      finished: true,
      counts: { processed: 1, successful: 1, failed: 0, waiting: 0 },
    });
    await expect(stop()).rejects.toThrow("Nothing is being created");
    await t.asBot().commands.realize({ ...invocation(), cohortId: cohort.id });
    await bot.work();
    expect(await statusOf(t, other)).toBe("active");
  });

  test("a run that is over is refused with the reason, and one that stops already is stopped once", async () => {
    await using t = await testHouse(organised);
    const { cohort } = await aScene(t);
    const over = await aScheduleRun(t.em(), { cohort, status: "accepted" });
    await expect(t.asBot().commands.stopRun({ ...invocation(), runId: over.id })).rejects.toThrow("is over already");
    const stopping = await aScheduleRun(t.em(), { cohort, status: "stopping", number: over.number + 1 });
    await t.asBot().commands.stopRun({ ...invocation(), runId: stopping.id });
    await expect(t.asBot().commands.stopRun({ ...invocation(), runId: 4_711 })).rejects.toThrow("does not exist");
  });
});

describe("before realizing", () => {
  test("many people are counted, so that they are told only after a word [PL-7]", async () => {
    await using t = await testHouse(organised);
    const { cohort, group } = await aScene(t, { members: 3 });
    const look = () => t.asBot().commands.realizeOutlook({ ...invocation(), cohortId: cohort.id });
    expect(await look()).toEqual({ cohortName: "October 2026", groups: 1, people: 3, asksFirst: false });
    for (let count = 3; count < MANY_PEOPLE; count++) await aMember(t, cohort, group);
    expect(await look()).toMatchObject({ people: MANY_PEOPLE, asksFirst: true });
  });

  test("a dry run tells what would be made once the bot has looked, and asks for nothing [DC-17]", async () => {
    await using t = await testHouse(organised);
    const { cohort, group, bot } = await aScene(t, { members: 2 });
    await bot.connect();
    const ending = new AbortController();
    const seen: PlanOutlook[] = [];
    const looking = (async () => {
      const input = { ...invocation(), cohortId: cohort.id, signal: ending.signal };
      for await (const state of planByCommand(t.ctx(), input)) {
        seen.push(state);
        if (state.state === "looking") await bot.work();
      }
    })();
    await looking;
    expect(seen.at(-1)).toMatchObject({
      state: "ready",
      groups: 1,
      people: 2,
      channels: 3,
      events: 8,
      problems: [],
      pageUrl: `http://127.0.0.1:3000/cohorts/${cohort.id}/realize`,
    });
    expect(bot.calls).toEqual([]);
    expect(await statusOf(t, group)).toBe("preview");
  });
});

test("staff see where somebody has their place and what they wait for [DC-18]", async () => {
  await using t = await testHouse(organised);
  const { cohort, group, people, bot } = await aScene(t, { members: 1 });
  await t.asBot().commands.realize({ ...invocation(), cohortId: cohort.id });
  await bot.work();
  const waiting = await aMember(t, cohort);
  const ask = (discordId: string) => t.asBot().commands.personGroups({ ...invocation(), discordId });
  expect(await ask(people[0]!.discordId!)).toMatchObject({
    groups: [
      {
        name: group.name,
        cohort: "October 2026",
        status: "active",
        meets: "Tuesday 18:00-19:00 (Europe/London)",
        nextMeetingAt: new Date("2026-10-06T17:00:00Z"),
        url: `http://127.0.0.1:3000/cohorts/${cohort.id}/groups`,
      },
    ],
    waitingIn: [],
  });
  expect(await ask(waiting.discordId!)).toMatchObject({ groups: [], waitingIn: ["October 2026"] });
  await expect(ask("999999999999999999")).rejects.toThrow("has never signed in");
});
