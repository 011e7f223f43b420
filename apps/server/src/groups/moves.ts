import type { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { Membership } from "@muster/db/entities/membership";
import type { Person } from "@muster/db/entities/person";
import { FITS, type Fit } from "@muster/domain/availability";
import { LIVE_GROUP_STATUSES, seatsOf, type GroupStatus } from "@muster/domain/group";
import type { MeetingSlot } from "@muster/domain/meeting-slot";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { brokenBy } from "../rules/breaches.ts";
import { readRules } from "../rules/read-rules.ts";
import { datesAhead, fitOfDates } from "./fit.ts";

export interface Move {
  groupId: number;
  name: string;
  status: GroupStatus;
  slot: MeetingSlot;
  taken: number;
  seats: number;
  fit: Fit;
  /** The rules about who shares a group that it would break, each a sentence: said, and never in the way (GR-13). */
  breaks: string[];
  /** Null: an organiser may move them there; capacity and hours are only said (moveMember). */
  notBecause: string | null;
}

/** Where somebody could be moved within their cohort: best fit first, then most free seats (GR-4). */
export async function movesOf(ctx: Context, { membershipId }: { membershipId: number }): Promise<Move[]> {
  const member = await ctx.em.findOne(
    Membership,
    { id: membershipId, status: "active" },
    { populate: ["person", "cohort"] },
  );
  if (!member) throw new NotFound("They are no longer in this group.");
  const { person, cohort, group } = member;
  return movesFor(ctx, { person: person as Person, cohort: cohort as Cohort, except: [group.id], from: group.id });
}

interface Moving {
  person: Person;
  cohort: Cohort;
  /** Groups they are in. */
  except: readonly number[];
  /** The one they would leave; null where they come from none. */
  from: number | null;
}

/** The cohort's live groups as somebody's week sees them. */
export async function movesFor(ctx: Context, { person, cohort, except, from }: Moving): Promise<Move[]> {
  const live = { cohort: cohort.id, status: { $in: [...LIVE_GROUP_STATUSES] }, id: { $nin: [...except] } };
  const groups = await ctx.em.find(Group, live, { orderBy: { id: "asc" } });
  const ids = groups.map(({ id }) => id);
  const meetings = await ctx.em.find(
    Meeting,
    { group: { $in: ids }, status: "planned" },
    { orderBy: { startsAt: "asc" } },
  );
  const here = await readRules(ctx.em, cohort.id);
  const moves = groups.map((group): Move => {
    const dated = meetings
      .filter((meeting) => meeting.group.id === group.id)
      .map(({ startsAt, lengthMinutes }) => ({
        startsAt,
        endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
      }));
    const ahead = datesAhead({ slot: group.slot(), term: cohort, meetings: dated, now: ctx.clock() });
    const { id: groupId, name, status, taken } = group;
    const { fit } = fitOfDates(person, ahead);
    const notBecause = cohort.status === "active" ? null : "This cohort is closed, so that nobody is moved any more.";
    const breaks = brokenBy(here, [{ personId: person.id, from, to: groupId }]);
    const seats = seatsOf(group, cohort);
    return { groupId, name, status, slot: group.slot(), taken, seats, fit, breaks, notBecause };
  });
  return moves.toSorted((a, b) => FITS.indexOf(a.fit) - FITS.indexOf(b.fit) || b.seats - b.taken - (a.seats - a.taken));
}
