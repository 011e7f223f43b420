import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Person } from "./person.entity.ts";

/** Who looks at the groups of a cohort, and when they last said so (GR-8). */
const PresenceSchema = defineEntity({
  name: "Presence",
  tableName: "presences",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    seenAt: p.datetime(),
  },
  uniques: [{ name: "presences_once", properties: ["person", "cohort"] }],
});

export class Presence extends PresenceSchema.class {}
PresenceSchema.setClass(Presence);
