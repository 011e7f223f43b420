import { defineEntity, p } from "@mikro-orm/core";
import type { Stored } from "./base.ts";

/**
 * What happened, in an order that loses nothing. A sequence alone would: a transaction that takes an earlier number may
 * commit later. Readers go through `queries/outbox-after`.
 */
const OutboxEventSchema = defineEntity({
  name: "OutboxEvent",
  tableName: "outbox_events",
  properties: {
    id: p.bigint("number").primary(),
    /** The transaction that wrote it. */
    xid: p.text().columnType("xid8").defaultRaw("pg_current_xact_id()"),
    at: p.datetime().defaultRaw("now()"),
    topic: p.text(),
    subject: p.text(),
    /** Small: names and ids, never the truth itself. */
    payload: p.json().$type<Stored>().defaultRaw("'{}'"),
  },
  indexes: [{ name: "outbox_events_in_order", properties: ["xid", "id"] }],
});

export class OutboxEvent extends OutboxEventSchema.class {}
OutboxEventSchema.setClass(OutboxEvent);
