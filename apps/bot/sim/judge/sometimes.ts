import type { Book } from "../book/book.ts";
import type { Fleet } from "../fleet.ts";
import type { Sky } from "../transport.ts";

/** What a run must reach now and then, else the plans are blind. */
export const MUST_BE_REACHED = [
  "adoption",
  "duplicate repaired",
  "lease lost mid-round",
  "stale generation",
  "nonce hit",
  "history hit",
  "round interrupted",
  "promotion held back",
  "late deed landed",
  "guest let in",
  "guest let go",
  "killed",
] as const;

interface Reached {
  book: Book;
  sky: Sky;
  fleet: Fleet;
  reached: ReadonlyMap<string, number>;
}

/** What this run reached, and how often. */
export function sometimesOf({ book, sky, fleet, reached }: Reached): Map<string, number> {
  const { tables } = book;
  const steps = tables.rounds.flatMap((round) => round.steps);
  const counts: [string, number][] = [
    ["adoption", steps.filter(({ adopted }) => adopted === true).length],
    ["duplicate repaired", steps.filter(({ repairedDuplicates }) => repairedDuplicates !== undefined).length],
    ["lease lost mid-round", reached.get("refused old_epoch") ?? 0],
    ["old round refused", reached.get("refused old_round") ?? 0],
    ["stale generation", reached.get("stale generation") ?? 0],
    ["nonce hit", sky.guild.deeds.filter(({ did }) => did === "message.nonce").length],
    [
      "history hit",
      steps.filter(
        ({ kind, action, adopted }) =>
          (kind === "message" || kind === "welcome") && action !== "create" && adopted === true,
      ).length,
    ],
    ["round interrupted", tables.rounds.filter(({ ending }) => ending === "interrupted").length],
    ["promotion held back", reached.get("promotion held back") ?? 0],
    ["late deed landed", [...sky.weather.struck].filter((one) => "fault" in one && one.fault === "late").length],
    ["killed", fleet.killed.length],
    ["guest let in", tables.visits.filter(({ openedAt }) => openedAt !== null).length],
    [
      "guest let go",
      tables.visits.filter(({ openedAt, closedAt, endedAt }) => openedAt && (closedAt ?? endedAt)).length,
    ],
    ...tables.visits.flatMap(({ ending }): [string, number][] => (ending ? [[`visit ended as ${ending}`, 1]] : [])),
    ["blocked", steps.filter(({ result }) => result === "blocked").length],
    ["ambiguous", steps.filter(({ result }) => result === "ambiguous").length],
    ["waiting for a member", steps.filter(({ result }) => result === "waiting").length],
    ["held", steps.filter(({ result }) => result === "held").length],
    ["set aside", tables.rounds.filter(({ trouble }) => trouble?.code === "threw").length],
    ["category full", steps.filter(({ trouble }) => trouble?.code === "category_full").length],
    ...(["passing", "needs_person", "ours"] as const).map((sort): [string, number] => [
      `trouble ${sort}`,
      steps.filter(({ trouble }) => trouble?.class === sort).length,
    ]),
    ...fleet.killed.map((where): [string, number] => [`killed at ${where}`, 1]),
    ...[...sky.weather.struck].flatMap((one): [string, number][] =>
      "fault" in one ? [[`fault ${one.fault}`, 1]] : [],
    ),
  ];
  const sums = new Map<string, number>();
  for (const [name, count] of counts) sums.set(name, (sums.get(name) ?? 0) + count);
  return sums;
}
