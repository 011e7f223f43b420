import { Cohort } from "@muster/db/entities/cohort";
import { ScheduleRun } from "@muster/db/entities/schedule-run";
import { meetingInstants } from "@muster/domain/meeting-slot";
import { isWorking, type RunStatus } from "@muster/domain/scheduling-settings";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { botPresence } from "../sync/lease.ts";
import { heatOf, type Heat } from "./heat.ts";
import { cohortCard, type CohortCard } from "./list.ts";
import { personRow, signedUp, type PersonRow } from "./people.ts";

export interface CohortOverview extends CohortCard {
  numberOfMeetings: number;
  meetingLengthMinutes: number;
  stepMinutes: number;
  minSize: number;
  maxSize: number;
  directJoin: boolean;
  signUpUrl: string;
  signupsOpen: boolean;
  notAnswered: PersonRow[];
  heat: Heat;
  runningRun: { id: number; number: number } | null;
  lastRun: { id: number; number: number; status: RunStatus; endedAt: Date | null } | null;
  bot: { connected: boolean; since: Date | null; missingPermissions: string[]; guildName: string | null };
}

/** What the organiser's page shows of one cohort. */
export async function overviewCohort(ctx: Context, { cohortId }: { cohortId: number }): Promise<CohortOverview> {
  const [card, cohort] = [await cohortCard(ctx, cohortId), await ctx.em.findOne(Cohort, cohortId)];
  if (!card || !cohort) throw new NotFound(`Cohort ${cohortId} not found`);
  const people = await signedUp(ctx, cohortId);
  const runs = await ctx.em.find(
    ScheduleRun,
    { cohort: cohortId, deletedAt: null },
    { orderBy: { number: "desc" }, limit: 10, fields: ["id", "number", "status", "endedAt"] },
  );
  const working = runs.find(({ status }) => isWorking(status));
  const last = runs.find(({ status }) => !isWorking(status) && status !== "discarded");
  const { connected, since, missingPermissions, guildName } = await botPresence(ctx.em);
  return {
    ...card,
    numberOfMeetings: cohort.numberOfMeetings,
    meetingLengthMinutes: cohort.meetingLengthMinutes,
    stepMinutes: cohort.stepMinutes,
    minSize: cohort.minSize,
    maxSize: cohort.maxSize,
    directJoin: cohort.directJoin,
    signUpUrl: `${ctx.house.config.appUrl}/sign-up/${cohort.signupCode}`,
    signupsOpen: cohort.signupsOpen && cohort.status === "active",
    notAnswered: people
      .filter(({ availability }) => availability === null)
      .map((one) => personRow(one, cohort.meetingLengthMinutes)),
    heat: heatOf(people, { timeZone: cohort.timeZone, at: startOf(cohort) }),
    runningRun: working ? { id: working.id, number: working.number } : null,
    lastRun: last ? { id: last.id, number: last.number, status: last.status, endedAt: last.endedAt } : null,
    bot: { connected, since, missingPermissions, guildName },
  };
}

/** Noon of the start, in the cohort's zone: never in the hour in which a clock is changed. */
function startOf({ startDate, timeZone }: { startDate: string; timeZone: string }): Date {
  const weekday = (new Date(`${startDate}T12:00:00Z`).getUTCDay() + 6) % 7;
  return meetingInstants({ weekday, startMinute: 720, lengthMinutes: 60, timeZone }, startDate, 1)[0]!.startsAt;
}
