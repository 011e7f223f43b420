import { randomInt } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { Client } from "pg";
import { expect, test } from "vitest";
import { OutboxEvent } from "../entities/outbox-event.entity.ts";
import { testDatabase, type TestDatabase } from "../testing/test-database.ts";
import {
  MalformedCursorError,
  outboxAfter,
  outboxHead,
  outboxHeldBack,
  OUTBOX_START,
  type OutboxCursor,
} from "./outbox-after.ts";

test("no event is lost, doubled or out of its writer's order while others are still writing [DB-2]", async () => {
  await using database = await testDatabase();
  const writers = 8;
  const each = 60;
  let writing = true;
  const written = Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      const client = new Client({ connectionString: database.url });
      await client.connect();
      for (let number = 0; number < each; number++) {
        await client.query("begin");
        await client.query("insert into outbox_events (topic, subject) values ($1, $2)", [
          `writer ${writer}`,
          String(number),
        ]);
        // Some keep their transaction open, so that a higher number commits first.
        if (randomInt(3) === 0) await pause(randomInt(1, 6));
        await client.query("commit");
      }
      await client.end();
    }),
  ).finally(() => (writing = false));

  const seen: string[] = [];
  let cursor: OutboxCursor = OUTBOX_START;
  const read = async () => {
    const events = await outboxAfter(database.em(), cursor, 37);
    for (const event of events) seen.push(`${event.topic}/${event.subject}`);
    cursor = events.at(-1)?.cursor ?? cursor;
    return events.length;
  };
  while (writing) await read();
  await written;
  await nothingHoldsBack(database);
  while ((await read()) > 0);

  expect(new Set(seen).size).toBe(writers * each);
  expect(seen).toHaveLength(writers * each);
  for (let writer = 0; writer < writers; writer++) {
    const order = seen.filter((name) => name.startsWith(`writer ${writer}/`)).map((name) => Number(name.split("/")[1]));
    expect(order).toEqual(order.toSorted((a, b) => a - b));
  }
});

test("an event is read only when every older transaction has ended", async () => {
  await using database = await testDatabase();
  const slow = new Client({ connectionString: database.url });
  await slow.connect();
  await slow.query("begin");
  await slow.query("insert into outbox_events (topic, subject) values ('slow', 'first')");
  const em = database.em();
  em.create(OutboxEvent, { topic: "quick", subject: "second" });
  await em.flush();
  expect(await outboxAfter(em, OUTBOX_START)).toEqual([]);
  await slow.query("commit");
  await slow.end();
  await nothingHoldsBack(database);
  expect((await outboxAfter(em, OUTBOX_START)).map(({ topic }) => topic)).toEqual(["slow", "quick"]);
});

test("somebody who starts now hears only what is said from now on", async () => {
  await using database = await testDatabase();
  const em = database.em();
  expect(await outboxHead(em)).toBe(OUTBOX_START);
  em.create(OutboxEvent, { topic: "old", subject: "x" });
  await em.flush();
  await nothingHoldsBack(database);
  const head = await outboxHead(em);
  em.create(OutboxEvent, { topic: "new", subject: "x", payload: { groupId: 3 } });
  await em.flush();
  await nothingHoldsBack(database);
  const events = await outboxAfter(em, head);
  expect(events.map(({ topic, payload }) => [topic, payload])).toEqual([["new", { groupId: 3 }]]);
  expect(events[0]!.at).toBeInstanceOf(Date);
});

test("a long transaction in another database of the server holds events back, and none is lost by it [DB-2]", async () => {
  await using database = await testDatabase();
  const em = database.em();
  await using elsewhere = await testDatabase();
  const long = new Client({ connectionString: elsewhere.url });
  await long.connect();
  await long.query("begin");
  await long.query("select pg_current_xact_id()");
  em.create(OutboxEvent, { topic: "held", subject: "x" });
  await em.flush();
  expect(await outboxAfter(em, OUTBOX_START)).toEqual([]);
  expect(await outboxHeldBack(em, OUTBOX_START)).toBe(true);
  await long.query("commit");
  await long.end();
  await nothingHoldsBack(database);
  const [held, ...others] = await outboxAfter(em, OUTBOX_START);
  expect([held?.topic, others]).toEqual(["held", []]);
  expect(await outboxHeldBack(em, held!.cursor)).toBe(false);
});

test("a cursor that nobody handed out never reaches the database", async () => {
  await using database = await testDatabase();
  await expect(outboxAfter(database.em(), "1-2 or true" as OutboxCursor)).rejects.toThrow(MalformedCursorError);
});

/** The horizon belongs to the whole server, where other test files make databases at this moment: until theirs have ended. */
async function nothingHoldsBack(database: TestDatabase): Promise<void> {
  const passed =
    "select coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) as passed from outbox_events";
  await expect.poll(() => database.em().execute(passed), { timeout: 50_000 }).toEqual([{ passed: true }]);
}
