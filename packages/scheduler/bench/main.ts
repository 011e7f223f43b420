import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { createPool, type Pool } from "../src/pool.ts";
import { familyCohort } from "../testing/families.ts";
import { readInstances, type Instance } from "./instances.ts";
import { measureApart, measureAttempts, measureGreedy, measureMemory, measureOurs, type OurResult } from "./measure.ts";
import { solvePlainly, type PlainResult } from "./plain-model.ts";
import { reportOf, type Row, type Workers } from "./report.ts";

const TIME_LIMIT_SECONDS = 120;
const GREEDY_SECONDS = 1;
const WORKERS_SECONDS = 1.5;
const REPORT = new URL("../../../docs/benchmarks.md", import.meta.url).pathname;

/**
 * `npm run bench [-- NAME…]`: every instance by the pool, by HiGHS on the plain model and by greedy attempts alone, one
 * after the other in one process. Fails if a quality is not the best there is, never because of time.
 */
async function main(wanted: string[]): Promise<number> {
  const unknown = wanted.filter((name) => readInstances([name]).length === 0);
  if (unknown.length > 0) {
    const known = new Intl.ListFormat("en").format(readInstances([]).map(({ name }) => name));
    process.stderr.write(`No instance is called ${unknown.join(" or ")}. There are ${known}.\n`);
    return 2;
  }
  await using pool = createPool({ threads: 2 });
  await warmUp(pool);
  const rows: Row[] = [];
  let wrong = 0;
  for (const instance of readInstances(wanted)) {
    const { plain, ours } = await inTurns(pool, instance);
    const greedy = measureGreedy(instance.problem, GREEDY_SECONDS);
    rows.push({
      name: instance.name,
      people: instance.problem.people.length,
      optimum: instance.optimum,
      plain,
      ours,
      greedy,
    });
    const line = `${instance.name}: ${ours.quality} of ${ours.bound}${ours.proven ? ", proven" : ""}, ${ours.seconds.toFixed(2)} s; plain ${plain.quality}, ${plain.seconds.toFixed(2)} s`;
    process.stdout.write(`${line}\n`);
    wrong += Number(isWrong({ instance, ours, plain }));
  }
  const whole = wanted.length === 0;
  const workers = whole ? await compareWorkers(readInstances(["world-300"])[0]) : null;
  const largest = rows.at(-1);
  const memory = whole && largest ? { name: largest.name, megabytes: measureMemory(largest.name) } : null;
  const text = reportOf({ rows, workers, memory, cores: availableParallelism(), node: process.version });
  if (whole) writeFileSync(REPORT, text);
  else process.stdout.write(text);
  return wrong === 0 ? 0 : 1;
}

/** Below this a single run says more about the machine's moment than about either side. */
const SHORT_SECONDS = 1;
const TURNS = 7;

/** Both sides one after the other; short ones several times in turns, each side's middle run counting. */
async function inTurns(pool: Pool, { problem }: Instance): Promise<{ plain: PlainResult; ours: OurResult }> {
  const [plain, ours]: [PlainResult[], OurResult[]] = [[], []];
  do {
    plain.push(await solvePlainly(problem, TIME_LIMIT_SECONDS));
    ours.push(await measureOurs(pool, problem, TIME_LIMIT_SECONDS));
  } while (plain[0]!.seconds < SHORT_SECONDS && plain.length < TURNS);
  return { plain: middleOf(plain), ours: middleOf(ours) };
}

const middleOf = <Result extends { seconds: number }>(results: readonly Result[]): Result =>
  results.toSorted((a, b) => a.seconds - b.seconds)[(results.length - 1) / 2]!;

/** Neither side pays for loading and compiling the solver in what is measured. */
async function warmUp(pool: Pool): Promise<void> {
  for (const seed of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]) {
    const small = familyCohort("world", { people: 60, seed });
    await solvePlainly(small, TIME_LIMIT_SECONDS);
    await measureOurs(pool, small, TIME_LIMIT_SECONDS);
  }
}

function isWrong({ instance, ours, plain }: { instance: Instance; ours: OurResult; plain: PlainResult }): boolean {
  const best = instance.optimum ?? (plain.solved ? plain.quality : null);
  if (best === null) return false;
  const right = ours.proven ? ours.quality === best : ours.quality <= best;
  if (!right) process.stdout.write(`${instance.name}: ${ours.quality} is not the best there is, ${best}\n`);
  return !right;
}

/** Attempts a second with one worker and with two, and of threads that share nothing. */
async function compareWorkers(instance: Instance | undefined): Promise<Workers | null> {
  if (!instance) return null;
  const { name, problem } = instance;
  await using single = createPool({ threads: 1 });
  await using double = createPool({ threads: 2 });
  for (const pool of [single, double]) await measureAttempts(pool, problem, 1);
  const best: Workers = { name, one: 0, two: 0, apartOne: 0, apartTwo: 0 };
  // In turns, the best of each: other work on the machine comes and goes.
  for (let turn = 0; turn < 3; turn++) {
    best.one = Math.max(best.one, await measureAttempts(single, problem, WORKERS_SECONDS));
    best.two = Math.max(best.two, await measureAttempts(double, problem, WORKERS_SECONDS));
    const seconds = WORKERS_SECONDS;
    best.apartOne = Math.max(best.apartOne, await measureApart(problem, { threads: 1, seconds }));
    best.apartTwo = Math.max(best.apartTwo, await measureApart(problem, { threads: 2, seconds }));
  }
  return best;
}

process.exitCode = await main(process.argv.slice(2));
