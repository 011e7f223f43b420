import { Cohort } from "@muster/db/entities/cohort";
import { ExternalRef } from "@muster/db/entities/external-ref";
import { Facilitator } from "@muster/db/entities/facilitator";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import { SyncTask } from "@muster/db/entities/sync-task";
import { aCohort, aGroup, aMeeting, aMembership, aPerson, aSignup, aSyncTask } from "@muster/db/testing/builders";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "./refusals.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";

let server: TestServer;
let desk: Client;
beforeAll(async () => {
  server = await testServer();
  desk = await server.organiser();
});
afterAll(() => server[Symbol.asyncDispose]());
beforeEach(() => server.em().execute("delete from rate_buckets"));

describe("a painted week", () => {
  it("is kept normalised with its zone, and read back as it was kept", async () => {
    const client = await server.as(
      await aPerson(server.em(), { availability: null, availabilityAt: null, timeZone: null }),
    );
    expect(await client.availability.mine.query()).toEqual({ availability: null, timeZone: null, savedAt: null });
    const saved = await client.availability.set.mutate({
      available: [
        { start: 600, end: 660 },
        { start: 630, end: 720 },
        { start: 10_020, end: 10_140 },
      ],
      ifNeeded: [{ start: 700, end: 800 }],
      timeZone: "Asia/Kathmandu",
    });
    expect(saved.availability).toEqual({
      available: [
        { start: 0, end: 60 },
        { start: 600, end: 720 },
        { start: 10_020, end: 10_080 },
      ],
      ifNeeded: [{ start: 720, end: 800 }],
    });
    expect(await client.availability.mine.query()).toEqual({ ...saved, savedAt: server.now });
  });

  it.each([
    ["an hour 25", { available: [{ start: 0, end: 25 * 60 * 24 * 7 }] }, "available.0.end"],
    ["an end before its start", { available: [{ start: 600, end: 540 }] }, "available.0.end"],
    ["half a minute", { ifNeeded: [{ start: 0.5, end: 60 }] }, "ifNeeded.0.start"],
    ["an unknown zone", { timeZone: "Mars/Olympus" }, "timeZone"],
    ["an offset for a zone", { timeZone: "+02:00" }, "timeZone"],
  ])("with %s is refused at its field, and the week before stays", async (_, wrong, field) => {
    const person = await aPerson(server.em());
    const client = await server.as(person);
    const refused = await refusalOf(
      client.availability.set.mutate({ available: [], ifNeeded: [], timeZone: "Europe/London", ...wrong }),
    );
    expect(refused).toMatchObject({ kind: "invalid", field });
    expect(refused!.sentence).toMatch(/^[A-Za-z].{8,}/);
    expect((await server.em().findOneOrFail(Person, person.id)).availability).toEqual(person.availability);
  });
});

describe("signing up", () => {
  it("by an organiser's link takes one from a course to a place in its list, once however often one clicks [BR-1]", async () => {
    const { id: courseId } = await desk.courses.create.mutate({ title: "Alignment" });
    const terms = {
      name: "Autumn",
      startDate: "2026-10-05",
      timeZone: "Europe/London",
      numberOfMeetings: 8,
      meetingLengthMinutes: 60,
      stepMinutes: 30 as const,
      minSize: 4,
      maxSize: 8,
      directJoin: true,
    };
    const { id: cohortId } = await desk.cohorts.create.mutate({ ...terms, courseId });
    const { signUpUrl } = await desk.cohorts.overview.query({ cohortId });
    const code = /\/sign-up\/([\w-]{22})$/.exec(signUpUrl)![1]!;
    expect(await server.anonymous().signups.invitation.query({ code })).toMatchObject({
      course: "Alignment",
      cohort: "Autumn",
      open: true,
      closedBecause: null,
      mine: null,
    });
    const person = await aPerson(server.em());
    const clients = await Promise.all([server.as(person), server.as(person), server.as(person)]);
    await Promise.all(clients.map((client) => client.signups.signUp.mutate({ code, role: "participant" })));
    expect(await server.em().count(Signup, { cohort: cohortId })).toBe(1);
    expect(await clients[0]!.signups.invitation.query({ code })).toMatchObject({ mine: { role: "participant" } });
    expect(await desk.cohorts.people.query({ cohortId })).toMatchObject([
      {
        personId: person.id,
        role: "participant",
        groupingStatus: "awaiting_grouping",
        usable: true,
        longestBlockMinutes: 180,
        maxGroups: null,
      },
    ]);
  });

  it("as facilitator keeps how many groups one leads, and can be changed back until there is a place", async () => {
    const cohort = await aCohort(server.em());
    const person = await aPerson(server.em());
    const client = await server.as(person);
    await client.signups.signUp.mutate({ code: cohort.signupCode, role: "facilitator", maxGroups: 3 });
    expect(await server.em().findOneOrFail(Facilitator, { person: person.id })).toMatchObject({
      maxGroups: 3,
      certifiedAt: server.now,
    });
    expect((await client.account.viewer.query()).person?.isFacilitator).toBe(true);
    await client.signups.signUp.mutate({ code: cohort.signupCode, role: "participant" });
    await aMembership(server.em(), await aGroup(server.em(), { cohort }), { person });
    expect(
      await refusalOf(client.signups.signUp.mutate({ code: cohort.signupCode, role: "facilitator" })),
    ).toMatchObject({ kind: "conflict", field: "role" });
    expect(await refusalOf(client.signups.withdraw.mutate({ cohortId: cohort.id }))).toMatchObject({
      kind: "conflict",
      sentence: expect.stringMatching(/^You have a place in Group \d+\. Leave the group first/),
    });
  });

  it("is over when the cohort is closed, and says so before and after", async () => {
    const cohort = await aCohort(server.em());
    await desk.cohorts.close.mutate({ cohortId: cohort.id, as: "completed" });
    expect(await server.anonymous().signups.invitation.query({ code: cohort.signupCode })).toMatchObject({
      open: false,
      closedBecause: "This cohort is over.",
    });
    const client = await server.as(await aPerson(server.em()));
    expect(
      await refusalOf(client.signups.signUp.mutate({ code: cohort.signupCode, role: "participant" })),
    ).toMatchObject({ kind: "conflict", sentence: "This cohort is over." });
  });
});

describe("where am I, and what is next", () => {
  const mineOf = async (person: { id: number }) => (await (await server.as(person)).signups.mine.query())[0]!;

  it("says whether one's week is enough, and why one is not placed", async () => {
    const { person } = await aSignup(server.em(), {
      person: await aPerson(server.em(), { availability: null }),
      ungroupableReason: "no_availability",
    });
    expect(await mineOf(person)).toMatchObject({
      groupingStatus: "ungroupable",
      reason: { code: "no_availability", sentence: expect.stringContaining("Paint more hours") },
      usability: { usable: false, sentence: "You have not painted your week yet." },
      groups: [],
      canJoin: true,
    });
  });

  it("shows a preview as forming: its hour and dates, no people and no channels, however far its channels are [GR-11]", async () => {
    const em = server.em();
    const cohort = await aCohort(em);
    const group = await aGroup(em, { cohort });
    const { person } = await aSignup(em, { cohort });
    await aMembership(em, group, { person });
    const [shown] = (await mineOf(person)).groups;
    expect(shown).toMatchObject({
      status: "preview",
      members: [],
      discord: { text: null, voice: null, access: "off", inviteNeeded: false },
    });
    // Tuesdays 18:00 in London: 17:00 UTC until its clocks go back on 25 October (TZ-1).
    expect(shown!.meetings.map(({ startsAt }) => startsAt.toISOString()).slice(2, 4)).toEqual([
      "2026-10-20T17:00:00.000Z",
      "2026-10-27T18:00:00.000Z",
    ]);
    expect(shown!.nextMeeting).toMatchObject({ number: 1, startsAt: new Date("2026-10-06T17:00:00Z") });
  });

  it.each([
    ["granted", { inGuild: true }, { action: "create", result: "done" }, { access: "granted", inviteNeeded: false }],
    [
      "waiting for them to join the server",
      { inGuild: false },
      { action: "create", result: "waiting" },
      { access: "waiting_for_you", inviteNeeded: true },
    ],
    [
      "of no use since they have left the server [JS-16]",
      { inGuild: false },
      { action: "create", result: "done" },
      { access: "waiting_for_you", inviteNeeded: true },
    ],
    ["waiting for us", { inGuild: true }, null, { access: "waiting", inviteNeeded: false }],
    ["taken away", { inGuild: true }, { action: "delete", result: "done" }, { access: "waiting", inviteNeeded: false }],
    ["without an account", { discordId: null }, null, { access: "no_account", inviteNeeded: false }],
  ] as const)("tells of an active group's channel whether one's access is %s", async (_, who, outcome, expected) => {
    const em = server.em();
    const cohort = await aCohort(em);
    const group = await aGroup(em, { cohort, status: "active" });
    const person = await aPerson(em, who);
    await aSignup(em, { cohort, person });
    await aMembership(em, group, { person });
    await aMeeting(em, group);
    const key = `group:${group.id}/access-text/${person.discordId}`;
    if (outcome)
      await aSyncTask(em, group, {
        outcomes: { [key]: { round: 1, epoch: 1, phase: "outcome", kind: "access", key, label: "", ...outcome } },
      });
    const [shown] = (await mineOf(person)).groups;
    expect(shown).toMatchObject({ members: [person.name], discord: expected });
  });

  it("links to the channels of the guild the bot is in, not to one that is gone", async () => {
    const em = server.em();
    const group = await aGroup(em, { status: "active" });
    const person = await aPerson(em);
    await aMembership(em, group, { person });
    await aSignup(em, { cohort: group.cohort.id, person });
    await server.asBot().sync.lease.mutate({
      holder: "a-bot-of-this-test",
      health: { gateway: "ready", guild: { id: "111", name: "G" }, trouble: null, missingPermissions: [] },
    });
    em.create(ExternalRef, {
      system: "discord",
      key: `group:${group.id}/text-channel`,
      externalId: `22${group.id}`,
      subject: group.subject(),
    });
    em.create(ExternalRef, {
      system: "discord",
      key: `group:${group.id}/voice-channel`,
      externalId: `33${group.id}`,
      subject: group.subject(),
      missingSince: new Date(),
    });
    await em.flush();
    const [shown] = (await mineOf(person)).groups;
    expect(shown!.discord).toMatchObject({
      text: { url: `https://discord.com/channels/111/22${group.id}` },
      voice: null,
    });
  });
});

describe("a cohort's terms", () => {
  const terms = {
    name: "Cohort",
    startDate: "2026-10-05",
    timeZone: "Europe/London",
    numberOfMeetings: 8,
    meetingLengthMinutes: 60,
    stepMinutes: 30 as const,
    minSize: 4,
    maxSize: 8,
    directJoin: true,
  };

  it("may all change before there is a group; afterwards those that groups were made from are fixed, and say so at their field", async () => {
    const em = server.em();
    const cohort = await aCohort(em);
    await desk.cohorts.edit.mutate({ cohortId: cohort.id, ...terms, timeZone: "America/New_York" });
    expect((await server.em().findOneOrFail(Cohort, cohort.id)).timeZone).toBe("America/New_York");
    await aGroup(em, { cohort });
    expect(await refusalOf(desk.cohorts.edit.mutate({ cohortId: cohort.id, ...terms }))).toMatchObject({
      kind: "conflict",
      field: "timeZone",
    });
    await desk.cohorts.edit.mutate({
      cohortId: cohort.id,
      ...terms,
      timeZone: "America/New_York",
      name: "Renamed",
      directJoin: false,
    });
    expect(await server.em().findOneOrFail(Cohort, cohort.id)).toMatchObject({ name: "Renamed", directJoin: false });
  });

  it("are refused where a group would have more people than seats: nobody is removed silently [AD-9]", async () => {
    const em = server.em();
    const cohort = await aCohort(em);
    const group = await aGroup(em, { cohort });
    for (let i = 0; i < 5; i++) await aMembership(em, group);
    const refused = await refusalOf(desk.cohorts.edit.mutate({ cohortId: cohort.id, ...terms, maxSize: 4 }));
    expect(refused).toMatchObject({
      kind: "conflict",
      field: "maxSize",
      sentence: expect.stringContaining(group.name),
    });
  });

  it("with the smallest group above the largest, an impossible date or an unknown zone are refused at the field", async () => {
    const { id: courseId } = await desk.courses.create.mutate({ title: "Terms" });
    const wrong = (more: object) => refusalOf(desk.cohorts.create.mutate({ ...terms, courseId, ...more }));
    expect(await wrong({ minSize: 9 })).toMatchObject({ field: "minSize" });
    expect(await wrong({ startDate: "2026-02-30" })).toMatchObject({ field: "startDate" });
    expect(await wrong({ timeZone: "Nowhere" })).toMatchObject({ field: "timeZone" });
    expect(await wrong({ courseId: 2_000_000_000 })).toMatchObject({ kind: "not_found", field: "courseId" });
    expect(await refusalOf(desk.courses.create.mutate({ title: "TERMS!" }))).toMatchObject({
      kind: "conflict",
      field: "title",
    });
  });
});

describe("closing a cohort", () => {
  it("cancels previews, ends active groups and asks the worlds to follow once more", async () => {
    const em = server.em();
    const cohort = await aCohort(em);
    const [preview, active] = [await aGroup(em, { cohort }), await aGroup(em, { cohort, status: "active" })];
    await aMembership(em, preview);
    await aMembership(em, active);
    await desk.cohorts.close.mutate({ cohortId: cohort.id, as: "completed" });
    const groups = await server.em().find(Group, { cohort: cohort.id }, { orderBy: { id: "asc" } });
    expect(groups.map(({ status }) => status)).toEqual(["cancelled", "completed"]);
    expect(
      (await server.em().find(Membership, { cohort: cohort.id }, { orderBy: { id: "asc" } })).map(
        ({ status }) => status,
      ),
    ).toEqual(["removed", "completed"]);
    expect(await server.em().findOne(SyncTask, { subject: active.subject(), system: "discord" })).toMatchObject({
      generation: 1,
      policy: { allowCreate: false },
    });
    expect(await refusalOf(desk.cohorts.close.mutate({ cohortId: cohort.id, as: "cancelled" }))).toMatchObject({
      kind: "conflict",
      sentence: "This cohort is completed already.",
    });
  });
});

describe("the organiser's look at a cohort", () => {
  it("counts people, answers, places and stage alike in the list and on its page", async () => {
    const em = server.em();
    const cohort = await aCohort(em);
    const group = await aGroup(em, { cohort });
    const placed = await aSignup(em, { cohort });
    await aMembership(em, group, { person: placed.person });
    await aSignup(em, { cohort, role: "facilitator" });
    const silent = await aSignup(em, {
      cohort,
      person: await aPerson(em, { availability: null, availabilityAt: null }),
    });
    const card = (await desk.cohorts.list.query()).find(({ id }) => id === cohort.id);
    expect(card).toMatchObject({
      people: 3,
      answered: 2,
      facilitators: 1,
      placed: 1,
      groups: { preview: 1, active: 0 },
      stage: "review",
    });
    const page = await desk.cohorts.overview.query({ cohortId: cohort.id });
    expect(page).toMatchObject(card!);
    expect(page.notAnswered.map(({ personId }) => personId)).toEqual([silent.person.id]);
    expect(page.heat).toMatchObject({ step: 60, outOf: 2 });
    expect(page.heat.counts[18]).toBe(2);
    expect(page.heat.counts[17]).toBe(0);
    expect(page.heat.counts).toHaveLength(168);
  });
});
