import { defineEntity, p } from "@mikro-orm/core";
import type { Stored } from "./base.ts";

/** What was answered the first time, so that a request whose answer was lost is not done twice (DB-4). */
const IdempotencyKeySchema = defineEntity({
  name: "IdempotencyKey",
  tableName: "idempotency_keys",
  properties: {
    id: p.integer().primary(),
    key: p.text().unique(),
    scope: p.text(),
    /** The same key with another request is a mistake of the caller. */
    requestHash: p.text(),
    answer: p.json().$type<Stored>().strictNullable(),
    at: p.datetime().defaultRaw("now()").index(),
  },
});

export class IdempotencyKey extends IdempotencyKeySchema.class {}
IdempotencyKeySchema.setClass(IdempotencyKey);
