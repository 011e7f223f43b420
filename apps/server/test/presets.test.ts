import { AuditEntry } from "@muster/db/entities/audit-entry";
import { Preset } from "@muster/db/entities/preset";
import { aCohort } from "@muster/db/testing/builders";
import { settingsFor } from "@muster/domain/scheduling-settings";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { refusalOf } from "./refusals.ts";
import { testServer, type Client, type TestServer } from "./server-resource.ts";

const { seed: _seed, ...settings } = {
  ...settingsFor({ meetingLengthMinutes: 90, stepMinutes: 15, minSize: 3, maxSize: 6 }),
  useIfNeeded: false,
  civilHours: "must" as const,
  timeLimitSeconds: 20,
};

describe("presets of the installation [SC-6]", () => {
  let server: TestServer;
  let desk: Client;
  beforeAll(async () => {
    server = await testServer();
    desk = await server.organiser();
  });
  afterAll(() => server[Symbol.asyncDispose]());
  beforeEach(async () => {
    await server.em().nativeDelete(Preset, {});
    await server.em().execute("delete from rate_buckets");
  });
  const names = async () => (await desk.presets.list.query()).map(({ name }) => name);
  const save = (name: string) => desk.presets.save.mutate({ name, settings });

  it("are every organiser's: saved, changed, renamed and duplicated, each with its entry of who did it [SC-6]", async () => {
    const { id } = await save("Autumn courses");
    const other = await server.organiser();
    const { before } = await other.presets.change.mutate({ presetId: id, settings: { ...settings, maxPeople: 7 } });
    expect(before).toEqual(settings);
    expect(await other.presets.rename.mutate({ presetId: id, name: "autumn Courses" })).toEqual({
      before: "Autumn courses",
    });
    const copy = await desk.presets.duplicate.mutate({ presetId: id });
    expect(copy).toMatchObject({ name: "autumn Courses (copy)", settings: { maxPeople: 7 }, isDefault: false });
    expect(await names()).toEqual(["autumn Courses", "autumn Courses (copy)"]);
    const told = await server.em().find(AuditEntry, { action: { $like: "presets.%" } }, { orderBy: { id: "asc" } });
    expect(told.map(({ action, actor }) => `${action} by ${actor}`)).toEqual(
      ["save", "change", "rename", "duplicate"].map((verb) => `presets.${verb} by Olu Organiser`),
    );
  });

  it("refuse a name that is empty, 300 letters long or taken, in one sentence, and change nothing [SC-6]", async () => {
    const { id } = await save("Autumn");
    await save("Spring");
    expect(await refusalOf(save("   "))).toMatchObject({ code: "BAD_REQUEST", sentence: "A preset needs a name" });
    expect(await refusalOf(save("x".repeat(300)))).toMatchObject({
      sentence: "A preset's name has at most 80 letters",
    });
    expect(await refusalOf(save("AUTUMN"))).toMatchObject({
      kind: "conflict",
      sentence: "There is a preset called Autumn already. Choose another name.",
      field: "name",
      facts: { presetId: id },
    });
    expect(await refusalOf(desk.presets.rename.mutate({ presetId: id, name: "spring" }))).toMatchObject({
      kind: "conflict",
    });
    expect(await names()).toEqual(["Autumn", "Spring"]);
  });

  it("of ten simultaneous saves of one name one succeeds", async () => {
    const desks = await Promise.all(Array.from({ length: 10 }, () => server.organiser()));
    const answers = await Promise.all(
      desks.map((one) => refusalOf(one.presets.save.mutate({ name: "Same", settings }))),
    );
    expect(answers.filter((refusal) => refusal === null)).toHaveLength(1);
    expect(await names()).toEqual(["Same"]);
  });

  it("come back as they were once a deletion is undone, unless their name or rank was given away since [SC-6]", async () => {
    const { id } = await save("Autumn");
    await desk.presets.setDefault.mutate({ presetId: id });
    expect(await desk.presets.remove.mutate({ presetId: id })).toEqual({ name: "Autumn" });
    expect(await names()).toEqual([]);
    expect(await refusalOf(desk.presets.remove.mutate({ presetId: id }))).toMatchObject({ code: "NOT_FOUND" });
    expect(await desk.presets.restore.mutate({ presetId: id })).toMatchObject({ name: "Autumn", isDefault: true });

    await desk.presets.remove.mutate({ presetId: id });
    const { id: other } = await save("Autumn");
    await desk.presets.setDefault.mutate({ presetId: other });
    expect(await refusalOf(desk.presets.restore.mutate({ presetId: id }))).toMatchObject({ kind: "conflict" });
    await desk.presets.rename.mutate({ presetId: other, name: "Winter" });
    expect(await desk.presets.restore.mutate({ presetId: id })).toMatchObject({ isDefault: false });
  });

  it("give a cohort its settings where its own terms do not, and only the default one does [SC-6]", async () => {
    const cohort = await aCohort(server.em(), { minSize: 4, maxSize: 8 });
    const defaults = () => desk.scheduling.defaults.query({ cohortId: cohort.id });
    const own = await defaults();
    const { id } = await save("Autumn");
    expect(await defaults()).toEqual(own);
    expect(await desk.presets.setDefault.mutate({ presetId: id })).toEqual({ before: null });
    expect(await defaults()).toEqual({ ...own, useIfNeeded: false, civilHours: "must", timeLimitSeconds: 20 });
    const { id: other } = await save("Winter");
    expect(await desk.presets.setDefault.mutate({ presetId: other })).toEqual({ before: id });
    expect((await desk.presets.list.query()).filter(({ isDefault }) => isDefault)).toHaveLength(1);
    await desk.presets.setDefault.mutate({ presetId: null });
    expect(await defaults()).toEqual(own);
  });

  it("are at most fifty", async () => {
    const em = server.em();
    for (let at = 0; at < 50; at++) em.persist(em.create(Preset, { name: `Preset ${at}`, settings }));
    await em.flush();
    expect(await refusalOf(save("One more"))).toMatchObject({
      sentence: "There are 50 presets already. Delete one that nobody uses first.",
    });
  });
});
