import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Membership } from "@muster/db/entities/membership";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { Signup } from "@muster/db/entities/signup";
import { LockMode } from "@muster/db/orm";
import { claimSeat } from "@muster/db/queries/claim-seat";
import { isOpen } from "@muster/domain/cohort";
import type { Acceptance } from "@muster/domain/acceptance";
import { nextGroupNames } from "@muster/domain/group";
import { slotAt } from "@muster/domain/meeting-slot";
import type { Role } from "@muster/domain/membership";
import { isWorking } from "@muster/domain/scheduling-settings";
import type { Proposal } from "@muster/scheduler/proposal";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { holdEverybody } from "../groups/seats.ts";
import { Conflict, NotFound } from "../refusal.ts";
import { syncAfterJoining } from "./sync-after-joining.ts";
import { together, type Tx } from "../transaction.ts";
import { seatFound } from "../waiting/lines.ts";
import { reopenRuns } from "./discard-previews.ts";
import { holdReplaced, takeReplacedApart } from "./replaced-groups.ts";
import { inputOf, proposalOf } from "./run-state.ts";
import { stalenessOf } from "./stale-input.ts";

export interface AcceptedGroup {
  id: number;
  name: string;
}

interface Accepting extends Partial<Acceptance> {
  runId: number;
}

/**
 * Groups in preview, memberships, and reasons for the unplaced, in one short transaction that holds the cohort and its
 * sign-ups; only if everything the run read is still so (WK-5): otherwise a Conflict names whose week changed. Sign-ups
 * stay (SCH13), people with a place are left alone (C30), names go on after those in use (C31). Previews whose place it
 * takes go in the same transaction: either they are replaced, or they stay (SC-19).
 */
export async function acceptProposal(
  ctx: Context,
  { runId, name = null, note = null }: Accepting,
): Promise<{ groups: AcceptedGroup[] }> {
  return together(ctx, async (tx) => {
    const known = await tx.em.findOne(ScheduleRun, { id: runId, deletedAt: null });
    if (!known) throw new NotFound("This run does not exist any more.");
    await holdEverybody(tx, known.cohort.id);
    const cohort = await tx.em.findOneOrFail(Cohort, known.cohort.id, { refresh: true });
    const run = await tx.em.findOneOrFail(ScheduleRun, runId, { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true });
    const { replaces = [] } = inputOf(run);
    await holdReplaced(tx, replaces);
    const proposal = await acceptable(tx, { run, cohort });
    await reopenRuns(tx, await takeReplacedApart(tx, replaces));
    const roles = await rolesOf(tx, cohort.id);
    const groups = await writeGroups(tx, { proposal, run, cohort, roles });
    await writeJoinings(tx, { proposal, cohort, roles });
    await writeReasons(tx, { proposal, cohortId: cohort.id });
    Object.assign(run, { status: "accepted", name, note });
    await audit(tx, {
      action: "scheduling.accept",
      object: `cohort:${cohort.id}`,
      cohortId: cohort.id,
      groupIds: [...groups.map(({ id }) => id), ...proposal.joinings.map(({ groupId }) => Number(groupId))],
      after: {
        run: run.number,
        name,
        groups: groups.map(({ name }) => name),
        placed: proposal.placed,
        ...(replaces.length > 0 && { replaced: replaces.map(({ name: of }) => of) }),
        assumed: (inputOf(run).assumed ?? []).map(({ words }) => words),
      },
    });
    await ring(tx, "run", runId);
    await ring(tx, "cohort", cohort.id);
    return { groups };
  });
}

async function acceptable(tx: Tx, { run, cohort }: { run: ScheduleRun; cohort: Cohort }): Promise<Proposal> {
  if (run.deletedAt) throw new NotFound("This run does not exist any more.");
  if (!isOpen(cohort)) throw new Conflict("This cohort is closed, so that no groups can be made any more.");
  if (run.status === "accepted") throw new Conflict(`Run ${run.number} was accepted already.`);
  if (isWorking(run.status))
    throw new Conflict(`Run ${run.number} still works. Stop it first, or wait until it is done.`);
  if (run.status === "discarded") throw new Conflict(`Run ${run.number} was discarded. Restore it first.`);
  const proposal = proposalOf(run);
  if (!proposal) throw new Conflict(`Run ${run.number} left no proposal. Run again.`);
  const stale = await stalenessOf(tx.em, run);
  if (stale) throw new Conflict(stale.sentence, { facts: { people: stale.people } });
  return proposal;
}

async function rolesOf(tx: Tx, cohortId: number): Promise<Map<number, Role>> {
  const signups = await tx.em.find(Signup, { cohort: cohortId });
  return new Map(signups.map(({ person, role }) => [person.id, role]));
}

interface Writing {
  proposal: Proposal;
  cohort: Cohort;
  roles: Map<number, Role>;
}

async function writeGroups(
  tx: Tx,
  { proposal, cohort, roles, run }: Writing & { run: ScheduleRun },
): Promise<AcceptedGroup[]> {
  const used = await tx.em.find(Group, { cohort: cohort.id }, { fields: ["name"] });
  const names = nextGroupNames(
    used.map(({ name }) => name),
    proposal.groups.length,
  );
  const { maxPeople, meetingLengthMinutes } = run.settings;
  const groups: Group[] = [];
  for (const [index, proposed] of proposal.groups.entries()) {
    const group = tx.em.create(Group, {
      cohort,
      run,
      name: names[index]!,
      status: "preview",
      ...slotAt(proposed.start, meetingLengthMinutes, cohort.timeZone),
      // A trial run's size is this group's own; the cohort's stays what it is (Q24).
      maxSize: maxPeople === cohort.maxSize ? null : maxPeople,
    });
    for (const id of proposed.memberIds.map(Number)) {
      const role = String(id) === proposed.facilitatorId ? "facilitator" : (roles.get(id) ?? "participant");
      tx.em.create(Membership, { group, cohort, person: id, role, status: "active", joinedAt: tx.clock() });
      await ring(tx, "person", id);
    }
    groups.push(group);
  }
  await tx.em.flush();
  for (const group of groups) await ring(tx, "group", group.id);
  return groups.map(({ id, name }) => ({ id, name }));
}

/** People who join a group that stands: under its lock, and only while it has the seat. */
async function writeJoinings(tx: Tx, { proposal, cohort, roles }: Writing): Promise<void> {
  for (const joining of proposal.joinings.toSorted((a, b) => Number(a.groupId) - Number(b.groupId))) {
    const groupId = Number(joining.groupId);
    for (const id of joining.memberIds.map(Number)) {
      await seatFound(tx, { personId: id, groupId });
      if ((await claimSeat(tx.em, groupId)) !== "claimed")
        throw new Conflict("A group that had room was filled meanwhile. Run again.");
      tx.em.create(Membership, {
        group: groupId,
        cohort,
        person: id,
        role: roles.get(id) ?? "participant",
        status: "active",
        joinedAt: tx.clock(),
      });
      await tx.em.flush();
      await ring(tx, "person", id);
    }
    await syncAfterJoining(tx, groupId);
  }
}

/** Whoever was placed has no reason any more; everybody else of the run has the run's. */
async function writeReasons(tx: Tx, { proposal, cohortId }: { proposal: Proposal; cohortId: number }): Promise<void> {
  const placed = [...proposal.groups, ...proposal.joinings].flatMap(({ memberIds }) => memberIds.map(Number));
  const reasons = new Map(proposal.unplaced.map(({ id, reason, details }) => [Number(id), { reason, details }]));
  const signups = await tx.em.find(Signup, { cohort: cohortId, person: { $in: [...placed, ...reasons.keys()] } });
  for (const signup of signups) {
    const unplaced = reasons.get(signup.person.id);
    signup.ungroupableReason = unplaced?.reason ?? null;
    signup.reasonDetails = unplaced?.details ?? null;
  }
}
