import { Course } from "@muster/db/entities/course";
import { IdempotencyKey } from "@muster/db/entities/idempotency-key";
import { aCourse, aPerson } from "@muster/db/testing/builders";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { JOB_SCHEMA } from "@muster/db/orm";
import { wakeThePost } from "../src/notifications/wake-the-post.ts";
import { once } from "../src/once.ts";
import { assertOutside, together, type Tx } from "../src/transaction.ts";
import { wakeVisits } from "../src/visits/queue.ts";
import { testServer, type TestServer } from "./server-resource.ts";

let server: TestServer;
beforeAll(async () => {
  server = await testServer();
});
afterAll(() => server[Symbol.asyncDispose]());

describe("what is done together", () => {
  it("stands or falls together: what was written before an error is gone [DB-10]", async () => {
    const failing = together(server.ctx(), async (tx) => {
      tx.em.create(Course, { slug: "half", title: "Half" });
      await tx.em.flush();
      throw new Error("midway");
    });
    await expect(failing).rejects.toThrow("midway");
    expect(await server.em().count(Course, { slug: "half" })).toBe(0);
  });

  it("calls nothing outside while it is open, and is not nested [DB-6, INV-8]", async () => {
    await expect(together(server.ctx(), async () => assertOutside("Discord"))).rejects.toThrow(
      "Discord was called inside a transaction",
    );
    await expect(together(server.ctx(), (tx) => together(tx, async () => 1))).rejects.toThrow(
      "another transaction was called inside a transaction",
    );
    expect(() => assertOutside("Discord")).not.toThrow();
  });

  it("that runs into a deadlock is done again: both of two that take the same rows crosswise succeed [DB-14]", async () => {
    const [one, other] = [await aCourse(server.em()), await aCourse(server.em())];
    const { promise: bothHoldOne, resolve } = Promise.withResolvers<void>();
    let holding = 0;
    const touch = (first: Course, second: Course) =>
      together(server.ctx(), async (tx) => {
        await tx.em.execute("update courses set title = title || '+' where id = ?", [first.id]);
        if (++holding >= 2) resolve();
        await bothHoldOne;
        await tx.em.execute("update courses set title = title || '+' where id = ?", [second.id]);
      });
    await Promise.all([touch(one, other), touch(other, one)]);
    const titles = await server.em().find(Course, { id: { $in: [one.id, other.id] } });
    expect(titles.map(({ title }) => title.replaceAll(/[^+]/g, ""))).toEqual(["++", "++"]);
  });

  it("wakes the queues at its end and in one order: two that wake them crosswise do not run into each other [DB-14]", async () => {
    const { promise: bothWokeOne, resolve } = Promise.withResolvers<void>();
    let begun = 0;
    const wakeBoth = (first: (tx: Tx) => void, second: (tx: Tx) => void) =>
      together(server.ctx(), async (tx) => {
        first(tx);
        if (++begun >= 2) resolve();
        await bothWokeOne;
        second(tx);
      });
    await Promise.all([wakeBoth(wakeThePost, wakeVisits), wakeBoth(wakeVisits, wakeThePost)]);
    expect(begun).toBe(2);
    const jobs = await server
      .em()
      .execute<{ key: string }[]>(
        `select distinct singleton_key as key from ${JOB_SCHEMA}.job where singleton_key in ('post', 'visits') order by 1`,
      );
    expect(jobs.map(({ key }) => key)).toEqual(["post", "visits"]);
  });

  it("of two hundred interleaved requests each is answered about its own person [DB-7]", async () => {
    const people = [await aPerson(server.em(), { name: "Ann" }), await aPerson(server.em(), { name: "Bo" })];
    const cookies = await Promise.all(people.map((person) => server.cookieOf(person)));
    const ask = async (cookie: string) => {
      const answer = await fetch(`${server.url}/trpc/account.viewer`, { headers: { cookie } });
      return ((await answer.json()) as { result: { data: { json: { person: { name: string } } } } }).result.data.json
        .person.name;
    };
    const names = await Promise.all(Array.from({ length: 200 }, (_, i) => ask(cookies[i % 2]!)));
    expect(names).toEqual(Array.from({ length: 200 }, (_, i) => (i % 2 ? "Bo" : "Ann")));
  });
});

describe("an act with a key of its own", () => {
  const create = (key: string, title: string) =>
    together(server.ctx(), (tx) =>
      once(tx, { key, scope: "test.create", input: { title } }, async () => {
        const course = tx.em.create(Course, { slug: `${key}-${title}`, title });
        await tx.em.flush();
        return { id: course.id };
      }),
    );

  it("is done once however often and however simultaneously it is asked for, and answered the same [BR-1, DB-4]", async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create("click", "Once")));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(await create("click", "Once")).toEqual(answers[0]);
    expect(await server.em().count(Course, { title: "Once" })).toBe(1);
  });

  it("is a conflict when the same key comes with something else, and can be tried again when it failed", async () => {
    await create("form", "First");
    await expect(create("form", "Second")).rejects.toThrow("already made with something else");
    const failing = together(server.ctx(), (tx) =>
      once(tx, { key: "fails", scope: "test.create", input: {} }, () => Promise.reject(new Error("no"))),
    );
    await expect(failing).rejects.toThrow("no");
    expect(await server.em().count(IdempotencyKey, { key: "test.create/fails" })).toBe(0);
  });
});
