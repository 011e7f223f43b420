import type { Outcome, Ran } from "./run.ts";
import { pack } from "../sim/packed.ts";

/** One schedule in one line, and what it takes to see a violation again. */
export function lineOf({ schedule, findings, hits, missed, seconds }: Outcome): string {
  const killed = schedule.acts
    .flatMap(({ strikes }) => strikes)
    .map(
      ({ boundary, victims }) =>
        `${victims.join(" and ")} at "${boundary}"${missed.includes(boundary) ? " (missed)" : ""}`,
    );
  const lines = [
    `${findings.length === 0 ? "✓" : "✗"} schedule ${schedule.seed}: ${hits.length} killed in ${seconds.toFixed(1)} s: ${killed.join(", ")}`,
  ];
  if (findings.length > 0)
    lines.push(...findings.map((one) => `  ${one}`), `REPLAY seed=${schedule.seed} plan=${pack(schedule)}`);
  return lines.join("\n");
}

/** Boundaries at which nobody was ever killed: then the run says nothing about them. */
export const unhit = ({ hits }: Pick<Ran, "hits">): string[] =>
  [...hits].filter(([, count]) => count === 0).map(([name]) => name);

export function reportOf(ran: Ran, seconds: number): string {
  const { outcomes, hits, passed, findings } = ran;
  const violating = outcomes.filter((one) => one.findings.length > 0).length;
  return [
    `${outcomes.length} schedules in ${seconds.toFixed(0)} s`,
    "Killed at (and passed):",
    ...[...hits].map(([name, count]) => `  ${name.padEnd(46)} ${String(count).padStart(3)} (${passed.get(name) ?? 0})`),
    ...(unhit(ran).length > 0 ? [`Nobody was killed at: ${unhit(ran).join(", ")}`] : []),
    ...findings,
    violating === 0 && findings.length === 0
      ? "Database and Discord agree after every schedule."
      : `${violating} schedules ended with something false.`,
  ].join("\n");
}

export const exitCodeOf = (ran: Ran, { mustHitAll }: { mustHitAll: boolean }): number =>
  ran.findings.length > 0 ||
  ran.outcomes.some(({ findings }) => findings.length > 0) ||
  (mustHitAll && unhit(ran).length > 0)
    ? 1
    : 0;
