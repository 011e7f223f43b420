import { Facilitator } from "@muster/db/entities/facilitator";
import { Person } from "@muster/db/entities/person";
import { aCohort, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { expect, it } from "vitest";
import { free, settings } from "./a-cohort-to-schedule.ts";
import { testServer } from "./server-resource.ts";

it("what stands in a run's way is told before it, each with its count, the names and the page to go to [SC-5, C29]", async () => {
  await using server = await testServer();
  const em = server.em();
  const cohort = await aCohort(em, { minSize: 3, maxSize: 4, startDate: "2027-01-11", numberOfMeetings: 6 });
  const join = async (
    name: string,
    change: Parameters<typeof aPerson>[1],
    role: "participant" | "facilitator" = "participant",
  ) => {
    const person = await aPerson(em, { name, inGuild: true, ...change });
    await aSignup(em, { cohort, person, role });
    if (role === "facilitator")
      await em
        .persist(em.create(Facilitator, { person, certifiedAt: new Date("2026-01-01T00:00:00Z"), maxGroups: 1 }))
        .flush();
    return person;
  };
  const evening = { availability: free("T18:00 T20:00") };
  await join("Lena", evening, "facilitator");
  await join("Nora Noweek", { availability: null }, "facilitator");
  for (const name of ["Ann", "Ben", "Cem", "Dag"]) await join(name, evening);
  await join("Ann", evening);
  await join("Short", { availability: free("T18:00 T18:30") });
  await join("Silent", { availability: null });
  await join("Zoneless", { ...evening, timeZone: null });
  await join("Absent", { ...evening, inGuild: false });
  await join("Sydney", { ...evening, timeZone: "Australia/Sydney" });
  const placed = await join("Placed", evening);
  await aMembership(em, await aGroup(em, { cohort }), { person: placed });
  const desk = await server.organiser();
  const seen = async (more: Partial<typeof settings> = {}) => {
    const found = await desk.scheduling.preflight.query({
      cohortId: cohort.id,
      settings: { ...settings, maxPeople: 4, ...more },
    });
    const told = [...found.blocks, ...found.warnings, ...found.infos];
    return { ...found, told: Object.fromEntries(told.map(({ code, ...rest }) => [code, rest])) };
  };
  const { told, ...found } = await seen({ meetingLengthMinutes: 60 });
  const names = (code: string) => told[code]?.people.map(({ name }) => name);
  expect(names("not_answered")).toEqual(["Silent"]);
  expect(names("too_short")).toEqual(["Short"]);
  expect(names("facilitator_without_week")).toEqual(["Nora Noweek"]);
  expect(names("no_time_zone")).toEqual(["Zoneless"]);
  expect(told["no_time_zone"]!.sentence).toContain("Europe/London");
  expect(names("same_name")).toEqual(["Ann", "Ann"]);
  expect(names("not_on_server")).toEqual(["Absent"]);
  expect(told["placed"]).toMatchObject({ people: [{ name: "Placed" }], page: "groups" });
  expect(names("facilitator_capacity")).toEqual(["Lena"]);
  expect(told["facilitator_capacity"]!.sentence).toBe(
    "8 people need at least 3 groups of 4; the one facilitator can lead 1.",
  );
  // January and February: London's clock stands still, and so does Sydney's until April.
  expect(told["clock_change"]).toBeUndefined();
  for (const { sentence, people, page } of Object.values(told)) {
    expect(sentence).toMatch(/^[1-9].*\.$/);
    expect(people.length > 0 ? page : "people").not.toBeNull();
  }
  expect(found.blocks).toEqual([]);
  await em.nativeUpdate(Person, {}, { availability: null });
  expect((await seen()).blocks.map(({ code }) => code)).toEqual(["no_weeks"]);
});

it("the bound before a run is never below what the run then places [SC-7]", async () => {
  await using server = await testServer();
  const em = server.em();
  const cohort = await aCohort(em, { minSize: 2, maxSize: 3 });
  for (const week of ["T18:00 T19:00", "T18:00 T19:00", "T18:00 T19:00", "R18:00 R19:00", "R18:00 R18:30"])
    await aSignup(em, { cohort, person: await aPerson(em, { availability: free(week) }) });
  const desk = await server.organiser();
  const asked = { cohortId: cohort.id, settings: { ...settings, minPeople: 2, maxPeople: 3 } };
  const { atMost } = await desk.scheduling.preflight.query(asked);
  expect(atMost).toBe(4);
  const { runId } = await desk.scheduling.start.mutate(asked);
  await server.house.runs.live.get(runId)?.ended;
  expect((await desk.scheduling.proposal.query({ runId })).placed).toBe(3);
});
