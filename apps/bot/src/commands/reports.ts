import type { APIEmbed } from "discord.js";
import type { PlanState, RealizeState, RunState, ScheduleResult } from "../server.ts";
import { LIMITS, plain, split } from "../texts.ts";

export const GREEN = 0x2fa36b;
export const YELLOW = 0xe0a800;
export const ORANGE = 0xe07a00;

/** `▓▓▓░░░░░░░ 30 %`: a bar in words, for those who do not see colours. */
export function bar(done: number, total: number): string {
  const share = total <= 0 ? 0 : Math.min(1, done / total);
  const full = Math.round(share * 10);
  return `${"▓".repeat(full)}${"░".repeat(10 - full)} ${Math.floor(share * 100)} %`;
}

/** How far a run is (D4, C16, DC-3). */
export function runProgress({ progress }: RunState, people: number): string {
  if (!progress) return `Scheduling ${people} people…`;
  const { attemptsDone, attemptsTotal, placed, total, remainingMs } = progress;
  const left = remainingMs === null ? "" : ` · about ${Math.max(1, Math.round(remainingMs / 1000))} s left`;
  return `Scheduling ${total} people ${bar(attemptsDone, attemptsTotal)} · attempt ${attemptsDone} of ${attemptsTotal} · best ${placed}/${total}${left}`;
}

/** One embed after another, so that sixty groups are as readable as six: nothing is cut away. */
function paged(lines: readonly string[], frame: { title: string; color: number; footer: string }): APIEmbed[] {
  const texts = split(lines, LIMITS.description);
  return texts.map((description, index) => ({
    ...(index === 0 ? { title: frame.title.slice(0, LIMITS.title) } : {}),
    description,
    color: frame.color,
    ...(index === texts.length - 1 ? { footer: { text: frame.footer } } : {}),
  }));
}

/** What a run came to (D6). */
export function scheduleSummary(result: ScheduleResult): APIEmbed[] {
  const { cohortName, groupsCreated, usersGrouped, ungroupable, placement } = result;
  const people = usersGrouped + ungroupable;
  const lines = [
    `**Groups created** ${groupsCreated}`,
    `**Users grouped** ${usersGrouped}`,
    `**Ungroupable** ${ungroupable}`,
    `**Placement rate** ${placement} % (${usersGrouped} of ${people})`,
    "",
    ...result.groups.map(
      ({ name, memberCount, meetingTime }) => `**${plain(name)}** · ${memberCount} members · ${plain(meetingTime)}`,
    ),
    ...(result.unplaced.length > 0 ? ["", "**Not placed**"] : []),
    ...result.unplaced.map(
      ({ name, sentence, remedy }) =>
        `• ${plain(name)}: ${plain(sentence)}${remedy === null ? "" : ` *${plain(remedy)}*`}`,
    ),
  ];
  const title = `Scheduling Complete: ${cohortName}`;
  return paged(lines, {
    title,
    color: placement >= 80 ? GREEN : YELLOW,
    footer: nextAfter(groupsCreated, people),
  });
}

function nextAfter(groups: number, people: number): string {
  if (groups > 0) return "Next: /realize-cohort creates the channels";
  return people === 0
    ? "Nobody in this cohort is waiting for a group"
    : "No group came of it, so there is nothing to create";
}

export const realizeProgress = ({ groups }: RealizeState): string => {
  const working = groups.find(({ state }) => state === "processing") ?? groups.find(({ state }) => state === "waiting");
  const done = groups.filter(({ state }) => state !== "processing" && state !== "waiting").length;
  return working
    ? `Processing ${plain(working.name)}… ${bar(done, groups.length)}`
    : `Processing… ${bar(done, groups.length)}`;
};

/** What realizing a cohort came to (D12, C36). */
export function realizeSummary(cohortName: string, { groups, counts }: RealizeState): APIEmbed[] {
  const troubled = groups.filter(({ state }) => state === "failed" || state === "degraded");
  const lines = [
    `**Groups processed** ${counts.processed}`,
    `**Successful** ${counts.successful}`,
    ...(counts.failed > 0 ? [`**Failed** ${counts.failed}`] : []),
    ...(counts.waiting > 0 ? [`**Waiting for members** ${counts.waiting}`] : []),
    ...(troubled.length > 0
      ? ["", ...troubled.map(({ name, sentence }) => `• ${plain(name)}: ${plain(sentence)}`)]
      : []),
  ];
  const title = `Cohort Realized: ${cohortName}`;
  const footer = "Members who are not in the server yet get access when they join";
  return paged(lines, { title, color: counts.failed > 0 ? ORANGE : GREEN, footer });
}

/** What realizing would do, with its counts and Discord's limits (DC-8, DC-17, PL-3). */
export function planSummary(plan: PlanState, footer: string): APIEmbed[] {
  const { cohortName, groups, people, channels, events, actions, limits, problems, pageUrl } = plan;
  const lines = [
    `**Groups** ${groups}`,
    `**People told** ${people}`,
    `**Channels created** ${channels}`,
    `**Events created** ${events}`,
    `**Changes on Discord** ${actions}`,
    "",
    ...limits.map(
      ({ what, used, adds, max, ok }) =>
        `${ok ? "✓" : "⚠ too many:"} ${plain(what)} ${used} → ${used + adds} of ${max}`,
    ),
    ...(problems.length > 0 ? ["", "**In the way**", ...problems.map((problem) => `• ${plain(problem)}`)] : []),
    ...(plan.state === "failed" && problems.length === 0
      ? ["", "The plan could not be read. Try again in a minute."]
      : []),
    "",
    `[The whole plan, step by step](${pageUrl})`,
  ];
  const color = plan.state === "ready" && problems.length === 0 ? YELLOW : ORANGE;
  return paged(lines, { title: `Plan: ${cohortName}`, color, footer });
}
