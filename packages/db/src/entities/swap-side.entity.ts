import { defineEntity, p } from "@mikro-orm/core";
import { base } from "./base.ts";
import { Membership } from "./membership.entity.ts";
import { Move } from "./move.entity.ts";
import { Person } from "./person.entity.ts";
import { Swap } from "./swap.entity.ts";
import { Wait } from "./wait.entity.ts";

/** One of the two in a swap: the place they would give, the line they stand in for the other's, and whether they said yes. */
const SwapSideSchema = defineEntity({
  name: "SwapSide",
  tableName: "swap_sides",
  properties: {
    ...base,
    swap: () => p.manyToOne(Swap).lazyRef().deleteRule("cascade"),
    person: () => p.manyToOne(Person).lazyRef().index().deleteRule("cascade"),
    wait: () => p.manyToOne(Wait).lazyRef().deleteRule("cascade"),
    membership: () => p.manyToOne(Membership).lazyRef().deleteRule("cascade"),
    agreedAt: p.datetime().strictNullable(),
    /** What they did by it, once it is done. */
    move: () => p.manyToOne(Move).lazyRef().strictNullable().deleteRule("set null"),
  },
  uniques: [{ name: "swap_sides_once", properties: ["swap", "person"] }],
});

export class SwapSide extends SwapSideSchema.class {}
SwapSideSchema.setClass(SwapSide);
