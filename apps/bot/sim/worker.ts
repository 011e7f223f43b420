import { parentPort, workerData } from "node:worker_threads";
import { runSeeds, seedsFrom, type Tally } from "./seeds.ts";

/** A share of the seeds, in a thread of its own. */
export interface Share {
  seed: number;
  count: number;
  stride: number;
  enough: number;
  level: 0 | 1;
}

const { seed, count, stride, enough, level } = workerData as Share;
const seeds = seedsFrom(seed, count, stride);
parentPort!.postMessage(await (level === 1 ? onStack() : runSeeds(seeds, { enough })));

async function onStack(): Promise<Tally> {
  const { levelOne } = await import("./stack/level-one.ts");
  await using stack = await levelOne();
  return await runSeeds(seeds, { enough, stack });
}
