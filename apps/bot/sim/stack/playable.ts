import type { Plan } from "../plan.ts";

/** What cannot be played on a real database is left out: a row that cannot be read, and its cure. */
export const playableOnStack = (plan: Plan): Plan => ({
  ...plan,
  ops: plan.ops.filter((op) => op.do !== "poison" && op.do !== "cure"),
});
