import { defineEntity, p } from "@mikro-orm/core";
import { SWAP_STATES } from "@muster/domain/swap";
import { base } from "./base.ts";
import { Cohort } from "./cohort.entity.ts";

/** A trade of places that two people in line for each other's group are asked about; its two sides are rows of their own. */
const SwapSchema = defineEntity({
  name: "Swap",
  tableName: "swaps",
  properties: {
    ...base,
    cohort: () => p.manyToOne(Cohort).lazyRef().deleteRule("cascade"),
    state: p.enum(SWAP_STATES).default("open"),
    askedAt: p.datetime(),
    /** Until when both can say yes. */
    until: p.datetime(),
    closedAt: p.datetime().strictNullable(),
  },
  indexes: [{ name: "swaps_state_index", properties: ["state"] }],
});

export class Swap extends SwapSchema.class {}
SwapSchema.setClass(Swap);
