import { parentPort, workerData } from "node:worker_threads";
import { runSeeds, seedsFrom } from "./seeds.ts";

/** A share of the seeds, in a thread of its own. */
export interface Share {
  seed: number;
  count: number;
  stride: number;
  enough: number;
}

const { seed, count, stride, enough } = workerData as Share;
parentPort!.postMessage(await runSeeds(seedsFrom(seed, count, stride), enough));
