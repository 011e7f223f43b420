import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { existsSync, readFileSync } from "node:fs";
import { makeSchedules } from "./make-schedule.ts";
import { exitCodeOf, lineOf, reportOf } from "./report.ts";
import { run } from "./run.ts";
import { read } from "./schedule.ts";
import { tour } from "./tour.ts";

const { values } = parseArgs({
  options: {
    schedules: { type: "string", default: "25" },
    seed: { type: "string", default: "1" },
    tour: { type: "boolean", default: false },
    replay: { type: "string" },
  },
});

const say = (text: string): void => void process.stdout.write(`${text}\n`);

const schedules =
  values.replay !== undefined
    ? [read(existsSync(values.replay) ? readFileSync(values.replay, "utf8") : values.replay)]
    : values.tour
      ? tour()
      : makeSchedules(Number(values.seed), Number(values.schedules));
const began = performance.now();
const keepIn = fileURLToPath(new URL("../../../.muster/chaos/", import.meta.url));
const ran = await run(schedules, { onOutcome: (outcome) => say(lineOf(outcome)), keepIn });
say(reportOf(ran, (performance.now() - began) / 1_000));
process.exitCode = exitCodeOf(ran, { mustHitAll: values.replay === undefined });
process.exit();
