import { defineEntity, p } from "@mikro-orm/core";
import { ROLES } from "@muster/domain/membership";
import { UNPLACED_REASONS } from "@muster/domain/signup";
import { base, type Stored } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";
import { Person } from "./person.entity.ts";

/** A person asks for a place; kept after they have one (B10). */
const SignupSchema = defineEntity({
  name: "Signup",
  tableName: "signups",
  properties: {
    ...base,
    person: () => p.manyToOne(Person).lazyRef().deleteRule("cascade"),
    cohort: () => p.manyToOne(Cohort).lazyRef().index().deleteRule("cascade"),
    role: p.enum(ROLES),
    /** Why the last accepted run found no place for them. */
    ungroupableReason: p.enum(UNPLACED_REASONS).strictNullable(),
    reasonDetails: p.json().$type<Stored>().strictNullable(),
    /** Organisers' words among themselves: in no answer to members or facilitators (GR-12). */
    staffNote: p.text().strictNullable(),
    /** Signed up, and not to be placed or told of anything until they come back (JS-13). */
    pausedAt: p.datetime().strictNullable(),
    /** The later cohort they come to instead of this one. */
    deferredTo: () => p.manyToOne(Cohort).lazyRef().strictNullable().deleteRule("set null"),
    /** Since when an organiser places them in no run; taking a seat ends it. */
    leftOutAt: p.datetime().strictNullable(),
    leftOutBy: () => p.manyToOne(Person).lazyRef().strictNullable().deleteRule("set null"),
    /** For organisers alone. */
    leftOutBecause: p.text().strictNullable(),
    /** The earlier cohort this sign-up was made for instead of. */
    deferredFrom: () => p.manyToOne(Cohort).lazyRef().strictNullable().deleteRule("set null"),
  },
  uniques: [{ name: "signups_once", properties: ["person", "cohort"] }],
});

export class Signup extends SignupSchema.class {}
SignupSchema.setClass(Signup);
