import { Group } from "@muster/db/entities/group";
import { displayName, type Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { Wait } from "@muster/db/entities/wait";
import type { Loaded } from "@muster/db/orm";
import { isOpen } from "@muster/domain/cohort";
import { audit } from "../audit/record.ts";
import type { Context, Signed } from "../context.ts";
import { closedFor } from "../groups/join-rules.ts";
import { currentPlace, hasStarted } from "../groups/join.ts";
import { refuseAway } from "../groups/refuse-away.ts";
import { holdSignup, lockGroups } from "../groups/seats.ts";
import { tell } from "../notifications/tell.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { together, type Tx } from "../transaction.ts";
import { aheadOf, joined, standing } from "./join-list.ts";

/** Who is taken out again at once is told nothing. */
const HOLD_MS = 30_000;

/**
 * An organiser puts somebody at the end of a full group's line, by the rules of their own joining it (SC-14). They are told
 * once, with the way out. Whoever stands in it already stays where they are.
 */
export async function putInLine(
  ctx: Signed<Context>,
  { groupId, personId }: { groupId: number; personId: number },
): Promise<{ waitId: number; ahead: number; isNew: boolean }> {
  return together(ctx, async (tx) => {
    const seen = await tx.em.findOne(Group, groupId);
    if (!seen) throw new NotFound("There is no such group.");
    const cohortId = seen.cohort.id;
    await holdSignup(tx, { personId, cohortId });
    await lockGroups(tx, [groupId]);
    const group = await tx.em.findOneOrFail(Group, groupId, { populate: ["cohort"], refresh: true });
    const signup = await tx.em.findOne(
      Signup,
      { person: { id: personId, deletedAt: null }, cohort: cohortId },
      { populate: ["person"], refresh: true },
    );
    if (!signup) throw new NotFound(`They have not signed up for ${group.cohort.name}.`);
    const there = await standing(tx, { personId, groupId });
    if (there) return { waitId: there.id, ahead: await aheadOf(tx.em, { personId, groupId }), isNew: false };
    await refusePutting(tx, group, signup);
    const wait = await joined(tx, { personId, cohortId, groupId, putBy: ctx.viewer.personId });
    await tellThem(tx, wait, { person: signup.person, groupId });
    await audit(tx, {
      action: "waiting.putInLine",
      object: `person:${personId}`,
      after: { group: group.name },
      cohortId,
    });
    return { waitId: wait.id, ahead: await aheadOf(tx.em, { personId, groupId }), isNew: true };
  });
}

async function refusePutting(tx: Tx, group: Loaded<Group, "cohort">, signup: Loaded<Signup, "person">): Promise<void> {
  const { cohort, name } = group;
  const [who, personId] = [displayName(signup.person), signup.person.id];
  if (!isOpen(cohort)) throw new Conflict(closedFor(cohort, "participant")!);
  if (!cohort.directJoin) throw new Conflict(`${cohort.name} has no waiting lists: nobody chooses a group there.`);
  if (signup.role === "facilitator") throw new Conflict(`${who} facilitates, and leads a group without a line.`);
  refuseAway(signup);
  if (!group.isLive()) throw new Conflict(`${name} has ended.`);
  const current = await currentPlace(tx.em, { personId, cohortId: cohort.id });
  if (current?.group.id === group.id) throw new Conflict(`${who} is in ${name} already.`);
  if (!current && (await hasStarted(tx.em, group.id, tx.clock())))
    throw new Conflict(`${name} has begun, and its line takes in nobody new. Put ${who} into it by hand.`);
  if (group.freeSeats(cohort) > 0) throw new Conflict(`${name} has a free seat: put ${who} into it at once.`);
}

interface Reader {
  person: Pick<Person, "id" | "email">;
  groupId: number;
}

async function tellThem(tx: Tx, wait: Pick<Wait, "id">, { person, groupId }: Reader): Promise<void> {
  const hasEmail = person.email !== null;
  const reader = { membershipId: null, about: `wait:${wait.id}`, personId: person.id, groupId, hasEmail };
  await tell(tx, reader, {
    kind: "put_in_line",
    payload: { waitId: wait.id },
    channels: hasEmail ? ["email"] : [],
    notBefore: new Date(tx.clock().getTime() + HOLD_MS),
  });
}
