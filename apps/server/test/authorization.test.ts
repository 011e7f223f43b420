import { aCohort, aGroup, aMembership, aPerson, aScheduleRun, aSignup, aSyncTask } from "@muster/db/testing/builders";
import { settingsFor } from "@muster/domain/scheduling-settings";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { appRouter } from "../src/router.ts";
import type { Gate, Meta } from "../src/trpc.ts";
import { ORGANISER_DISCORD_ID, SERVICE_TOKEN, testServer, type TestServer } from "./server-resource.ts";

const settings = {
  ...settingsFor({ meetingLengthMinutes: 60, stepMinutes: 30, minSize: 4, maxSize: 8 }),
  timeLimitSeconds: 1,
};
const { seed: _seed, ...kept } = settings;
const NONE = 2_000_000_000;
const cohort = { cohortId: NONE };
const group = { groupId: NONE };
const run = { runId: NONE };
const terms = {
  name: "C",
  startDate: "2026-10-05",
  timeZone: "Europe/London",
  numberOfMeetings: 8,
  meetingLengthMinutes: 60,
  stepMinutes: 30,
  minSize: 4,
  maxSize: 8,
  directJoin: true,
};
const round = { round: NONE, epoch: 0 };
const health = { gateway: "ready", guild: null, trouble: null, missingPermissions: [] };
const invoker = {
  interactionId: "123456789012345678",
  invoker: { discordId: "123456789012345678", isAdministrator: false },
};

interface Row {
  gates: Gate[];
  input?: unknown;
  /** What those behind the gate are answered: about something that does not exist, 404. */
  answer: number[];
}

const found = { answer: [200] };
const missing = { answer: [404] };

/** Who may do what: the design's table, by hand. A procedure without a line here fails. */
const matrix: Record<string, Row> = {
  "account.viewer": { gates: ["anyone"], ...found },
  "account.personas": { gates: ["anyone"], ...found },
  "account.signInAs": { gates: ["anyone"], input: { persona: "unplaced" }, ...missing },
  "account.signOut": { gates: ["member"], ...found },
  "availability.mine": { gates: ["member"], ...found },
  "availability.set": {
    gates: ["member"],
    input: { available: [], ifNeeded: [], timeZone: "Europe/London" },
    ...found,
  },
  "courses.list": { gates: ["organiser"], ...found },
  "courses.create": { gates: ["organiser"], input: { title: "" }, answer: [400] },
  "cohorts.list": { gates: ["organiser"], ...found },
  "cohorts.create": { gates: ["organiser"], input: { ...terms, courseId: NONE }, ...missing },
  "cohorts.edit": { gates: ["organiser"], input: { ...cohort, ...terms }, ...missing },
  "cohorts.close": { gates: ["organiser"], input: { ...cohort, as: "cancelled" }, ...missing },
  "cohorts.overview": { gates: ["organiser"], input: cohort, ...missing },
  "cohorts.people": { gates: ["organiser"], input: cohort, ...missing },
  "signups.invitation": { gates: ["anyone"], input: { code: "nothing" }, ...missing },
  "signups.signUp": { gates: ["member"], input: { code: "nothing", role: "participant" }, ...missing },
  "signups.withdraw": { gates: ["member"], input: cohort, ...missing },
  "signups.pause": { gates: ["member"], input: cohort, ...missing },
  "signups.defer": { gates: ["member"], input: { ...cohort, toCohortId: NONE }, answer: [409] },
  "signups.comeBack": { gates: ["member"], input: cohort, ...missing },
  "signups.leaveOut": { gates: ["organiser"], input: { ...cohort, personId: 1 }, ...missing },
  "signups.bringBack": { gates: ["organiser"], input: { ...cohort, personId: 1 }, ...missing },
  "signups.laterCohorts": { gates: ["member"], input: cohort, ...found },
  "signups.mine": { gates: ["member"], ...found },
  "organisers.list": { gates: ["organiser"], ...found },
  "organisers.candidates": { gates: ["organiser"], ...found },
  "organisers.add": { gates: ["organiser"], input: { personId: NONE }, ...missing },
  "organisers.remove": { gates: ["organiser"], input: { personId: NONE }, ...missing },
  "presets.list": { gates: ["organiser"], ...found },
  "presets.save": { gates: ["organiser"], input: { name: "", settings: {} }, answer: [400] },
  "presets.change": { gates: ["organiser"], input: { presetId: NONE, settings: kept }, ...missing },
  "presets.rename": { gates: ["organiser"], input: { presetId: NONE, name: "P" }, ...missing },
  "presets.duplicate": { gates: ["organiser"], input: { presetId: NONE }, ...missing },
  "presets.setDefault": { gates: ["organiser"], input: { presetId: NONE }, ...missing },
  "presets.remove": { gates: ["organiser"], input: { presetId: NONE }, ...missing },
  "presets.restore": { gates: ["organiser"], input: { presetId: NONE }, ...missing },
  "rules.list": { gates: ["organiser"], input: cohort, ...missing },
  "rules.add": { gates: ["organiser"], input: { ...cohort, kind: "apart", personIds: [1, 2] }, ...missing },
  "rules.notAgain": { gates: ["organiser"], input: group, ...missing },
  "rules.remove": { gates: ["organiser"], input: { ...cohort, ruleId: NONE }, ...missing },
  "rules.restore": { gates: ["organiser"], input: { ...cohort, ruleId: NONE }, ...missing },
  "scheduling.defaults": { gates: ["organiser"], input: cohort, ...missing },
  "scheduling.preflight": { gates: ["organiser"], input: { ...cohort, settings }, ...missing },
  "scheduling.start": { gates: ["organiser"], input: { ...cohort, settings }, ...missing },
  "scheduling.estimate": { gates: ["organiser"], input: { ...cohort, settings }, answer: [200, 404] },
  "scheduling.rerun": { gates: ["organiser"], input: { ...cohort, groups: [], keep: [] }, ...missing },
  "scheduling.planned": { gates: ["organiser"], input: cohort, ...missing },
  "scheduling.plan": {
    gates: ["organiser"],
    input: { ...cohort, settings, at: { date: "2026-10-01", time: "09:00" } },
    ...missing,
  },
  "scheduling.callOff": { gates: ["organiser"], input: cohort, ...missing },
  "scheduling.applyRemedy": { gates: ["organiser"], input: { ...run, personId: 1, remedy: 0 }, ...missing },
  "scheduling.stop": { gates: ["organiser"], input: run, ...missing },
  "scheduling.discard": { gates: ["organiser"], input: run, ...missing },
  "scheduling.remove": { gates: ["organiser"], input: run, ...missing },
  "scheduling.restore": { gates: ["organiser"], input: run, ...missing },
  "scheduling.watch": { gates: ["organiser", "bot"], input: run, answer: [200, 404] },
  "scheduling.runs": { gates: ["organiser"], input: cohort, ...missing },
  "scheduling.proposal": { gates: ["organiser"], input: run, ...missing },
  "scheduling.export": { gates: ["organiser"], input: { ...run, format: "csv" }, ...missing },
  "scheduling.accept": { gates: ["organiser"], input: run, ...missing },
  "scheduling.compare": { gates: ["organiser"], input: { one: NONE, other: NONE }, ...missing },
  "scheduling.discardPreviews": { gates: ["organiser"], input: cohort, ...missing },
  "groups.list": { gates: ["organiser"], input: cohort, ...missing },
  "groups.remove": { gates: ["organiser"], input: group, ...missing },
  "groups.moves": { gates: ["organiser"], input: { membershipId: NONE }, ...missing },
  "groups.placings": { gates: ["organiser"], input: { ...cohort, personId: 1 }, ...missing },
  "groups.here": { gates: ["organiser"], input: cohort, ...missing },
  "groups.nearest": { gates: ["organiser"], input: cohort, ...missing },
  "groups.shift": {
    gates: ["organiser"],
    input: { ...group, weekday: 1, startMinute: 1_080, personId: 1, comes: true },
    ...missing,
  },
  "groups.rename": { gates: ["organiser"], input: { ...group, name: "G" }, ...missing },
  "groups.moveMember": { gates: ["organiser"], input: { membershipId: NONE, toGroupId: NONE }, ...missing },
  "groups.removeMember": { gates: ["organiser"], input: { membershipId: NONE }, ...missing },
  "groups.hours": { gates: ["organiser"], input: group, ...missing },
  "groups.changeTime": { gates: ["organiser"], input: { ...group, weekday: 1, startMinute: 1_080 }, ...missing },
  "groups.facilitatorOptions": { gates: ["organiser"], input: group, ...missing },
  "groups.setFacilitator": { gates: ["organiser"], input: { ...group, personId: null }, ...missing },
  "groups.create": { gates: ["organiser"], input: { ...cohort, weekday: 1, startMinute: 1_080 }, ...missing },
  "groups.split": { gates: ["organiser"], input: { ...group, membershipIds: [1] }, ...missing },
  "groups.place": { gates: ["organiser"], input: { ...cohort, ...group, personId: 1 }, ...missing },
  "groups.swap": { gates: ["organiser"], input: { one: NONE, other: 1 }, ...missing },
  "groups.mergeOptions": { gates: ["organiser"], input: group, ...missing },
  "groups.conflicts": { gates: ["organiser"], input: cohort, ...missing },
  "groups.history": { gates: ["organiser"], input: cohort, ...missing },
  "groups.revert": { gates: ["organiser"], input: { auditId: NONE }, ...missing },
  "groups.setNote": { gates: ["organiser"], input: { ...group, note: "n" }, ...missing },
  "groups.setPersonNote": { gates: ["organiser"], input: { ...cohort, personId: 1, note: null }, ...missing },
  "groups.complete": { gates: ["organiser"], input: group, ...missing },
  "groups.cancel": { gates: ["organiser"], input: group, ...missing },
  "groups.merge": { gates: ["organiser"], input: { ...group, intoGroupId: 1 }, ...missing },
  "groups.joinable": { gates: ["member"], input: cohort, ...missing },
  "groups.effects": { gates: ["member"], input: { ...cohort, groupId: null }, ...missing },
  "groups.join": { gates: ["member"], input: group, ...missing },
  "groups.leave": { gates: ["member"], input: group, ...missing },
  "waiting.mine": { gates: ["member"], ...found },
  "waiting.join": { gates: ["member"], input: group, ...missing },
  "waiting.accept": { gates: ["member"], input: { waitId: NONE }, ...missing },
  "waiting.leave": { gates: ["member"], input: { waitId: NONE }, ...missing },
  "waiting.returnTo": { gates: ["member"], input: { waitId: NONE }, ...missing },
  "waiting.putInLine": { gates: ["organiser"], input: { ...group, personId: 1 }, ...missing },
  "waiting.takeOut": { gates: ["organiser"], input: { waitId: NONE }, ...missing },
  "waiting.line": { gates: ["anyone"], input: { token: "nothing" }, ...missing },
  "waiting.leaveByLink": { gates: ["anyone"], input: { token: "nothing" }, ...missing },
  "waiting.offer": { gates: ["anyone"], input: { token: "nothing" }, ...missing },
  "waiting.answer": { gates: ["anyone"], input: { token: "nothing", answer: "accept" }, ...missing },
  "swaps.mine": { gates: ["member"], ...found },
  "swaps.agree": { gates: ["member"], input: { swapId: NONE }, ...missing },
  "swaps.decline": { gates: ["member"], input: { swapId: NONE }, ...missing },
  "swaps.offer": { gates: ["anyone"], input: { token: "nothing" }, ...missing },
  "swaps.answer": { gates: ["anyone"], input: { token: "nothing", answer: "agree" }, ...missing },
  "questions.ask": {
    gates: ["organiser"],
    input: { ...cohort, personId: 1, window: { start: 2_550, end: 2_580 }, groupStart: 2_520 },
    ...missing,
  },
  "questions.list": { gates: ["organiser"], input: cohort, ...missing },
  "questions.withdraw": { gates: ["organiser"], input: { questionId: NONE }, ...missing },
  "questions.mine": { gates: ["member"], ...found },
  "questions.answer": { gates: ["member"], input: { questionId: NONE, answer: "yes" }, ...missing },
  "questions.asked": { gates: ["anyone"], input: { token: "nothing" }, ...missing },
  "questions.answerByLink": { gates: ["anyone"], input: { token: "nothing", answer: "yes" }, ...missing },
  "callBacks.mine": { gates: ["member"], input: cohort, ...found },
  "callBacks.ask": { gates: ["member"], input: cohort, ...missing },
  "callBacks.takeBack": { gates: ["member"], input: { callBackId: NONE }, ...missing },
  "callBacks.open": { gates: ["organiser"], input: cohort, ...missing },
  "callBacks.answer": { gates: ["organiser"], input: { callBackId: NONE }, ...missing },
  "visits.options": { gates: ["member"], input: cohort, ...missing },
  "visits.mine": { gates: ["member"], ...found },
  "visits.visit": { gates: ["member"], input: { homeMeetingId: NONE, hostMeetingId: NONE }, ...missing },
  "visits.cancel": { gates: ["member"], input: { visitId: NONE }, ...missing },
  "groups.undoMove": { gates: ["member"], input: { moveId: NONE }, ...missing },
  "realization.plan": { gates: ["organiser"], input: cohort, ...missing },
  "realization.watch": { gates: ["organiser"], input: cohort, answer: [200, 404] },
  "realization.approve": {
    gates: ["organiser"],
    input: { ...cohort, fingerprint: "f".repeat(32) },
    answer: [404, 409],
  },
  "realization.stop": { gates: ["organiser"], input: cohort, answer: [409] },
  "realization.unrealize": { gates: ["organiser"], input: cohort, ...missing },
  "realization.realize": { gates: ["organiser"], input: cohort, ...missing },
  "endings.look": { gates: ["organiser"], input: { deed: { verb: "cancel", ...group } }, ...missing },
  "endings.plan": { gates: ["organiser"], input: { deed: { verb: "cancel", ...group }, planId: "p" }, ...missing },
  "notifications.deliveries": { gates: ["organiser"], input: cohort, ...found },
  "notifications.undelivered": { gates: ["organiser"], input: cohort, ...found },
  "notifications.resend": { gates: ["organiser"], input: { notificationId: NONE }, ...missing },
  "notifications.mine": { gates: ["member"], ...found },
  "notifications.choose": {
    gates: ["member"],
    input: { topic: "changes", channel: "email", wanted: true },
    ...found,
  },
  "notifications.subscription": { gates: ["anyone"], input: { token: "nothing" }, ...missing },
  "notifications.changeSubscription": { gates: ["anyone"], input: { token: "nothing", wanted: false }, ...missing },
  "notifications.directMessages": { gates: ["organiser"], ...found },
  "notifications.resumeDirectMessages": { gates: ["organiser"], ...found },
  "notifications.held": { gates: ["organiser"], ...found },
  "notifications.release": { gates: ["organiser"], input: { what: "send" }, answer: [409] },
  "notifications.outbox": { gates: ["organiser"], answer: [200, 403] },
  "sync.lease": { gates: ["bot"], input: { holder: "another-bot", health }, ...found },
  "sync.due": { gates: ["bot"], input: { epoch: 0 }, answer: [200, 409] },
  "sync.brief": { gates: ["bot"], input: { subject: `group:${NONE}`, epoch: 0 }, answer: [200, 409] },
  "sync.report": {
    gates: ["bot"],
    input: { ...round, phase: "began", kind: "category", key: "cohort:1/category-1" },
    answer: [409],
  },
  "sync.settle": { gates: ["bot"], input: { ...round, ending: "settled" }, answer: [409] },
  "sync.guildMemberChanged": { gates: ["bot"], input: { discordId: "1", change: "joined" }, ...found },
  "sync.guildMembers": { gates: ["bot"], input: { discordIds: [] }, ...found },
  "sync.health": { gates: ["organiser"], input: cohort, ...missing },
  "sync.syncNow": { gates: ["organiser"], input: group, ...missing },
  "sync.syncCohort": { gates: ["organiser"], input: cohort, ...missing },
  "sync.repair": { gates: ["organiser"], input: { ...group, keys: ["group:1/welcome"] }, ...missing },
  "sync.ignore": { gates: ["organiser"], input: { ...group, key: "group:1/welcome" }, ...missing },
  "sync.attend": { gates: ["organiser"], input: { ...group, key: "group:1/welcome" }, ...missing },
  "sync.accept": { gates: ["organiser"], input: { ...group, key: "group:1/welcome" }, ...missing },
  "sync.driftPolicy": { gates: ["organiser"], ...found },
  "sync.setDriftPolicy": {
    gates: ["organiser"],
    input: { policy: { names: "ignore", places: "ask", deletions: "ask", roles: "ask" } },
    ...found,
  },
  "sync.retry": { gates: ["organiser"], input: { subject: `group:${NONE}`, system: "discord" }, ...missing },
  "commands.cohortOptions": { gates: ["bot"], input: { ...invoker, purpose: "schedule", typed: "" }, answer: [403] },
  "commands.groupOptions": { gates: ["bot"], input: { ...invoker, typed: "" }, answer: [403] },
  "commands.schedule": { gates: ["bot"], input: { ...invoker, ...cohort, settings: {} }, answer: [403] },
  "commands.scheduleResult": { gates: ["bot"], input: { ...invoker, ...run }, answer: [403] },
  "commands.realize": { gates: ["bot"], input: { ...invoker, ...cohort }, answer: [403] },
  "commands.watchRealize": {
    gates: ["bot"],
    input: { ...invoker, ...cohort, since: new Date(0).toISOString() },
    answer: [200, 400, 403],
  },
  "commands.stopRun": { gates: ["bot"], input: { ...invoker, ...run }, answer: [403] },
  "commands.stopRealize": { gates: ["bot"], input: { ...invoker, ...cohort }, answer: [403] },
  "commands.realizeOutlook": { gates: ["bot"], input: { ...invoker, ...cohort }, answer: [403] },
  "commands.planRealize": { gates: ["bot"], input: { ...invoker, ...cohort }, answer: [200, 403] },
  "commands.personGroups": {
    gates: ["bot"],
    input: { ...invoker, discordId: "123456789012345678" },
    answer: [403],
  },
  "commands.syncGroup": { gates: ["bot"], input: { ...invoker, ...group }, answer: [403] },
  "commands.cohortStatus": { gates: ["bot"], input: { ...invoker, ...cohort }, answer: [403] },
  "events.follow": { gates: ["member"], ...found },
};

const ROLES = ["nobody", "user", "member", "foreign member", "facilitator", "organiser", "bot"] as const;
type Role = (typeof ROLES)[number];

const passes: Record<Gate, readonly Role[]> = {
  anyone: ROLES,
  member: ["user", "member", "foreign member", "facilitator", "organiser"],
  facilitator: ["facilitator", "organiser"],
  organiser: ["organiser"],
  bot: ["bot"],
};

const procedures = Object.entries(
  appRouter._def.procedures as unknown as Record<string, { _def: { type: string; meta?: Meta } }>,
);

const typeOf = (path: string): string => procedures.find(([name]) => name === path)![1]._def.type;

describe("who may do what", () => {
  let server: TestServer;
  let headers: Record<Role, () => Promise<Record<string, string>>>;
  beforeAll(async () => {
    server = await testServer();
    const em = server.em();
    // So that the bot is told something as soon as it asks.
    await aSyncTask(em, await aGroup(em));
    const people = {
      user: await aPerson(em),
      member: (await aSignup(em)).person,
      "foreign member": (await aSignup(em)).person,
      facilitator: (await aSignup(em, { role: "facilitator" })).person,
      organiser: await aPerson(em, { discordId: ORGANISER_DISCORD_ID }),
    };
    const signedIn = (person: { id: number }) => async () => ({
      cookie: await server.cookieOf(person),
      "x-requested-by": "test",
    });
    headers = {
      nobody: async () => ({ "x-requested-by": "test" }),
      user: signedIn(people.user),
      member: signedIn(people.member),
      "foreign member": signedIn(people["foreign member"]),
      facilitator: signedIn(people.facilitator),
      organiser: signedIn(people.organiser),
      bot: async () => ({ authorization: `Bearer ${SERVICE_TOKEN}` }),
    };
  });
  afterAll(() => server[Symbol.asyncDispose]());

  async function statusOf(
    path: string,
    { type, input, role }: { type: string; input: unknown; role: Role },
  ): Promise<number> {
    const body = JSON.stringify({
      json: input ?? null,
      ...(input === undefined ? { meta: { values: ["undefined"] } } : {}),
    });
    const ending = new AbortController();
    const url = `${server.url}/trpc/${path}`;
    const common = { headers: await headers[role](), signal: ending.signal };
    await server.em().execute("delete from rate_buckets");
    const answer =
      type === "mutation"
        ? await fetch(url, {
            ...common,
            method: "POST",
            body,
            headers: { ...common.headers, "content-type": "application/json" },
          })
        : await fetch(`${url}?input=${encodeURIComponent(body)}`, {
            ...common,
            headers: { ...common.headers, ...(type === "subscription" ? { accept: "text/event-stream" } : {}) },
          });
    const status = type === "subscription" && answer.ok ? await firstWord(answer) : answer.status;
    ending.abort();
    return status;
  }

  /** A subscription is always begun with 200; what came of it is its first event: data, or an error with a status. */
  async function firstWord(answer: Response): Promise<number> {
    const decoder = new TextDecoder();
    let text = "";
    for await (const chunk of answer.body!) {
      text += decoder.decode(chunk, { stream: true });
      const error = /event: serialized-error\ndata: (.*)\n/.exec(text);
      if (error) return (JSON.parse(error[1]!) as { json: { data: { httpStatus: number } } }).json.data.httpStatus;
      if (/^data: .*\nid: /m.test(text)) return 200;
    }
    return 0;
  }

  const numbered = procedures.filter(([path]) => JSON.stringify(matrix[path]?.input ?? null).includes(String(NONE)));

  it.each(numbered.map(([path]) => path))(
    "%s answers a number that no row can have in its own words, never with an error of ours",
    async (path) => {
      const { gates, input } = matrix[path]!;
      const beyond = JSON.parse(JSON.stringify(input).replaceAll(String(NONE), String(2 ** 31))) as unknown;
      const role = passes[gates[0]!].at(-1)!;
      const status = await statusOf(path, { type: typeOf(path), input: beyond, role });
      expect(status).toBeGreaterThanOrEqual(200);
      expect(status).toBeLessThan(500);
    },
  );

  it("is written down for every procedure there is", () => {
    const unwritten = procedures.map(([path]) => path).filter((path) => !(path in matrix));
    expect(unwritten).toEqual([]);
  });

  it.each(procedures)(
    "%s is open to those of its line and closed to everybody else [G15]",
    async (path, { _def: { type, meta } }) => {
      const { gates, input, answer } = matrix[path]!;
      expect(meta?.roles).toEqual(gates);
      for (const role of ROLES) {
        const status = await statusOf(path, { type, input, role });
        const may = gates.some((gate) => passes[gate].includes(role));
        const expected = may ? answer : role === "nobody" || role === "bot" ? [401] : [403];
        expect({ role, status }).toEqual({
          role,
          status: expect.toSatisfy((seen) => expected.includes(seen), `one of ${expected.join()}`),
        });
      }
    },
  );

  it("what belongs to another cohort is not found by somebody who is only signed in", async () => {
    const em = server.em();
    const foreign = await aCohort(em);
    const theirs = await aGroup(em, { cohort: foreign });
    await aMembership(em, theirs);
    const mutation = (path: string, input: unknown) => statusOf(path, { type: "mutation", input, role: "member" });
    expect(await statusOf("groups.joinable", { type: "query", input: { cohortId: foreign.id }, role: "member" })).toBe(
      404,
    );
    expect(await mutation("groups.join", { groupId: theirs.id })).toBe(404);
    expect(await mutation("groups.leave", { groupId: theirs.id })).toBe(404);
    expect(await mutation("signups.withdraw", { cohortId: foreign.id })).toBe(404);
  });

  it("runs of two cohorts are not compared: the other's parent is checked like the first's", async () => {
    const em = server.em();
    const [one, other] = [await aScheduleRun(em), await aScheduleRun(em)];
    expect(
      await statusOf("scheduling.compare", {
        type: "query",
        input: { one: one.id, other: other.id },
        role: "organiser",
      }),
    ).toBe(400);
  });
});
