import { IdempotencyKey } from "@muster/db/entities/idempotency-key";
import { OutboxEvent } from "@muster/db/entities/outbox-event";
import { Session } from "@muster/db/entities/session";
import { aSession } from "@muster/db/testing/builders";
import { expect, it } from "vitest";
import { prune } from "../src/house-keeping.ts";
import { testServer } from "./server-resource.ts";

it("rows that nobody can ask for any more go, and younger ones stay", async () => {
  await using server = await testServer();
  const em = server.em();
  const after = (days: number) => new Date(server.now.getTime() + days * 86_400_000);
  const [over, open] = [await aSession(em, { expiresAt: after(-1) }), await aSession(em, { expiresAt: after(1) })];
  for (const [key, days] of [
    ["old", -31],
    ["young", -29],
  ] as const)
    em.create(IdempotencyKey, { key, scope: "test", requestHash: "x", at: after(days) });
  await em.flush();
  await em.execute(
    "insert into outbox_events (topic, subject, at) values ('sync', '1', now() - interval '31 days'), ('sync', '2', now())",
  );
  await prune(server.house);
  const sessions = (await server.em().find(Session, {})).map(({ id }) => id);
  expect([sessions.includes(over.id), sessions.includes(open.id)]).toEqual([false, true]);
  expect((await server.em().find(IdempotencyKey, {})).map(({ key }) => key)).toEqual(["young"]);
  expect(
    (await server.em().find(OutboxEvent, { topic: "sync", subject: { $in: ["1", "2"] } })).map(
      ({ subject }) => subject,
    ),
  ).toEqual(["2"]);
});
