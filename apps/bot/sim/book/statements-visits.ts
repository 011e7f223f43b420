import type { VisitRow } from "./rows.ts";
import type { Known, Memory } from "./statements.ts";

/** The SQL of visits. What people answer to meetings is kept nowhere here: nothing on Discord comes of it. */
export const VISITS: Known = [
  ['select to_jsonb(asked) as row from (select visit.id as "visitId"', standing],
  ["insert into attendances", () => []],
];

function standing({ tables }: Memory, which: readonly unknown[]): object[] {
  const isAsked = (visit: VisitRow) =>
    [visit.id, visit.person.id, visit.cohort.id, visit.hostMeeting.group.id].every(
      (id, at) => which[at] === null || which[at] === id,
    );
  return tables.visits
    .filter((visit) => visit.endedAt === null && visit.closedAt === null && isAsked(visit))
    .map((visit) => ({ row: rowOf(tables, visit) }));
}

function rowOf({ memberships }: Memory["tables"], visit: VisitRow): object {
  const { person, membership, hostMeeting: host, homeMeeting, number, meetsAt, openedAt } = visit;
  return {
    visitId: visit.id,
    cohortId: visit.cohort.id,
    personId: person.id,
    personName: person.name,
    discordId: person.discordId,
    hasEmail: person.email !== null,
    membershipId: membership.id,
    number,
    meetsAt,
    lengthMinutes: host.lengthMinutes,
    hostMeetingId: host.id,
    hostGroupId: host.group.id,
    hostName: host.group.name,
    hostStatus: host.group.status,
    homeMeetingId: homeMeeting.id,
    homeGroupId: membership.group.id,
    homeName: membership.group.name,
    homeStatus: membership.group.status,
    openedAt,
    stands: host.status === "planned" && host.number === number && host.startsAt.getTime() === meetsAt.getTime(),
    stayStatus: membership.status,
    isMemberOfHost: memberships.some(
      (one) => one.group.id === host.group.id && one.person.id === person.id && one.status === "active",
    ),
  };
}
