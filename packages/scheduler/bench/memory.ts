import { createPool } from "../src/pool.ts";
import { readInstances } from "./instances.ts";

/** Runs one instance in this process of its own, and prints the most megabytes it ever held. */
const [instance] = readInstances(process.argv.slice(2));
if (!instance) throw new Error(`There is no instance called ${process.argv[2]}`);
await using pool = createPool({ threads: 2 });
const outcome = await pool.run({ ...instance.problem, timeLimitSeconds: 120 });
if (outcome.kind !== "proposal") throw new Error(`The run ended as ${outcome.kind}`);
process.stdout.write(`${Math.round(process.resourceUsage().maxRSS / 1_024)}\n`);
