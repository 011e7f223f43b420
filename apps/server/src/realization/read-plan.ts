import { createHash } from "node:crypto";
import { Group } from "@muster/db/entities/group";
import { Cohort } from "@muster/db/entities/cohort";
import { SyncRound } from "@muster/db/entities/sync-round";
import type { EntityManager } from "@muster/db/orm";
import { permissionName } from "@muster/domain/permission-name";
import type { GuildFacts } from "@muster/domain/report";
import { cohortSubject, groupSubject, type Subject } from "@muster/domain/subject";
import type { BotPresence } from "../sync/lease.ts";
import { stepRows, type StepRow } from "../sync/step-rows.ts";
import { troubleWords } from "../sync/trouble-words.ts";
import { botAway } from "./plan.ts";
import { limitsOf, limitSentence, type Limit } from "./limits.ts";
import { peopleTold, type PeopleTold } from "./people-told.ts";

export interface PlanGroup {
  subject: Subject;
  name: string;
  steps: StepRow[];
}

export interface RealizationPlan {
  state: "looking" | "ready" | "failed";
  fingerprint: string;
  /** Changes on Discord that approving asks for. */
  actions: number;
  problems: string[];
  limits: Limit[];
  facts: GuildFacts | null;
  groups: PlanGroup[];
  people: PeopleTold;
}

export interface ReadPlan {
  plan: RealizationPlan;
  /** What each subject's own round must stay within. */
  fingerprints: Map<string, string>;
  lookedAt: Date;
  groupIds: number[];
}

/** The last look at a cohort, in words; null when nobody has looked. */
export async function readPlan(em: EntityManager, cohortId: number, bot: BotPresence): Promise<ReadPlan | null> {
  const groups = await em.find(Group, { cohort: cohortId }, { orderBy: { id: "asc" } });
  const subjects = [cohortSubject(cohortId), ...groups.map(({ id }) => groupSubject(id))];
  const rounds = await em.find(
    SyncRound,
    { dryRun: true, supposing: null, subject: { $in: subjects } },
    { orderBy: { id: "asc" } },
  );
  if (rounds.length === 0) return null;
  const cohort = await em.findOneOrFail(Cohort, cohortId);
  const names = new Map<Subject, string>(groups.map(({ id, name }) => [groupSubject(id), name]));
  const planGroups = rounds.map((round) => ({
    subject: round.subject,
    name: names.get(round.subject) ?? cohort.name,
    steps: stepRows(round),
  }));
  const fingerprints = new Map(rounds.map(({ subject, fingerprint }) => [subject as string, fingerprint ?? ""]));
  const facts = rounds.findLast((round) => round.facts !== null)?.facts ?? null;
  const previews = groups.filter(({ id, status }) => status === "preview" && fingerprints.has(groupSubject(id))).length;
  const limits = facts ? limitsOf(facts, planGroups, previews * cohort.numberOfMeetings) : [];
  const state = stateOf(rounds, bot);
  const groupIds = groups.filter(({ id }) => fingerprints.has(groupSubject(id))).map(({ id }) => id);
  const plan: RealizationPlan = {
    state,
    fingerprint: fingerprintOf(fingerprints),
    actions: planGroups.flatMap(({ steps }) => steps).filter(isAction).length,
    problems: problemsOf({ rounds, bot, facts, limits }),
    limits,
    facts,
    groups: planGroups,
    people: await peopleTold(em, groupIds),
  };
  const lookedAt = rounds.reduce((latest, { beganAt }) => (beganAt > latest ? beganAt : latest), rounds[0]!.beganAt);
  return { plan, fingerprints, lookedAt, groupIds };
}

/** One mark for the plans of all subjects: if any of them is another one, so is this. */
const fingerprintOf = (fingerprints: ReadonlyMap<string, string>): string =>
  createHash("sha256")
    .update(JSON.stringify([...fingerprints].toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .digest("hex")
    .slice(0, 32);

function stateOf(rounds: readonly SyncRound[], bot: BotPresence): RealizationPlan["state"] {
  if (rounds.some(({ ending }) => ending !== null && ending !== "settled")) return "failed";
  if (rounds.every(({ ending }) => ending === "settled")) return "ready";
  return bot.connected ? "looking" : "failed";
}

export const isAction = ({ action, held, waiting, carried }: StepRow): boolean =>
  action !== "keep" && !held && !waiting && !carried;

interface Found {
  rounds: readonly SyncRound[];
  bot: BotPresence;
  facts: GuildFacts | null;
  limits: readonly Limit[];
}

/** Everything that stands in the way or that one should know, each a sentence (PL-3). */
function problemsOf({ rounds, bot, facts, limits }: Found): string[] {
  const missing = [...new Set([...(facts?.missingPermissions ?? []), ...bot.missingPermissions])];
  const troubles = rounds.flatMap(({ trouble }) =>
    trouble && trouble.code !== "missing_permissions" ? [troubleWords(trouble)] : [],
  );
  return [
    ...(bot.connected ? [] : [botAway]),
    ...missing.map(
      (name) =>
        `The bot lacks the permission ${permissionName(name)}. Give it to the bot's role on the Discord server, then plan again.`,
    ),
    ...new Set(troubles),
    ...limits.filter(({ ok }) => !ok).map(limitSentence),
  ];
}
