import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { MANY_PEOPLE, peopleTold } from "../realization/people-told.ts";
import { planRealization } from "../realization/plan.ts";
import { readPlan, type RealizationPlan } from "../realization/read-plan.ts";
import { NotFound } from "../refusal.ts";
import { botPresence } from "../sync/lease.ts";
import { snapshots } from "../sync/snapshots.ts";
import { onBehalfOf, type Invocation } from "./invoker.ts";

export interface Outlook {
  cohortName: string;
  groups: number;
  /** Everybody who would be told. */
  people: number;
  /** So many that somebody must say so first: messages cannot be called back (PL-7). */
  asksFirst: boolean;
}

/** What realizing a cohort now would touch, before Discord is looked at. */
export async function realizeOutlook(ctx: Context, input: Invocation & { cohortId: number }): Promise<Outlook> {
  const { em } = await onBehalfOf(ctx, input);
  return outlookOf(em, input.cohortId);
}

async function outlookOf(em: EntityManager, cohortId: number): Promise<Outlook> {
  const cohort = await em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound("Cohort not found!");
  const groups = await em.find(Group, { cohort: cohortId, status: "preview" });
  const { byMail, byWelcome } = await peopleTold(
    em,
    groups.map(({ id }) => id),
  );
  const people = byMail + byWelcome;
  return { cohortName: cohort.name, groups: groups.length, people, asksFirst: people >= MANY_PEOPLE };
}

export interface PlanOutlook extends Outlook {
  state: RealizationPlan["state"];
  actions: number;
  channels: number;
  events: number;
  problems: string[];
  limits: RealizationPlan["limits"];
  pageUrl: string;
}

/** Has the bot look at what realizing would do, and tells it until it is known: nothing is changed (DC-17). */
export async function* planByCommand(
  ctx: Context,
  { cohortId, signal, ...invocation }: Invocation & { cohortId: number; signal: AbortSignal },
): AsyncGenerator<PlanOutlook> {
  const own = await onBehalfOf(ctx, invocation);
  await planRealization(own, { cohortId });
  const look = (em: EntityManager) => planOutlook(em, { cohortId, appUrl: ctx.house.config.appUrl });
  yield* snapshots(ctx, { signal, look, isOver: ({ state }) => state !== "looking" });
}

const ROOMS: ReadonlySet<string> = new Set(["category", "text-channel", "voice-channel"]);

async function planOutlook(
  em: EntityManager,
  { cohortId, appUrl }: { cohortId: number; appUrl: string },
): Promise<PlanOutlook> {
  const read = await readPlan(em, cohortId, await botPresence(em));
  const made = (read?.plan.groups ?? [])
    .flatMap(({ steps }) => steps)
    .filter(({ action, held }) => !held && (action === "create" || action === "recreate"));
  return {
    ...(await outlookOf(em, cohortId)),
    state: read?.plan.state ?? "looking",
    actions: read?.plan.actions ?? 0,
    channels: made.filter(({ kind }) => ROOMS.has(kind)).length,
    events: made.filter(({ kind }) => kind === "event").length,
    problems: read?.plan.problems ?? [],
    limits: read?.plan.limits ?? [],
    pageUrl: `${appUrl}/cohorts/${cohortId}/realize`,
  };
}
