import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Person } from "./person.entity.ts";

/** Who was made an organiser by another one. Those named by the configuration have no row, and cannot lose the role here. */
const OrganiserSchema = defineEntity({
  name: "Organiser",
  tableName: "organisers",
  properties: {
    ...base,
    person: () => p.oneToOne(Person).lazyRef().unique("organisers_once").deleteRule("cascade"),
    /** Who gave the role; null once that person is gone. */
    givenBy: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("set null"),
    givenAt: p.datetime(),
  },
});

export class Organiser extends OrganiserSchema.class {}
OrganiserSchema.setClass(Organiser);
