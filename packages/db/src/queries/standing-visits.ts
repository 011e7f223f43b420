import type { GroupStatus } from "@muster/domain/group";
import type { MembershipStatus } from "@muster/domain/membership";
import { visitWindow, type VisitFacts } from "@muster/domain/visit";
import type { EntityManager } from "../orm.ts";
import { selectRows } from "./select-rows.ts";

/** A visit with all it rests on, as the rows have it now: what it is worth is for `visitStanding` to say. */
export interface StandingVisit extends VisitRow, VisitFacts {
  endsAt: Date;
}

interface VisitRow {
  visitId: number;
  cohortId: number;
  personId: number;
  personName: string;
  discordId: string | null;
  /** They have an address and have not asked to be left alone there. */
  hasEmail: boolean;
  /** The stay it hangs on. */
  membershipId: number;
  number: number;
  /** When the host's meeting was to begin when the visit was agreed. */
  meetsAt: Date;
  lengthMinutes: number;
  hostMeetingId: number;
  hostGroupId: number;
  hostName: string;
  hostStatus: GroupStatus;
  homeMeetingId: number;
  homeGroupId: number;
  homeName: string;
  homeStatus: GroupStatus;
  openedAt: Date | null;
  stands: boolean;
  stayStatus: MembershipStatus;
  isMemberOfHost: boolean;
}

interface Which {
  visitId?: number;
  personId?: number;
  cohortId?: number;
  hostGroupId?: number;
}

/** Visits that nobody has ended and nobody has closed behind, of one or all, in the order they were asked for. */
export async function standingVisits(em: EntityManager, which: Which = {}): Promise<StandingVisit[]> {
  const { visitId = null, personId = null, cohortId = null, hostGroupId = null } = which;
  const rows = await selectRows<VisitRow>(
    em,
    `select visit.id as "visitId", visit.cohort_id as "cohortId", person.id as "personId",
            coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id) as "personName",
            person.discord_id as "discordId",
            person.email is not null and not exists (
              select from preferences unwanted where unwanted.person_id = person.id and unwanted.kind = 'group_assigned'
                and unwanted.channel = 'email' and not unwanted.wanted) as "hasEmail",
            visit.membership_id as "membershipId", visit.number, visit.meets_at as "meetsAt",
            host.length_minutes as "lengthMinutes", host.id as "hostMeetingId", host_group.id as "hostGroupId",
            host_group.name as "hostName", host_group.status as "hostStatus", visit.home_meeting_id as "homeMeetingId",
            home_group.id as "homeGroupId", home_group.name as "homeName", home_group.status as "homeStatus",
            visit.opened_at as "openedAt",
            host.status = 'planned' and host.number = visit.number and host.starts_at = visit.meets_at as stands,
            stay.status as "stayStatus",
            exists (select from memberships theirs
                    where theirs.group_id = host_group.id and theirs.person_id = visit.person_id
                      and theirs.status = 'active') as "isMemberOfHost"
     from visits visit
     join people person on person.id = visit.person_id
     join memberships stay on stay.id = visit.membership_id
     join groups home_group on home_group.id = stay.group_id
     join meetings host on host.id = visit.host_meeting_id
     join groups host_group on host_group.id = host.group_id
     where visit.ended_at is null and visit.closed_at is null
       and visit.id = coalesce(?, visit.id) and visit.person_id = coalesce(?, visit.person_id)
       and visit.cohort_id = coalesce(?, visit.cohort_id) and host.group_id = coalesce(?, host.group_id)
     order by visit.id`,
    [visitId, personId, cohortId, hostGroupId],
  );
  return rows.map((row) => {
    const endsAt = new Date(row.meetsAt.getTime() + row.lengthMinutes * 60_000);
    const hasStay = row.stayStatus === "active";
    return { ...row, hasStay, endsAt, ...visitWindow({ startsAt: row.meetsAt, endsAt }) };
  });
}
