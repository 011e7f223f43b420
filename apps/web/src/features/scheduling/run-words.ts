import { isWorking, type RunStatus } from "@muster/domain/scheduling-settings";
import type { Outputs } from "../../app/trpc.ts";
import { countOf, someNames } from "../../ui/count-words.ts";
import { settingWords } from "./setting-words.ts";

export type RunRow = Outputs["scheduling"]["runs"][number];
export type Proposal = Outputs["scheduling"]["proposal"];
export type RunState = Proposal["run"];
export type RunProgress = NonNullable<RunState["progress"]>;

/** `0:38`, `12:04`, `1:02:10` */
export function durationWords(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, "0");
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

const PHASE: Record<RunProgress["phase"], string> = {
  greedy: "making attempts",
  improving: "improving the best",
  proving: "proving that it is best",
  finishing: "writing down the result",
};

export const phaseWords = (phase: RunProgress["phase"]): string => PHASE[phase];

/** How far a run is, 0 to 1: its time against the most it may take, so that it never goes back. */
export function shareOf({ elapsedMs, proven }: RunProgress, timeLimitSeconds: number): number {
  return proven ? 1 : Math.min(1, elapsedMs / (timeLimitSeconds * 1000));
}

/** What one hears of the progress bar: figures, not a percentage alone (SC-10). */
export const valueText = (progress: RunProgress, timeLimitSeconds: number): string =>
  `${Math.round(progress.elapsedMs / 1000)} s of at most ${timeLimitSeconds} s, ${progress.placed} of ${progress.total} placed`;

/** `at most 0.9 better in quality`: what the bound leaves above the best. Ten people if needed are as good as nine others. */
export function roomWords({ bestQuality, upperBound, proven }: RunProgress): string {
  if (proven) return "nothing better exists";
  if (!upperBound) return "no bound yet";
  const room = upperBound - bestQuality;
  return room < 0.05 ? "nothing better is possible" : `at most ${room.toFixed(1)} better in quality`;
}

/** Seconds since the best last rose. */
export function secondsWithoutGain({ series, elapsedMs }: RunProgress): number {
  const best = series.at(-1)?.best;
  const since = series.find((point) => point.best === best)?.atMs ?? elapsedMs;
  return Math.max(0, Math.floor((elapsedMs - since) / 1000));
}

const PLATEAU_SECONDS = 10;

/** A hint once nothing has risen for a while (SC-9); null while it still pays to wait. */
export function plateauWords(progress: RunProgress): string | null {
  const seconds = secondsWithoutGain(progress);
  if (seconds < PLATEAU_SECONDS || progress.proven || progress.groups === 0) return null;
  return `No better result for ${seconds} s. Stopping now is reasonable; the rest of the time mostly lowers the bound.`;
}

/** The first line under a finished run: people throughout, so that the numbers add up (SC-13). */
export function summaryWords(
  proposal: Pick<Proposal, "placed" | "total" | "groups" | "availableCount" | "ifNeededCount" | "unplaced">,
): string {
  const { placed, total, groups, availableCount, ifNeededCount, unplaced } = proposal;
  if (total === 0) return "There was nobody to place.";
  if (groups.length === 0) return `No group could be made: ${countOf(total, "person is", "people are")} not placed.`;
  return [
    `${placed} of ${countOf(total, "person", "people")} placed in ${countOf(groups.length, "group")}`,
    ifNeededCount === 0
      ? "everybody within their Available times"
      : `${availableCount} only within Available times, ${ifNeededCount} with an If needed time`,
    unplaced.length === 0 ? "nobody left out" : `${unplaced.length} not placed`,
  ].join("; ");
}

type Proposed = readonly { joins: number | null; members: readonly unknown[] }[];

const newGroups = (groups: Proposed): number => groups.filter(({ joins }) => joins === null).length;
const joining = (groups: Proposed): number =>
  groups.filter(({ joins }) => joins !== null).reduce((sum, { members }) => sum + members.length, 0);

/** What accepting does, with its count: new groups, or people into groups that stand. */
export const acceptWords = (groups: Proposed): string =>
  newGroups(groups) > 0
    ? `Accept ${countOf(newGroups(groups), "group")}`
    : `Place ${countOf(joining(groups), "person", "people")}`;

/** What accepting touches, before one does it: the previews that make way first. */
export const beforeAccepting = (groups: Proposed, replaces: readonly string[]): string =>
  [...(replaces.length > 0 ? [`Accepting replaces ${someNames(replaces)}.`] : []), whatIsMade(groups)].join(" ");

const whatIsMade = (groups: Proposed): string =>
  joining(groups) === 0
    ? "Accepting makes the groups in preview. Nothing is created on Discord and nobody is told yet."
    : `New groups stay in preview. ${countOf(joining(groups), "person joins", "people join")} a group that stands; where it is on Discord, its channels open for them within seconds.`;

/** What is so once a proposal is accepted. */
export function acceptedWords(groups: Proposed): string {
  const [made, joined] = [newGroups(groups), joining(groups)];
  return [
    ...(made > 0
      ? [`${countOf(made, "group")} in preview. Nothing of ${made === 1 ? "it" : "them"} has left Muster yet.`]
      : []),
    ...(joined > 0 ? [`${countOf(joined, "person joins", "people join")} a group that stands.`] : []),
  ].join(" ");
}

/** Neither accepted nor thrown away: there is still something to decide. */
export const isUndecided = (status: RunStatus): boolean => status !== "accepted" && status !== "discarded";

/** A run that ended with a grouping; one that was interrupted may have, if its server had time to keep it. */
export const hasProposal = (status: RunStatus): boolean =>
  status === "done" || status === "stopped" || status === "interrupted" || status === "accepted";

/** The run a page shows by itself: the one at work, else the latest with a result; `runs` are newest first. */
export function runToShow(runs: readonly Pick<RunRow, "id" | "status">[]): number | null {
  const working = runs.find(({ status }) => isWorking(status));
  return (working ?? runs.find(({ status }) => hasProposal(status) || status === "failed"))?.id ?? null;
}

/** Of what was pushed and what was asked for, what is newer: an end before anything, then the longer run. */
export function fresher(pushed: RunState | null, asked: RunRow | null): RunState | null {
  if (!asked) return pushed;
  const row: RunState = { ...asked, progress: asked.progress && { ...asked.progress, series: [] } };
  if (!pushed) return row;
  const ended = isWorking(pushed.status) && !isWorking(row.status);
  const longer = (row.progress?.elapsedMs ?? 0) > (pushed.progress?.elapsedMs ?? 0) && isWorking(row.status);
  if (!ended && !longer) return pushed;
  return { ...row, progress: row.progress && { ...row.progress, series: pushed.progress?.series ?? [] } };
}

/** What was set differently from the run before, with both values: `largest group 8 → 9, 1 rule added` (SC-17, GR-13). */
export function changedWords(
  { changed, settings, assumed, rules }: Pick<RunRow, "changed" | "settings" | "assumed" | "rules">,
  before: Pick<RunRow, "settings"> | undefined,
): string {
  const assumptions = assumed.length > 0 ? [countOf(assumed.length, "assumption")] : [];
  const said = [
    ...(rules.added > 0 ? [`${countOf(rules.added, "rule")} added`] : []),
    ...(rules.gone > 0 ? [`${countOf(rules.gone, "rule")} removed`] : []),
  ];
  return [...changed.map((name) => settingWords(name, settings, before?.settings)), ...said, ...assumptions].join(", ");
}
