import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Person } from "./person.entity.ts";

const FacilitatorSchema = defineEntity({
  name: "Facilitator",
  tableName: "facilitators",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().unique().deleteRule("cascade"),
    certifiedAt: p.datetime().strictNullable(),
    /** How many groups they can lead at once, over all cohorts. */
    maxGroups: p.integer().default(1),
  },
  checks: [{ name: "facilitators_max_groups_positive", expression: "max_groups >= 1" }],
});

export class Facilitator extends FacilitatorSchema.class {}
FacilitatorSchema.setClass(Facilitator);
