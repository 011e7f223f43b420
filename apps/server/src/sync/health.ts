import { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import { SyncRound } from "@muster/db/entities/sync-round";
import { SyncTask } from "@muster/db/entities/sync-task";
import type { OutcomeReport, PlannedStep } from "@muster/domain/report";
import { cohortSubject, groupSubject, parseSubject, type Subject } from "@muster/domain/subject";
import { SYSTEMS, type System } from "@muster/domain/system";
import type { Context } from "../context.ts";
import { NotFound } from "../refusal.ts";
import { ignoredBy } from "./discord-tasks.ts";
import { driftCards, driftsOf, leniency, type Drift, type DriftCard } from "./drift.ts";
import { stepRows, type StepRow } from "./step-rows.ts";
import { thingLinks, type ThingLinks } from "./thing-links.ts";
import { stateWords, type SystemState } from "./trouble-words.ts";

interface SystemHealth {
  system: System;
  state: SystemState;
  sentence: string;
  checkedAt: Date | null;
  attempt: number;
  nextAt: Date | null;
  setAside: boolean;
}

interface GroupHealth {
  groupId: number;
  name: string;
  status: Group["status"];
  systems: SystemHealth[];
  steps: StepRow[];
  log: { at: Date; sentence: string }[];
  links: ThingLinks;
}

export interface DeadLetter {
  subject: Subject;
  name: string;
  system: System;
  sentence: string;
  since: Date | null;
}

export interface IgnoredThing {
  groupId: number;
  groupName: string;
  key: string;
  label: string;
  /** Null: until somebody asks. */
  until: Date | null;
}

export interface SyncHealth {
  groups: GroupHealth[];
  drift: DriftCard[];
  /** What somebody chose to leave alone, and until when. */
  ignored: IgnoredThing[];
  deadLetters: DeadLetter[];
}

const LOG_LENGTH = 20;

/** Per group and world: in step, waiting, changed outside, failed, off; what to decide; what was set aside (SY-1, SY-6). */
export async function syncHealthOf(ctx: Context, { cohortId }: { cohortId: number }): Promise<SyncHealth> {
  const cohort = await ctx.em.findOne(Cohort, cohortId);
  if (!cohort) throw new NotFound("There is no such cohort.");
  const groups = await ctx.em.find(Group, { cohort: cohortId }, { orderBy: { id: "asc" } });
  const subjects = [cohortSubject(cohortId), ...groups.map(({ id }) => groupSubject(id))];
  const tasks = await ctx.em.find(SyncTask, { subject: { $in: subjects } });
  const rounds = await lastRounds(ctx, subjects);
  const of = (subject: Subject) => tasks.filter((task) => task.subject === subject);
  const names = new Map<Subject, string>([
    [cohortSubject(cohortId), cohort.name],
    ...groups.map(({ id, name }) => [groupSubject(id), name] as [Subject, string]),
  ]);
  const eyes = await leniency(ctx.em, tasks);
  const links = await thingLinks(ctx, groups);
  const ended = new Set(groups.filter((group) => !group.isLive()).map((group) => group.subject()));
  // What somebody deletes of an ended group was theirs to delete.
  const drifts = new Map(
    tasks.map((task) => [
      task,
      driftsOf(task, planOf(rounds, task.subject), eyes).filter(
        ({ outcome }) => outcome.action !== "recreate" || !ended.has(task.subject),
      ),
    ]),
  );
  const about = (task: SyncTask) => ({ name: names.get(task.subject) ?? task.subject, anyGroupId: groups[0]?.id ?? 0 });
  return {
    groups: groups.map((group) =>
      groupHealth(group, {
        tasks: of(group.subject()),
        rounds: rounds.get(group.subject()) ?? [],
        drifts,
        links: links.get(group.id)!,
      }),
    ),
    drift: onceEach(tasks.flatMap((task) => driftCards(task, drifts.get(task) ?? [], about(task)))),
    ignored: tasks.flatMap((task) => ignoredOf(task, about(task))),
    deadLetters: tasks.filter(({ state }) => state === "set_aside").map((task) => deadLetter(task, names)),
  };
}

/** A category is seen by every group that stands in it, and needs one decision. */
const onceEach = (cards: readonly DriftCard[]): DriftCard[] => [
  ...new Map(cards.map((card) => [card.key, card])).values(),
];

function ignoredOf(task: SyncTask, { name, anyGroupId }: { name: string; anyGroupId: number }): IgnoredThing[] {
  const { kind, id } = parseSubject(task.subject);
  return ignoredBy(task).map((key) => ({
    groupId: kind === "group" ? id : anyGroupId,
    groupName: name,
    key,
    label: task.outcomes[key]?.label ?? key,
    until: task.ignoredUntil[key] ? new Date(task.ignoredUntil[key]) : null,
  }));
}

const planOf = (rounds: ReadonlyMap<Subject, SyncRound[]>, subject: Subject): PlannedStep[] =>
  rounds.get(subject)?.find(({ plan }) => plan !== null)?.plan ?? [];

async function lastRounds(ctx: Context, subjects: Subject[]): Promise<Map<Subject, SyncRound[]>> {
  const ids = await ctx.em.execute<{ id: number }[]>(
    `select id from (
       select id, row_number() over (partition by subject order by id desc) as place from sync_rounds
       where system = 'discord' and not dry_run and subject = any(string_to_array(?, ','))
     ) ranked where place <= ?`,
    [subjects.join(","), LOG_LENGTH],
  );
  const rounds = await ctx.em.find(SyncRound, { id: { $in: ids.map(({ id }) => id) } }, { orderBy: { id: "desc" } });
  return Map.groupBy(rounds, ({ subject }) => subject);
}

interface Seen {
  tasks: readonly SyncTask[];
  rounds: readonly SyncRound[];
  drifts: ReadonlyMap<SyncTask, readonly Drift[]>;
  links: ThingLinks;
}

function groupHealth(group: Group, { tasks, rounds, drifts, links }: Seen): GroupHealth {
  const last = rounds.find(({ plan }) => plan !== null);
  return {
    groupId: group.id,
    name: group.name,
    status: group.status,
    systems: SYSTEMS.map((system) => {
      const task = tasks.find((one) => one.system === system);
      return systemHealth(system, task, { rounds, drifts: (task && drifts.get(task)?.length) ?? 0 });
    }),
    steps: last ? stepRows(last) : [],
    log: rounds.map((round) => ({ at: round.settledAt ?? round.beganAt, sentence: roundSentence(round) })),
    links,
  };
}

function systemHealth(
  system: System,
  task: SyncTask | undefined,
  { rounds, drifts }: { rounds: readonly SyncRound[]; drifts: number },
): SystemHealth {
  const checkedAt =
    system === "discord" ? (rounds.find(({ settledAt, epoch }) => settledAt && epoch > 0)?.settledAt ?? null) : null;
  return {
    system,
    ...stateWords(system, task ?? null, drifts),
    checkedAt,
    attempt: task?.attempt ?? 0,
    nextAt: task?.nextAt ?? null,
    setAside: task?.state === "set_aside",
  };
}

function deadLetter(task: SyncTask, names: ReadonlyMap<Subject, string>): DeadLetter {
  const { subject, system, setAsideAt } = task;
  return {
    subject,
    system,
    name: names.get(subject) ?? subject,
    sentence: stateWords(system, task).sentence,
    since: setAsideAt,
  };
}

/** One line of a group's history. */
function roundSentence({ ending, steps, trouble, result }: SyncRound): string {
  const done = (...actions: OutcomeReport["action"][]) =>
    steps.filter((step) => step.result === "done" && actions.includes(step.action)).length;
  const failed = steps.filter(({ result }) => result === "failed" || result === "ambiguous").length;
  const counts = [
    [done("create", "recreate"), "created"],
    [done("update"), "changed"],
    [done("delete"), "removed"],
    [done("keep"), "unchanged"],
    [failed, "failed"],
  ] as const;
  const words = counts.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
  const told = words.length > 0 ? words.join(", ") : "nothing to do";
  if (ending === null) return `Under way: ${told}`;
  if (ending === "interrupted") return `Interrupted: ${told}`;
  if (ending === "plan_changed") return "Stopped: Discord no longer matches the plan";
  if (ending === "gave_up") return `Stopped: ${trouble?.message ?? "it could not go on"}`;
  if (result?.error === "no_members") return "Nobody is in this group";
  if (ending === "answered_alone")
    return result?.discord.error ? "The bot is not connected" : "Nothing is on Discord yet";
  return result?.promoted ? `Became active: ${told}` : told.charAt(0).toUpperCase() + told.slice(1);
}
