import { parentPort, workerData } from "node:worker_threads";
import { measureGreedy } from "./measure.ts";
import { type Problem } from "../src/problem.ts";

/** Greedy attempts on a thread that shares nothing with any other: what two of these reach is what the machine gives. */
const { problem, seconds } = workerData as { problem: Problem; seconds: number };
measureGreedy(problem, 0.5);
parentPort!.postMessage(measureGreedy(problem, seconds).perSecond);
