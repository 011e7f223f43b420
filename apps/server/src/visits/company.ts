import { standingVisits, type StandingVisit } from "@muster/db/queries/standing-visits";
import { visitStanding } from "@muster/domain/visit";
import type { Context } from "../context.ts";

export interface ExpectedGuest {
  visitId: number;
  name: string;
  /** Which of the group's meetings they come to. */
  number: number;
  startsAt: Date;
  /** Their own group. */
  from: string;
}

export interface AbsentMember {
  visitId: number;
  name: string;
  /** Which meeting they spend elsewhere, and where. */
  number: number;
  host: string;
}

/** Who comes to a group's meetings ahead beside its members, and who of them is elsewhere. */
export interface Company {
  guests: ExpectedGuest[];
  away: AbsentMember[];
}

/** The company of each of a cohort's groups, by the group's id, soonest first; groups without any are not among them. */
export async function companyIn(ctx: Context, cohortId: number): Promise<Map<number, Company>> {
  const now = ctx.clock();
  const visits = (await standingVisits(ctx.em, { cohortId }))
    .filter((visit) => visit.endsAt > now && visitStanding(visit, now).state !== "ended")
    .toSorted((a, b) => a.meetsAt.getTime() - b.meetsAt.getTime());
  const byHost = Map.groupBy(visits, ({ hostGroupId }) => hostGroupId);
  const byHome = Map.groupBy(visits, ({ homeGroupId }) => homeGroupId);
  const ids = new Set([...byHost.keys(), ...byHome.keys()]);
  return new Map(
    [...ids].map((id) => [
      id,
      { guests: (byHost.get(id) ?? []).map(asGuest), away: (byHome.get(id) ?? []).map(asAbsent) },
    ]),
  );
}

export const NO_COMPANY: Company = { guests: [], away: [] };

const asGuest = ({ visitId, personName: name, number, meetsAt: startsAt, homeName: from }: StandingVisit) => ({
  visitId,
  name,
  number,
  startsAt,
  from,
});

const asAbsent = ({ visitId, personName: name, number, hostName: host }: StandingVisit) => ({
  visitId,
  name,
  number,
  host,
});
