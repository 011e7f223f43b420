import type { Group } from "@muster/db/entities/group";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { OutcomeReport } from "@muster/domain/report";
import type { DiscordTasks } from "../sync/discord-tasks.ts";
import { codeWords, troubleWords } from "../sync/trouble-words.ts";

export type GroupOutcome = "active" | "waiting_for_members" | "degraded" | "failed" | "pending";

type Judged = Pick<Group, "status" | "realizeRequestedAt" | "subject">;

/** How realizing a group has ended, or that it has not; with what to do (round: 6, C36). */
export function groupOutcome(group: Judged, tasks: DiscordTasks): { outcome: GroupOutcome; sentence: string } {
  if (group.status === "active") return realizedOutcome(group, tasks);
  if (group.status !== "preview") return { outcome: "active", sentence: `It is ${group.status}.` };
  const task = tasks.of(group);
  if (!task || task.state === "due" || task.state === "working" || task.state === "waiting")
    return { outcome: "pending", sentence: pendingSentence(task) };
  const error = task.lastError ? codeWords(task.lastError) : null;
  if (task.state === "needs_person" || task.state === "set_aside")
    return { outcome: "failed", sentence: error ?? "It could not be created." };
  if (task.result?.error) return { outcome: "failed", sentence: codeWords(task.result.error) };
  const parts = task.result?.infrastructure;
  const gone = [parts?.category, parts?.text_channel, parts?.voice_channel].some(
    (part) => part?.status === "channel_missing",
  );
  if (gone) return { outcome: "failed", sentence: "A channel was deleted on Discord. Restore it on the sync page." };
  if (task.result?.needs_infrastructure) return { outcome: "failed", sentence: "Its channels do not stand." };
  return {
    outcome: "waiting_for_members",
    sentence: "Everything stands. It becomes active when its first member joins the Discord server.",
  };
}

function pendingSentence(task: SyncTask | null): string {
  return task?.lastError ? codeWords(task.lastError) : "Its turn comes soon.";
}

function realizedOutcome(group: Judged, tasks: DiscordTasks): { outcome: GroupOutcome; sentence: string } {
  const lacking = degradedWords(group, tasks);
  return lacking.length > 0
    ? { outcome: "degraded", sentence: `Active, but ${lacking.join(", ")}.` }
    : { outcome: "active", sentence: "Active" };
}

/** What an active group lacks, each a few words; empty when it lacks nothing. */
export function degradedWords(group: Pick<Group, "subject">, { of, ignored }: DiscordTasks): string[] {
  const outcomes = Object.values(of(group)?.outcomes ?? {});
  // What could not be taken away is there: nothing is lacking.
  const isTroubled = ({ action, result }: OutcomeReport) =>
    action !== "delete" && (result === "failed" || result === "ambiguous" || result === "blocked");
  const count = (kind: OutcomeReport["kind"]) => outcomes.filter((one) => one.kind === kind && isTroubled(one)).length;
  const people = (of: (one: OutcomeReport) => boolean) =>
    new Set(outcomes.filter((one) => one.kind === "access" && of(one)).map(({ discordId }) => discordId)).size;
  const [absent, refused, events] = [people(({ result }) => result === "waiting"), people(isTroubled), count("event")];
  const welcome = outcomes.find((one) => one.kind === "welcome" && isTroubled(one));
  const gone = outcomes.filter(
    ({ key, action, result }) => action === "recreate" && result === "held" && !ignored.has(key),
  );
  return [
    ...gone.map(({ label }) => `${label} was deleted on Discord`),
    ...(absent ? [`${absent} ${absent === 1 ? "member has" : "members have"} not joined the Discord server yet`] : []),
    ...(refused ? [`${refused} ${refused === 1 ? "member has" : "members have"} no access yet`] : []),
    ...(events ? [`${events} ${events === 1 ? "event is" : "events are"} missing`] : []),
    ...(welcome ? [`the welcome is missing (${troubleWords(welcome.trouble ?? null)})`] : []),
  ];
}
