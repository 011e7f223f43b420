import { Signup } from "@muster/db/entities/signup";
import type { Role } from "@muster/domain/membership";
import type { Context } from "../context.ts";
import { closedBecause, cohortByCode } from "./open-cohort.ts";

export interface Invitation {
  cohortId: number;
  course: string;
  cohort: string;
  startDate: string;
  timeZone: string;
  numberOfMeetings: number;
  meetingLengthMinutes: number;
  open: boolean;
  closedBecause: string | null;
  mine: { role: Role } | null;
}

/** What a sign-up link invites to; anybody who has the link may read it. */
export async function readInvitation(ctx: Context, { code }: { code: string }): Promise<Invitation> {
  const cohort = await cohortByCode(ctx.em, code);
  const mine = ctx.viewer && (await ctx.em.findOne(Signup, { cohort: cohort.id, person: ctx.viewer.personId }));
  const closed = closedBecause(cohort);
  return {
    cohortId: cohort.id,
    course: cohort.course.title,
    cohort: cohort.name,
    startDate: cohort.startDate,
    timeZone: cohort.timeZone,
    numberOfMeetings: cohort.numberOfMeetings,
    meetingLengthMinutes: cohort.meetingLengthMinutes,
    open: closed === null,
    closedBecause: closed,
    mine: mine && { role: mine.role },
  };
}
