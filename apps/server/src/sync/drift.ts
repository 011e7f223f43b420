import { createHash } from "node:crypto";
import { ExternalRef } from "@muster/db/entities/external-ref";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { EntityManager } from "@muster/db/orm";
import { isDouble } from "@muster/domain/brief";
import type { DriftPolicy, DriftSort } from "@muster/domain/drift";
import type { OutcomeReport, PlannedStep } from "@muster/domain/report";
import { parseSubject } from "@muster/domain/subject";
import { ignoredIn } from "./discord-tasks.ts";
import { driftPolicy } from "./drift-policy.ts";

export interface DriftCard {
  /** The group to act on; for something of the whole cohort any of its groups. */
  groupId: number;
  groupName: string;
  key: string;
  kind: OutcomeReport["kind"];
  /** A superfluous second one: restoring ours removes it. */
  isDouble: boolean;
  sentence: string;
  /** When an event begins there and when it should; null where the time is not what differs. */
  times: { theirs: Date; ours: Date } | null;
  who: string | null;
  choices: ("restore" | "accept" | "ignore")[];
}

type Outcome = Pick<OutcomeReport, "kind" | "key" | "action" | "result" | "label" | "discordId" | "departed">;
type Differences = PlannedStep["differences"];

/** What makes a change one that somebody is asked about. */
export interface Leniency {
  policy: DriftPolicy;
  ignored: ReadonlySet<string>;
  /** By key: the mark of the differences somebody accepted. */
  accepted: ReadonlyMap<string, string>;
}

/** As it stands for what these tasks tell of. */
export async function leniency(em: EntityManager, tasks: readonly SyncTask[]): Promise<Leniency> {
  const refs = await em.find(ExternalRef, { system: "discord", accepted: { $ne: null } });
  const accepted = new Map(refs.map(({ key, accepted: mark }) => [key, mark!]));
  return { policy: await driftPolicy(em), ignored: ignoredIn(tasks), accepted };
}

/** Hands changed it on Discord, and policy holds what we would do about it. */
export const isChangedByHand = ({ action, result }: Outcome): boolean =>
  result === "held" && action !== "create" && action !== "keep";

const PLACES = new Set(["category", "channel", "start", "end"]);

/**
 * | held     | differs in                 | sort      |
 * |----------|----------------------------|-----------|
 * | recreate | –                          | deletions |
 * | delete   | access, of a role          | roles     |
 * | delete   | anything else, a person's access too | none: a person always decides |
 * | update   | category, channel, times   | places, whatever else differs |
 * | update   | name, description alone    | names     |
 */
export function sortOf({ action, kind, discordId }: Outcome, differences: Differences): DriftSort | null {
  if (action === "recreate") return "deletions";
  if (action === "delete") return kind === "access" && discordId === undefined ? "roles" : null;
  const isMoved = differences.length === 0 || differences.some(({ field }) => PLACES.has(field));
  return isMoved ? "places" : "names";
}

/** One mark for how something differs: another difference is another mark. */
export const markOfDifferences = (differences: Differences): string =>
  createHash("sha256")
    .update(
      JSON.stringify(differences.map(({ field, from }) => `${field}: ${from}`).toSorted((a, b) => a.localeCompare(b))),
    )
    .digest("hex")
    .slice(0, 16);

/** Whether somebody said that it may differ just so. */
export const isAccepted = ({ accepted }: Leniency, key: string, differences: Differences): boolean =>
  differences.length > 0 && accepted.get(key) === markOfDifferences(differences);

export interface Drift {
  outcome: OutcomeReport;
  differences: Differences;
}

/** What of a subject somebody is asked about: neither ignored, nor accepted as it is, nor of a sort that is left alone. */
export function driftsOf(task: SyncTask, plan: readonly PlannedStep[], eyes: Leniency): Drift[] {
  return Object.values(task.outcomes)
    .filter((outcome) => isChangedByHand(outcome) && !eyes.ignored.has(outcome.key))
    .map((outcome) => ({ outcome, differences: plan.find(({ key }) => key === outcome.key)?.differences ?? [] }))
    .filter(({ outcome }) => !wentWithItsRoom(outcome, task))
    .filter(({ outcome, differences }) => {
      const sort = sortOf(outcome, differences);
      if (sort !== null && eyes.policy[sort] === "ignore") return false;
      return !isAccepted(eyes, outcome.key, differences);
    });
}

/** With a voice channel go its events: they are no decision of their own. */
function wentWithItsRoom({ kind, action, key }: Outcome, { subject, outcomes }: SyncTask): boolean {
  const room = outcomes[`${subject}/voice-channel`];
  return kind === "event" && action === "recreate" && key.startsWith(subject) && room !== undefined && isLost(room);
}

const isLost = ({ action, result }: Outcome): boolean => action === "recreate" && result === "held";

/** Restoring a voice channel restores what went with it. */
export function withWhatWentAlong(task: SyncTask, keys: readonly string[]): string[] {
  const along = keys.includes(`${task.subject}/voice-channel`)
    ? Object.values(task.outcomes).filter((outcome) => outcome.kind === "event" && isLost(outcome))
    : [];
  return [...new Set([...keys, ...along.map(({ key }) => key)])];
}

/** What differs on Discord, each with what a person may choose (SY-2). */
export function driftCards(
  task: SyncTask,
  drifts: readonly Drift[],
  { name, anyGroupId }: { name: string; anyGroupId: number },
): DriftCard[] {
  const { kind, id } = parseSubject(task.subject);
  return drifts.map(({ outcome, differences }) => ({
    groupId: kind === "group" ? id : anyGroupId,
    groupName: name,
    key: outcome.key,
    kind: outcome.kind,
    isDouble: isDouble(outcome.key),
    sentence: sentenceOf(outcome, differences),
    times: timesOf(differences),
    who: null,
    choices: mayBeAccepted(outcome) ? ["restore", "accept", "ignore"] : ["restore", "ignore"],
  }));
}

/** A change can be taken over; so can the end of an event, which cancels its meeting. A lost channel is only left alone. */
export const mayBeAccepted = ({ action, kind }: Outcome): boolean =>
  action === "update" || (action === "recreate" && kind === "event");

function timesOf(differences: Differences): DriftCard["times"] {
  const start = differences.find(({ field }) => field === "start");
  return start ? { theirs: new Date(start.from), ours: new Date(start.to) } : null;
}

function sentenceOf({ action, label, kind, key, discordId, departed }: Outcome, differences: Differences): string {
  if (action === "recreate" && kind === "voice-channel") return `${label} was deleted, and its events with it.`;
  if (action === "update" && timesOf(differences)) return `The event ${label} was moved.`;
  if (action === "recreate") return kind === "event" ? `The event ${label} was removed.` : `${label} was deleted.`;
  if (action === "delete" && discordId !== undefined) {
    const channel = `${key.includes("/in-") ? "second " : ""}${key.includes("/access-text/") ? "text" : "voice"} channel`;
    // Who has left sees nothing: only what let them in is still there.
    const has = departed ? "still has an entry in the permissions of" : "still sees";
    return `${label} ${has} the ${channel}: too many would lose it at once for that to happen unasked.`;
  }
  if (isDouble(key)) return `There is a second ${label} on Discord, and people have used it.`;
  if (action === "delete") return `${label} should not be there.`;
  const changes = differences.map(({ field, from, to }) => `${field} is ${from}, should be ${to}`);
  return changes.length > 0 ? `${label}: ${changes.join("; ")}.` : `${label} was changed.`;
}
