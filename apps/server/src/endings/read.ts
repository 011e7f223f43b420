import { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { displayName, Person } from "@muster/db/entities/person";
import { SyncRound } from "@muster/db/entities/sync-round";
import type { EndingDeed } from "@muster/domain/ending";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import type { Context } from "../context.ts";
import { datesAhead, fitOfDates } from "../groups/fit.ts";
import { botAway } from "../realization/plan.ts";
import { isAction, type PlanGroup } from "../realization/read-plan.ts";
import { botPresence } from "../sync/lease.ts";
import { stepRows } from "../sync/step-rows.ts";
import { troubleWords } from "../sync/trouble-words.ts";
import { consequencesOf, type Consequences } from "./consequences.ts";
import { endingFacts, markOf, type EndingFacts } from "./facts.ts";
import { subjectsOf } from "./plan.ts";

export interface EndingPlan extends Consequences {
  /** Hand it on with the deed: what was read is what is done (PL-6). */
  seen: string;
  discord: {
    /** `nothing`: nothing of it stands there. `away`: the bot is not connected; it follows when it returns. */
    state: "looking" | "ready" | "failed" | "nothing" | "away";
    problems: string[];
    /** Changes on Discord. */
    actions: number;
    groups: PlanGroup[];
  };
}

/** What an ending would do, as far as it is known yet: its meaning for people at once, the steps when the bot has looked. */
export async function readEnding(
  ctx: Context,
  { deed, planId }: { deed: EndingDeed; planId: string },
): Promise<EndingPlan> {
  const facts = await endingFacts(ctx, deed);
  const consequences = consequencesOf(deed, facts);
  const notFree = await whoCannotCome(ctx, facts);
  const rounds = await ctx.em.find(SyncRound, { dryRun: true, supposing: { planId } }, { orderBy: { id: "asc" } });
  const bot = await botPresence(ctx.em);
  const names = new Map<Subject, string>([[cohortSubject(facts.cohort.id), facts.cohort.name]]);
  for (const { id, name } of [...facts.groups, ...(facts.into ? [facts.into] : [])]) names.set(groupSubject(id), name);
  const groups = rounds.map((round) => ({
    subject: round.subject,
    name: names.get(round.subject) ?? facts.cohort.name,
    steps: stepRows(round),
  }));
  const troubles = rounds.flatMap(({ trouble }) => (trouble ? [troubleWords(trouble)] : []));
  const state = rounds.length > 0 ? stateOf(rounds, bot.connected) : subjectsOf(facts).length > 0 ? "away" : "nothing";
  return {
    ...consequences,
    warnings: [...consequences.warnings, ...notFree],
    seen: markOf(facts),
    discord: {
      state,
      problems: [...new Set([...(state === "away" ? [botAway] : []), ...troubles])],
      actions: groups.flatMap(({ steps }) => steps).filter(isAction).length,
      groups,
    },
  };
}

/** Whose week does not hold the other group's hours (GR-9). */
async function whoCannotCome(ctx: Context, { groups, into }: EndingFacts): Promise<string[]> {
  if (!into) return [];
  const target = await ctx.em.findOneOrFail(Group, into.id, { populate: ["cohort"] });
  const meetings = await ctx.em.find(Meeting, { group: into.id, status: "planned" });
  const dates = datesAhead({
    slot: target.slot(),
    term: target.cohort,
    meetings: meetings.map(({ startsAt, lengthMinutes }) => ({
      startsAt,
      endsAt: new Date(startsAt.getTime() + lengthMinutes * 60_000),
    })),
    now: ctx.clock(),
  });
  const there = new Set(into.people.map(({ personId }) => personId));
  const ids = groups.flatMap(({ people }) => people.map(({ personId }) => personId)).filter((id) => !there.has(id));
  const people = await ctx.em.find(Person, { id: { $in: ids } }, { orderBy: { id: "asc" } });
  const names = people.filter((person) => fitOfDates(person, dates).fit === "not_free").map(displayName);
  return names.length === 0 ? [] : [`Not free at the hours of ${into.name}: ${names.join(", ")}.`];
}

function stateOf(rounds: readonly SyncRound[], connected: boolean): "looking" | "ready" | "failed" | "away" {
  if (rounds.some(({ ending }) => ending !== null && ending !== "settled")) return "failed";
  if (rounds.every(({ ending }) => ending === "settled")) return "ready";
  return connected ? "looking" : "away";
}
