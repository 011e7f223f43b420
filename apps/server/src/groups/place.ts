import { displayName } from "@muster/db/entities/person";
import { Membership } from "@muster/db/entities/membership";
import { Signup } from "@muster/db/entities/signup";
import { LIVE_GROUP_STATUSES } from "@muster/domain/group";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { holdLiveGroup } from "./live-group.ts";
import { refuseAway } from "./refuse-away.ts";
import { takeSeat } from "./seats.ts";
import { arrivalWarnings } from "./warnings.ts";

export interface Placing {
  cohortId: number;
  personId: number;
  groupId: number;
  reverts?: number | undefined;
}

export interface Placed {
  membershipId: number;
  version: number;
  warnings: string[];
}

/** Somebody who waits gets a seat by hand, in the role they signed up for; capacity and hours are said (GR-4). */
export function placePerson(ctx: Context, input: Placing): Promise<Placed> {
  return together(ctx, (tx) => placeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function placeIn(tx: Tx, { cohortId, personId, groupId, reverts }: Placing): Promise<Placed> {
  const group = await holdLiveGroup(tx, groupId, { arriving: personId });
  if (group.cohort.id !== cohortId) throw new NotFound("There is no such group in this cohort.");
  const signup = await tx.em.findOne(
    Signup,
    { person: { id: personId, deletedAt: null }, cohort: cohortId },
    { populate: ["person"], refresh: true },
  );
  if (!signup) throw new NotFound(`They have not signed up for ${group.cohort.name}.`);
  refuseAway(signup);
  const { person, role } = signup;
  await refuseSecondPlace(tx, { personId, cohortId, groupId, isParticipant: role === "participant" });
  const warnings = await arrivalWarnings(tx, group, { person, role });
  const stay = await takeSeat(tx, { group, person, role }, { evenIfFull: true });
  Object.assign(signup, { ungroupableReason: null, reasonDetails: null });
  await syncAfterGroupChange(tx, groupId);
  const entry = await audit(tx, {
    action: "groups.place",
    object: `person:${personId}`,
    before: { group: null },
    after: { group: groupId, role, warnings },
    cohortId,
    groupIds: [groupId],
    reverts: reverts ?? null,
  });
  await tx.em.flush();
  return { membershipId: stay.id, version: entry.id, warnings };
}

interface Holding {
  personId: number;
  cohortId: number;
  groupId: number;
  isParticipant: boolean;
}

/** A participant has one place in a cohort; a facilitator leads a group once. */
async function refuseSecondPlace(tx: Tx, { personId, cohortId, groupId, isParticipant }: Holding): Promise<void> {
  const here = isParticipant ? {} : { id: groupId };
  const held = await tx.em.findOne(
    Membership,
    {
      person: personId,
      cohort: cohortId,
      status: "active",
      group: { status: { $in: [...LIVE_GROUP_STATUSES] }, ...here },
    },
    { populate: ["group", "person"] },
  );
  if (!held) return;
  throw new Conflict(`${displayName(held.person)} is in ${held.group.name} already. Move them from there.`);
}
