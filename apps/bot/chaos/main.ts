import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { z } from "zod";
import { asCommand, readOptions, readPlan, wholeNumber } from "../sim/read-options.ts";
import { makeSchedules } from "./make-schedule.ts";
import { exitCodeOf, lineOf, reportOf } from "./report.ts";
import { run } from "./run.ts";
import { read } from "./schedule.ts";
import { tour } from "./tour.ts";

const schema = z.object({
  schedules: wholeNumber(1, 100_000).default(25),
  seed: wholeNumber(0, 2 ** 31).default(1),
  tour: z.boolean().default(false),
  replay: z.string().optional(),
});

await asCommand(async () => {
  const options = readOptions(process.argv.slice(2), { schema, flags: ["tour"] });
  const began = performance.now();
  const keepIn = fileURLToPath(new URL("../../../.muster/chaos/", import.meta.url));
  const ran = await run(schedulesOf(options), { onOutcome: (outcome) => say(lineOf(outcome)), keepIn });
  say(reportOf(ran, (performance.now() - began) / 1_000));
  return exitCodeOf(ran, { mustHitAll: options.replay === undefined });
});

function schedulesOf({ replay, tour: isTour, seed, schedules }: z.output<typeof schema>) {
  if (replay === undefined) return isTour ? tour() : makeSchedules(seed, schedules);
  return [readPlan(replay, existsSync(replay) ? readFileSync(replay, "utf8") : null, read)];
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
