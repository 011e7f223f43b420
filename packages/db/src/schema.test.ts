import { expect, test } from "vitest";
import { testDatabase } from "./testing/test-database.ts";
import { aCohort, aGroup, aMembership, aPerson } from "./testing/builders.ts";

test("the migrations make another schema than the entities describe", async () => {
  await using database = await testDatabase();
  const difference = await database.orm.schema.getUpdateSchemaSQL();
  const ours = difference
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("set names"))
    // Triggers and their functions are the migrations' alone.
    .filter((line) => !/^drop (trigger|function) /.test(line));
  expect(ours).toEqual([]);
});

test("a seat is not counted", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const group = await aGroup(em, { cohort: await aCohort(em) });
  await aMembership(em, group);
  const second = await aMembership(em, group, { person: await aPerson(em) });
  expect(group.taken).toBe(2);
  second.status = "left";
  await em.flush();
  await em.refresh(group);
  expect(group.taken).toBe(1);
});
