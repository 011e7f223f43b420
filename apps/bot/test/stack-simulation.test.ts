import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chanceFrom } from "../sim/chance.ts";
import { makePlan } from "../sim/make-plan.ts";
import type { Level } from "../sim/run.ts";
import { runSeeds } from "../sim/seeds.ts";
import { levelOne } from "../sim/stack/level-one.ts";
import { virtualTime } from "../sim/virtual-time.ts";

let stack: Level & AsyncDisposable;

beforeAll(async () => {
  stack = await levelOne();
}, 120_000);
afterAll(() => stack[Symbol.asyncDispose]());

describe("the shipped sync on a real PostgreSQL and through the real REST library", () => {
  test(
    "keeps every invariant, calls nobody inside a transaction, and goes the same way twice [INV-8]",
    { timeout: 300_000 },
    async () => {
      const { found, runs, repeated } = await runSeeds([10, 4], { stack });
      expect(found.map(({ plan, violations }) => ({ seed: plan.seed, violations }))).toEqual([]);
      expect({ runs, repeated }).toEqual({ runs: 2, repeated: 1 });
    },
  );

  test("knows an open transaction when there is one", async () => {
    const book = await stack.open(makePlan(4), virtualTime([], 100), chanceFrom(1));
    const { em } = book.house.orm;
    const inside = await em.fork().transactional(async (tx) => {
      await tx.execute("select 1");
      return book.isInTransaction();
    });
    expect([inside, book.isInTransaction()]).toEqual([true, false]);
    await book.close();
  });
});
