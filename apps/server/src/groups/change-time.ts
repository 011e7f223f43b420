import type { MeetingSlot } from "@muster/domain/meeting-slot";
import { SYSTEMS } from "@muster/domain/system";
import { audit } from "../audit/record.ts";
import { ring } from "../bell.ts";
import type { Context } from "../context.ts";
import { moveMeetings } from "../meetings/move.ts";
import { tellTimeChanged } from "../notifications/tell-time-changed.ts";
import { requestSync } from "../sync/request-sync.ts";
import { together, type Tx } from "../transaction.ts";
import { wakeVisits } from "../visits/queue.ts";
import { datesOfGroups, type Dated } from "./group-dates.ts";
import { assertVersion, versionOf } from "./group-version.ts";
import { membersOf } from "./hours.ts";
import { holdLiveGroup } from "./live-group.ts";
import { hoursWarnings } from "./warnings.ts";

export interface TimeChange {
  groupId: number;
  weekday: number;
  startMinute: number;
  expectedVersion?: number | undefined;
  /** The entry of the history that this takes back. */
  reverts?: number | undefined;
}

export interface TimeChanged {
  version: number;
  warnings: string[];
  /** Meetings that got another date; those that were held stay. */
  meetingsMoved: number;
}

/**
 * Another weekday and hour: the meetings still to come follow in the same transaction, and so do events and the welcome
 * (GR-5, DC-12). Members of an active group are told old and new once. Whoever is not free then is said, never refused.
 */
export function changeTime(ctx: Context, input: TimeChange): Promise<TimeChanged> {
  return together(ctx, (tx) => changeTimeIn(tx, input));
}

/** The same inside the caller's transaction. */
export async function changeTimeIn(
  tx: Tx,
  { groupId, weekday, startMinute, expectedVersion, reverts }: TimeChange,
): Promise<TimeChanged> {
  const group = await holdLiveGroup(tx, groupId);
  await assertVersion(tx, group, expectedVersion);
  const before = group.slot();
  if (before.weekday === weekday && before.startMinute === startMinute)
    return { version: await versionOf(tx.em, groupId), warnings: [], meetingsMoved: 0 };
  const now = tx.clock();
  const datesBefore = (await datesOfGroups(tx.em, [group], now)).get(groupId) ?? [];
  Object.assign(group, { weekday, startMinute });
  await tx.em.flush();
  const meetingsMoved = await moveMeetings(tx.em, group, { term: group.cohort, now });
  const people = (await membersOf(tx.em, [groupId])).map(({ person }) => person);
  const dates = (await datesOfGroups(tx.em, [group], now)).get(groupId) ?? [];
  const warnings = await hoursWarnings(tx, { dates, people, except: [groupId], group: group });
  const after: MeetingSlot = group.slot();
  const entry = await audit(tx, {
    action: "groups.changeTime",
    object: group.subject(),
    before,
    after: { ...after, meetingsMoved, warnings },
    cohortId: group.cohort.id,
    groupIds: [groupId],
    reverts: reverts ?? null,
  });
  await requestSync(tx, group.subject(), { systems: SYSTEMS, allowCreate: false });
  wakeVisits(tx);
  await tx.em.flush();
  if (group.status === "active")
    await tellTimeChanged(tx, group, {
      from: before,
      occasion: String(entry.id),
      soonest: soonestOf([...datesBefore, ...dates]),
    });
  for (const { id } of people) await ring(tx, "person", id);
  await ring(tx, "group", groupId);
  await ring(tx, "cohort", group.cohort.id);
  return { version: entry.id, warnings, meetingsMoved };
}

const soonestOf = (dates: readonly Dated[]): Date | null =>
  dates.map(({ startsAt }) => startsAt).toSorted((a, b) => a.getTime() - b.getTime())[0] ?? null;
