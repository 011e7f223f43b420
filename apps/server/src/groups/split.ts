import type { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { audit } from "../audit/record.ts";
import type { Context } from "../context.ts";
import { Conflict, Invalid, NotFound } from "../refusal.ts";
import type { LockedGroup } from "../sync/lock-group.ts";
import { syncAfterGroupChange } from "../sync/sync-after-group-change.ts";
import { together, type Tx } from "../transaction.ts";
import { holdCohort, newGroup } from "./create.ts";
import { assertVersion } from "./group-version.ts";
import { holdLiveGroup } from "./live-group.ts";
import { giveUpSeat, takeSeat } from "./seats.ts";
import { hoursWarnings, leavingWarnings, ruleWarnings, type Member } from "./warnings.ts";
import { datesOfGroups } from "./group-dates.ts";

interface Split {
  groupId: number;
  membershipIds: readonly number[];
  /** The same time unless it is given. */
  weekday?: number | undefined;
  startMinute?: number | undefined;
  expectedVersion?: number | undefined;
}

export interface SplitGroup {
  groupId: number;
  name: string;
  version: number;
  warnings: string[];
}

/** Some of a group's members form a new group in preview, at the same time or another (GR-9). */
export function splitGroup(ctx: Context, input: Split): Promise<SplitGroup> {
  const { groupId, membershipIds, weekday, startMinute, expectedVersion } = input;
  return together(ctx, async (tx) => {
    const seen = await tx.em.findOne(Group, groupId);
    if (!seen) throw new NotFound("There is no such group.");
    await holdCohort(tx, seen.cohort.id);
    const group = await holdLiveGroup(tx, groupId);
    await assertVersion(tx, group, expectedVersion);
    const chosen = await chosenOf(tx, group, membershipIds);
    const { lengthMinutes, timeZone, maxSize } = group;
    const cohort = group.cohort as Cohort;
    const slot = { weekday: weekday ?? group.weekday, startMinute: startMinute ?? group.startMinute };
    const made = await newGroup(tx, { cohort, ...slot, lengthMinutes, timeZone, maxSize });
    const warnings = await splitWarnings(tx, { group, made, chosen });
    for (const member of chosen) {
      await giveUpSeat(tx, member, { as: "removed", reason: `moved to ${made.name}` });
      await takeSeat(tx, { group: made, person: member.person, role: member.role }, { evenIfFull: true });
    }
    await syncAfterGroupChange(tx, made.id, group.id);
    const entry = await audit(tx, {
      action: "groups.split",
      object: group.subject(),
      before: { group: groupId },
      after: { group: made.id, people: chosen.map(({ person }) => person.id), warnings },
      cohortId: cohort.id,
      groupIds: [groupId, made.id],
    });
    await tx.em.flush();
    return { groupId: made.id, name: made.name, version: entry.id, warnings };
  });
}

async function chosenOf(tx: Tx, group: LockedGroup, ids: readonly number[]): Promise<Member[]> {
  if (ids.length === 0) throw new Invalid("Choose who moves into the new group.", { field: "membershipIds" });
  const members = await tx.em.find(
    Membership,
    { group: group.id, status: "active" },
    { populate: ["person", "group"], orderBy: { id: "asc" }, refresh: true },
  );
  const chosen = members.filter(({ id }) => ids.includes(id));
  if (chosen.length < new Set(ids).size) throw new Conflict(`Somebody you chose is no longer in ${group.name}.`);
  if (chosen.length === members.length)
    throw new Invalid(`Somebody has to stay in ${group.name}. Choose fewer people.`, { field: "membershipIds" });
  return chosen;
}

interface Splitting {
  group: LockedGroup;
  made: Group;
  chosen: readonly Member[];
}

async function splitWarnings(tx: Tx, { group, made, chosen }: Splitting): Promise<string[]> {
  const populated = await tx.em.populate(made, ["cohort"]);
  const dates = (await datesOfGroups(tx.em, [populated], tx.clock())).get(made.id) ?? [];
  const people = chosen.map(({ person }) => person);
  const lead = chosen.find(({ role }) => role === "facilitator");
  const active = `${made.name} is in preview: its members see no channel until it is realized.`;
  return [
    ...(await hoursWarnings(tx, { dates, people, except: [group.id, made.id], group: populated })),
    ...(lead ? await leavingWarnings(tx, lead) : [`${made.name} has no facilitator yet.`]),
    ...(group.status === "active" ? [active] : []),
    ...(await ruleWarnings(
      tx,
      populated,
      people.map(({ id }) => ({ personId: id, from: group.id, to: made.id })),
    )),
  ];
}
