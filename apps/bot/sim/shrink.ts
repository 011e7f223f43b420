import type { Plan } from "./plan.ts";

/** Whether a smaller plan still shows the same thing. */
export type Shows = (plan: Plan) => Promise<boolean>;

/**
 * The smallest plan found within the budget that still shows it: fewer kills, then faults, ops, members, then the tape
 * to nothing, then shorter delays. Every step of it is a plan by itself, since faults name their address and no position.
 */
export async function shrink(plan: Plan, shows: Shows, isOver: () => boolean): Promise<Plan> {
  let smallest = plan;
  for (let again = true; again && !isOver();) {
    again = false;
    for (const smaller of smallerThan(smallest)) {
      if (isOver()) break;
      if (!(await shows(smaller))) continue;
      smallest = smaller;
      again = true;
      break;
    }
  }
  return smallest;
}

function* smallerThan(plan: Plan): Iterable<Plan> {
  for (const list of ["kills", "faults", "ops"] as const)
    for (const index of plan[list].keys())
      if (
        list !== "ops" ||
        plan.ops[index]!.do !== "realize" ||
        plan.ops.filter((op) => op.do === "realize").length > 1
      )
        yield { ...plan, [list]: plan[list].toSpliced(index, 1) };
  yield* smallerWorlds(plan);
  if (plan.tape.length > 0) {
    yield { ...plan, tape: [] };
    yield { ...plan, tape: plan.tape.slice(0, Math.floor(plan.tape.length / 2)) };
    for (const [index, choice] of plan.tape.entries())
      if (choice !== 0) yield { ...plan, tape: plan.tape.with(index, 0) };
  }
  for (const [index, fault] of plan.faults.entries())
    if (fault.ms > 1_000)
      yield { ...plan, faults: plan.faults.with(index, { ...fault, ms: Math.floor(fault.ms / 2) }) };
  for (const [index, kill] of plan.kills.entries())
    if (kill.downMs > 500)
      yield { ...plan, kills: plan.kills.with(index, { ...kill, downMs: Math.floor(kill.downMs / 2) }) };
}

function* smallerWorlds(plan: Plan): Iterable<Plan> {
  const { world } = plan;
  if (world.others > 0) yield { ...plan, world: { ...world, others: world.others - 1 } };
  const group = world.groups - 1;
  if (group > 0 && !plan.ops.some((op) => "group" in op && op.group >= group))
    yield { ...plan, world: { ...world, groups: group, members: world.members.slice(0, group) } };
  for (const [index, count] of world.members.entries())
    if (count > 1) yield { ...plan, world: { ...world, members: world.members.with(index, count - 1) } };
  for (const [index] of world.absent.entries())
    yield { ...plan, world: { ...world, absent: world.absent.toSpliced(index, 1) } };
  if (world.meetings > 1) yield { ...plan, world: { ...world, meetings: 1 } };
  if (world.categorySeats < 50) yield { ...plan, world: { ...world, categorySeats: 50 } };
  if (!world.mayReadAuditLog) yield { ...plan, world: { ...world, mayReadAuditLog: true } };
}
