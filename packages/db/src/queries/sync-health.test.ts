import { expect, test } from "vitest";
import { ExternalRef } from "../entities/external-ref.entity.ts";
import { aGroup, aSyncTask } from "../testing/builders.ts";
import { testDatabase } from "../testing/test-database.ts";
import { syncHealth } from "./sync-health.ts";

const outcome = {
  round: 1,
  epoch: 1,
  phase: "outcome" as const,
  kind: "text-channel" as const,
  action: "create" as const,
};

test("only a group whose newest wish has settled, without trouble or loss, is called in step", async () => {
  await using database = await testDatabase();
  const em = database.em();
  const names = ["fine", "behind", "in trouble", "missing"];
  const [fine, behind, troubled, missing] = await Promise.all(names.map((name) => aGroup(database.em(), { name })));
  const settled = { state: "settled" as const, generation: 2, settledGeneration: 2 };
  await aSyncTask(em, fine!, { ...settled, outcomes: { a: { ...outcome, key: "a", label: "#a", result: "done" } } });
  await aSyncTask(em, behind!, { ...settled, settledGeneration: 1, state: "due" });
  await aSyncTask(em, troubled!, {
    ...settled,
    outcomes: {
      a: {
        ...outcome,
        key: "a",
        label: "#a",
        result: "failed",
        trouble: { class: "needs_person", code: "50013", message: "m" },
      },
      b: { ...outcome, key: "b", label: "#b", result: "waiting" },
    },
  });
  await aSyncTask(em, missing!, settled);
  const gone = new Date("2026-10-01T00:00:00Z");
  em.create(ExternalRef, {
    system: "discord",
    key: "k",
    externalId: "1",
    subject: missing!.subject(),
    missingSince: gone,
  });
  await em.flush();

  const rows = await syncHealth(em);
  expect(Object.fromEntries(rows.map(({ groupName, inStep }) => [groupName, inStep]))).toEqual({
    fine: true,
    behind: false,
    "in trouble": false,
    missing: false,
  });
  expect(rows.at(-1)!.groupName).toBe("fine");
  expect(rows.find(({ groupName }) => groupName === "in trouble")!.troubles.map(({ key }) => key)).toEqual(["a"]);
  expect(rows.find(({ groupName }) => groupName === "missing")!.missing).toEqual([{ key: "k", missingSinceAt: gone }]);
  const cohortId = fine!.cohort.id;
  expect((await syncHealth(em, cohortId)).map(({ groupName }) => groupName)).toEqual(["fine"]);
});
