import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { z } from "zod";
import { tryMutants } from "./mutants/try.ts";
import { pack } from "./packed.ts";
import { read, type Plan } from "./plan.ts";
import { asCommand, readOptions, readPlan, wholeNumber } from "./read-options.ts";
import { reportOf, unreached } from "./report.ts";
import { run } from "./run.ts";
import { runRegressions, together, type Found, type Tally } from "./seeds.ts";
import { playableOnStack } from "./stack/playable.ts";
import { shrink } from "./shrink.ts";
import type { Share } from "./worker.ts";

const SHRINK_MS = 5_000;
const SHRUNK = 5;
/** The share of mutants that must be noticed. */
const LEAST_CAUGHT = 0.95;
/** So few runs need not reach everything. */
const ENOUGH_TO_REACH_ALL = 1_000;
const RESULTS = new URL("../../../.muster/sim/", import.meta.url);

const schema = z.object({
  runs: wholeNumber(1, 10_000_000).default(1_000),
  seed: wholeNumber(0, 2 ** 31).default(1),
  replay: z.string().optional(),
  mutants: z.boolean().default(false),
  only: z.string().optional(),
  level: z.enum(["0", "1"], { error: "is 0 or 1" }).default("0"),
  first: z.boolean().default(false),
  threads: wholeNumber(1, 64).default(Math.min(2, availableParallelism())),
});
type Options = z.output<typeof schema>;

await asCommand(() => {
  const options = readOptions(process.argv.slice(2), { schema, flags: ["mutants", "first"] });
  if (options.mutants) return mutants(options);
  return options.replay === undefined ? many(options) : replay(options.replay, options);
});

async function many({ runs, seed, threads, first: isFirst, ...options }: Options): Promise<number> {
  const level = options.level === "1" ? 1 : 0;
  const old = level === 1 ? [] : await runRegressions();
  for (const found of old)
    say(`A plan of sim/regressions shows it again: ${found.violations[0]!.invariant}, seed ${found.plan.seed}`);
  if (isFirst && old[0]) {
    say(`0 runs in 0 s\nFirst violation: ${old[0].violations[0]!.invariant} (kept plan)`);
    return 1;
  }
  const began = performance.now();
  const shares = Array.from({ length: threads }, (_, index) =>
    inThread({ seed: seed + index, count: runs - index, stride: threads, enough: isFirst ? 1 : Infinity, level }),
  );
  const tally = together(await Promise.all(shares));
  if (tally.violating > 0) say(`Violating seeds: ${tally.found.map(({ plan }) => plan.seed).join(" ")}`);
  const { user, system } = process.cpuUsage();
  say(
    reportOf(tally, {
      level,
      seconds: (performance.now() - began) / 1_000,
      processorSeconds: (user + system) / 1_000_000,
      threads,
    }),
  );
  const [first] = tally.found;
  if (isFirst && first) say(`First violation: ${first.violations[0]!.invariant} (seed ${first.plan.seed})`);
  else for (const found of tally.found.slice(0, SHRUNK)) await show(found);
  const isBlind = runs >= ENOUGH_TO_REACH_ALL && unreached(tally).length > 0;
  return old.length > 0 || tally.violating > 0 || isBlind ? 1 : 0;
}

function inThread(share: Share): Promise<Tally> {
  const worker = new Worker(new URL("./worker.ts", import.meta.url), { workerData: share });
  return new Promise((resolve, reject) => {
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}

/** One violation: what happened, how to see it again, and the smallest plan that still shows it. */
async function show({ plan, violations }: Found): Promise<void> {
  const [first] = violations;
  say(`\nREPLAY seed=${plan.seed} commit=${commit()} plan=${pack(plan)}`);
  for (const { invariant, at, what } of violations.slice(0, 5)) say(`  ${invariant} at ${at} ms: ${what}`);
  const until = performance.now() + SHRINK_MS;
  const shows = async (smaller: Plan) =>
    (await run(smaller)).violations.some(({ invariant }) => invariant === first!.invariant);
  const smallest = await shrink(plan, shows, () => performance.now() > until);
  mkdirSync(RESULTS, { recursive: true });
  const file = new URL(`${first!.invariant}-${plan.seed}.json`, RESULTS);
  writeFileSync(file, `${JSON.stringify(smallest, null, 1)}\n`);
  say(
    `  shrunk to ${JSON.stringify({ ops: smallest.ops, faults: smallest.faults, kills: smallest.kills, tape: smallest.tape.join("") })}`,
  );
  say(`  npm run sim -- --replay ${file.pathname}`);
}

/** Every safety part taken out once: how many of the gaps are noticed. */
async function mutants({ runs, seed, only }: Options): Promise<number> {
  say("| taken out | noticed by | within runs |\n|---|---|---|");
  const verdicts = await tryMutants({ runs, seed, only }, ({ name, caughtBy, runs: needed }) =>
    say(`| ${name} | ${caughtBy ?? "**nobody**"} | ${needed} |`),
  );
  const caught = verdicts.filter(({ caughtBy }) => caughtBy !== null).length;
  const share = caught / verdicts.length;
  say(`\n${caught} of ${verdicts.length} mutants caught (${(100 * share).toFixed(0)} %)`);
  return share >= LEAST_CAUGHT ? 0 : 1;
}

async function replay(given: string, { level }: Options): Promise<number> {
  const plan = readPlan(given, existsSync(given) ? readFileSync(given, "utf8") : null, read);
  await using stack = level === "1" ? await (await import("./stack/level-one.ts")).levelOne() : undefined;
  const { violations, trace } = await run(stack ? playableOnStack(plan) : plan, undefined, stack);
  say(`trace ${trace.toString(16)}`);
  for (const { invariant, at, what } of violations) say(`${invariant} at ${at} ms: ${what}`);
  say(violations.length === 0 ? "No invariant was violated." : `${violations.length} violations.`);
  return violations.length > 0 ? 1 : 0;
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown";
  }
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
