import { defineEntity, p } from "@mikro-orm/core";
import type { Stored } from "./base.ts";
import { Person } from "./person.entity.ts";

/** Who did what. The database refuses to change or remove a row. */
const AuditEntrySchema = defineEntity({
  name: "AuditEntry",
  tableName: "audit_entries",
  properties: {
    id: p.bigint("number").primary(),
    at: p.datetime().defaultRaw("now()"),
    actorPerson: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("no action"),
    /** In words, also when it is no person: `bot`, `Discord user 123 (Administrator)`. */
    actor: p.text(),
    action: p.text(),
    /** What it was done to: `cohort:3`, `group:12`, `person:7`. */
    object: p.text().index(),
    before: p.json().$type<Stored>().strictNullable(),
    after: p.json().$type<Stored>().strictNullable(),
    reason: p.text().strictNullable(),
    requestId: p.text().strictNullable(),
  },
});

export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
