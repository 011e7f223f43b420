import { FINDINGS } from "./findings.ts";
import { type OurResult } from "./measure.ts";
import { type PlainResult } from "./plain-model.ts";

export interface Row {
  name: string;
  people: number;
  optimum: number | null;
  plain: PlainResult;
  ours: OurResult;
  greedy: { perSecond: number; quality: number };
}

/** Attempts a second: by the pool, and of threads that share nothing with each other. */
export interface Workers {
  name: string;
  one: number;
  two: number;
  apartOne: number;
  apartTwo: number;
}

export interface Report {
  rows: readonly Row[];
  workers: Workers | null;
  memory: { name: string; megabytes: number } | null;
  cores: number;
  node: string;
}

/** What was measured, as a page: tables first, then what they say. */
export function reportOf({ rows, workers, memory, cores, node }: Report): string {
  const slowest = Math.max(...rows.map(({ ours, plain }) => ours.seconds / plain.seconds));
  const delay = Math.max(...rows.filter(({ people }) => people >= 1_000).map(({ ours }) => ours.loopDelayMs), 0);
  return `# Benchmarks of the scheduler

Written by \`npm run bench\` on ${cores} cores with Node ${node}. Everything in one run, one after the other, so compare the
columns with each other: seconds on another machine are other seconds. \`../shared/bench\` where it is present, else
instances of our own.

| instance | people | best there is | ours | proven | seconds | HiGHS on the plain model | seconds | ours / plain | 99 % of it after | greedy alone, 1 s | share | attempts/s |
|---|---|---|---|---|---|---|---|---|---|---|---|---|
${rows.map(rowOf).join("\n")}

- *seconds* are from the call until the quality is proven; saying why somebody has no place comes after.
- Where the plain model takes less than a second, both run seven times in turns, and the middle run of each counts.
- *HiGHS on the plain model* is the model as written down, all whole, no reduction, no first answer.
- *99 % of it after* is read off the progress, ten times a second.
- The slowest of these took ${percent(slowest)} of the plain model's time; ${rows.filter(({ ours }) => ours.proven).length} of ${rows.length} are proven.
- The caller's event loop was late by at most ${delay.toFixed(1)} ms (99th percentile) while runs of 1,000 people and more worked.
${workers ? workersLine(workers) : ""}${memory ? memoryLine(memory) : ""}
${FINDINGS}`;
}

const workersLine = ({ name, one, two, apartOne, apartTwo }: Workers): string =>
  `- Attempts a second on ${name}: ${thousands(one)} with one worker, ${thousands(two)} with two, ${times(two, one)} times as many. Two threads that share nothing with each other make ${times(apartTwo, apartOne)} times as many as one here.\n`;

const memoryLine = ({ name, megabytes }: { name: string; megabytes: number }): string =>
  `- A process of its own that runs ${name} holds at most ${thousands(megabytes)} MB, its threads and the solver included.\n`;

const times = (many: number, one: number): string => (many / Math.max(1, one)).toFixed(2);

function rowOf({ name, people, optimum, plain, ours, greedy }: Row): string {
  const best = optimum ?? (plain.solved ? plain.quality : null);
  const cells = [
    name,
    thousands(people),
    best ?? "not known",
    ours.quality,
    ours.proven ? "yes" : `no, at most ${ours.bound}`,
    ours.seconds.toFixed(2),
    plain.solved ? plain.quality : `${plain.quality}, unproven`,
    plain.seconds.toFixed(2),
    percent(ours.seconds / plain.seconds),
    ours.secondsToOnePercent === null ? "–" : `${ours.secondsToOnePercent.toFixed(1)} s`,
    greedy.quality,
    best === null ? "–" : percent(greedy.quality / best),
    thousands(greedy.perSecond),
  ];
  return `| ${cells.join(" | ")} |`;
}

const percent = (share: number): string => `${(100 * share).toFixed(share < 0.1 ? 1 : 0)} %`;
const thousands = (count: number): string => count.toLocaleString("en");
