import { Membership } from "@muster/db/entities/membership";
import { displayName, type Person } from "@muster/db/entities/person";
import { Signup } from "@muster/db/entities/signup";
import type { Loaded } from "@muster/db/orm";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, NotFound } from "../refusal.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { offerFreeSeats } from "../waiting/offer-seats.ts";
import { loadsOf } from "./facilitator-load.ts";
import { assertVersion, versionOf } from "./group-version.ts";
import { holdLiveGroup } from "./live-group.ts";
import { refuseAway } from "./refuse-away.ts";
import { giveUpSeat, takeSeat } from "./seats.ts";
import { arrivalWarnings } from "./warnings.ts";

export interface Appointment {
  groupId: number;
  /** Null: nobody leads it any more. */
  personId: number | null;
  expectedVersion?: number | undefined;
  reverts?: number | undefined;
}

export interface Appointed {
  version: number;
  warnings: string[];
}

/**
 * Somebody else leads the group, or nobody: whoever led it waits for a group again. How much they lead already, and what
 * they do at that hour, is said and refuses nothing (GR-5).
 */
export function setFacilitator(ctx: Context, input: Appointment): Promise<Appointed> {
  return together(ctx, (tx) => setFacilitatorIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function setFacilitatorIn(
  tx: Tx,
  { groupId, personId, expectedVersion, reverts }: Appointment,
): Promise<Appointed> {
  const group = await holdLiveGroup(tx, groupId, { arriving: personId });
  await assertVersion(tx, group, expectedVersion);
  const leading = await tx.em.find(Membership, { group: groupId, status: "active", role: "facilitator" });
  const signup = personId === null ? null : await signupOf(tx, group, personId);
  const former = leading.filter(({ person }) => person.id !== personId);
  const stays = leading.length > former.length;
  if (former.length === 0 && (stays || !signup)) return { version: await versionOf(tx.em, groupId), warnings: [] };
  const relieved = { as: "removed", reason: "no longer leads this group", isHandedOver: true } as const;
  for (const member of former) await giveUpSeat(tx, member, relieved);
  const warnings = signup ? (stays ? [] : await appoint(tx, group, signup)) : [`${group.name} has no facilitator now.`];
  await offerFreeSeats(tx, groupId);
  await syncAfterGroupChange(tx, groupId);
  const entry = await audit(tx, {
    action: "groups.setFacilitator",
    object: group.subject(),
    before: { facilitators: leading.map(({ person }) => person.id) },
    after: { facilitator: personId, warnings },
    cohortId: group.cohort.id,
    groupIds: [groupId],
    reverts: reverts ?? null,
  });
  await tx.em.flush();
  return { version: entry.id, warnings };
}

type OwnSignup = Loaded<Signup, "person">;

async function signupOf(tx: Tx, group: LockedGroup, personId: number): Promise<OwnSignup> {
  const signup = await tx.em.findOne(
    Signup,
    { person: personId, cohort: group.cohort.id },
    { populate: ["person"], refresh: true },
  );
  if (!signup) throw new NotFound(`They have not signed up for ${group.cohort.name}.`);
  if (signup.role !== "facilitator")
    throw new Conflict(`${displayName(signup.person)} signed up as a participant. Only facilitators lead a group.`);
  refuseAway(signup);
  return signup;
}

async function appoint(tx: Tx, group: LockedGroup, signup: OwnSignup): Promise<string[]> {
  const person = signup.person as Person;
  const asParticipant = await tx.em.findOne(Membership, { group: group.id, person: person.id, status: "active" });
  if (asParticipant)
    await giveUpSeat(tx, asParticipant, { as: "removed", reason: `leads ${group.name} now`, isHandedOver: true });
  await tx.em.refresh(group, { populate: ["cohort"] });
  const warnings = [
    ...(await loadWarnings(tx, person)),
    ...(await arrivalWarnings(tx, group, { person, role: "facilitator" })),
  ];
  await takeSeat(tx, { group, person, role: "facilitator" }, { evenIfFull: true });
  Object.assign(signup, { ungroupableReason: null, reasonDetails: null });
  return warnings;
}

/** Asked before they take the seat. */
async function loadWarnings(tx: Tx, person: Person): Promise<string[]> {
  const { leads, maxGroups, certified } = (await loadsOf(tx.em, [person.id])).get(person.id)!;
  const name = displayName(person);
  const groups = maxGroups === 1 ? "one group" : `${maxGroups} groups`;
  return [
    ...(leads >= maxGroups ? [`${name} said they can lead ${groups}, and now leads ${leads + 1}.`] : []),
    ...(certified ? [] : [`${name} has not been certified.`]),
  ];
}
