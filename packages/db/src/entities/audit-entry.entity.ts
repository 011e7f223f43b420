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
    /** The cohort it belongs to, if any; no reference, since what was done stays when what it was done to is gone. */
    cohortId: p.integer().strictNullable(),
    /** Every group it touched. */
    groupIds: p
      .array((id) => Number(id))
      .columnType("int[]")
      .defaultRaw("'{}'"),
    /** The entry whose deed this one took back. */
    reverts: p.bigint("number").strictNullable(),
  },
  indexes: [
    { name: "audit_entries_cohort_id_id_index", properties: ["cohortId", "id"] },
    {
      name: "audit_entries_group_ids_index",
      expression: `create index "audit_entries_group_ids_index" on "audit_entries" using gin ("group_ids")`,
    },
  ],
});

export class AuditEntry extends AuditEntrySchema.class {}
AuditEntrySchema.setClass(AuditEntry);
