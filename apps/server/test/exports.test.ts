import { Person } from "@muster/db/entities/person";
import { expect, it } from "vitest";
import { aCohortToSchedule, settings } from "./a-cohort-to-schedule.ts";
import { testServer } from "./server-resource.ts";

it("a run's proposal is taken away as JSON and as CSV: every place, every reason, no addresses, no formulas [SC-17, GR-14]", async () => {
  await using server = await testServer();
  const world = await aCohortToSchedule(server.em());
  await server
    .em()
    .nativeUpdate(Person, { id: world.silent.id }, { name: "=HYPERLINK(1)", email: "silent@example.org" });
  const desk = await server.organiser();
  const { runId } = await desk.scheduling.start.mutate({ cohortId: world.cohort.id, settings });
  await server.house.runs.live.get(runId)?.ended;
  const csv = await desk.scheduling.export.query({ runId, format: "csv" });
  expect(csv.fileName).toMatch(/^cohort-\d+-run-1\.csv$/);
  const [head, ...rows] = csv.text.slice(0, -2).split("\r\n");
  expect(head).toBe("\uFEFFgroup,weekday,start,end,time zone,person,person id,role,fit,reason,would help");
  expect(rows).toHaveLength(12);
  expect(rows.filter((row) => row.startsWith("Group 1,Tuesday,"))).toHaveLength(5);
  expect(rows.find((row) => row.includes(`,${world.silent.id},`))).toBe(
    `,,,,,'=HYPERLINK(1),${world.silent.id},participant,,Has not painted a week yet.,`,
  );
  expect(csv.text).not.toContain("@");
  const json = await desk.scheduling.export.query({ runId, format: "json" });
  expect(JSON.parse(json.text)).toMatchObject({
    cohort: world.cohort.name,
    run: { number: 1, seed: 7, settings, startedBy: "Olu Organiser", assumed: [] },
    placed: 10,
    total: 12,
    proven: true,
    groups: [{ name: "Group 1", weekday: "Tuesday", timeZone: "Europe/London" }, { name: "Group 2" }],
  });
  expect(json.text).not.toContain("@");
});
