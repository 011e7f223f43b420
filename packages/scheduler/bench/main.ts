import { writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { createPool, type Pool } from "../src/pool.ts";
import { worldCohort } from "../testing/cohorts.ts";
import { readInstances, type Instance } from "./instances.ts";
import { measureAttempts, measureGreedy, measureOurs, type OurResult } from "./measure.ts";
import { solvePlainly, type PlainResult } from "./plain-model.ts";
import { reportOf, type Row } from "./report.ts";

const TIME_LIMIT_SECONDS = 120;
const GREEDY_SECONDS = 1;
const WORKERS_SECONDS = 1.5;
const REPORT = new URL("../../../docs/benchmarks.md", import.meta.url).pathname;

/**
 * `npm run bench [-- NAME…]`: every instance by the pool, by HiGHS on the plain model and by greedy attempts alone, one
 * after the other in one process. Fails if a quality is not the best there is, never because of time.
 */
async function main(wanted: string[]): Promise<number> {
  await using pool = createPool({ threads: 2 });
  await warmUp(pool);
  const rows: Row[] = [];
  let wrong = 0;
  for (const instance of readInstances(wanted)) {
    const plain = await solvePlainly(instance.problem, TIME_LIMIT_SECONDS);
    const ours = await measureOurs(pool, instance.problem, TIME_LIMIT_SECONDS);
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
  const workers = await compareWorkers(readInstances(["world-300", "own-300"])[0]);
  const text = reportOf({ rows, workers, cores: availableParallelism(), node: process.version });
  if (wanted.length === 0) writeFileSync(REPORT, text);
  else process.stdout.write(text);
  return wrong === 0 ? 0 : 1;
}

/** Neither side pays for loading and compiling the solver in what is measured. */
async function warmUp(pool: Pool): Promise<void> {
  for (const seed of [1, 2, 3, 4, 5]) {
    const small = worldCohort(60, seed);
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

/** Attempts a second with one worker and with two. */
async function compareWorkers(
  instance: Instance | undefined,
): Promise<{ name: string; one: number; two: number } | null> {
  if (!instance) return null;
  await using single = createPool({ threads: 1 });
  await using double = createPool({ threads: 2 });
  for (const pool of [single, double]) await measureAttempts(pool, instance.problem, 1);
  let [one, two] = [0, 0];
  // In turns, the best of each: other work on the machine comes and goes.
  for (let turn = 0; turn < 3; turn++) {
    one = Math.max(one, await measureAttempts(single, instance.problem, WORKERS_SECONDS));
    two = Math.max(two, await measureAttempts(double, instance.problem, WORKERS_SECONDS));
  }
  return { name: instance.name, one, two };
}

process.exitCode = await main(process.argv.slice(2));
