import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { checkProposal } from "./check-proposal.ts";
import { readInstance } from "./instance-file.ts";
import { problemSchema, type Problem } from "./problem.ts";
import { type Progress, type Proposal } from "./proposal.ts";
import { schedule } from "./schedule.ts";
import { SchedulingError } from "./scheduling-error.ts";

const USAGE = "Usage: npm run schedule -- FILE.json [--iterations N] [--time-limit SECONDS] [--seed N]";
/** Bad input, as opposed to a program gone wrong. */
const EXIT_BAD_INPUT = 2;
const DEFAULT_TIME_LIMIT_SECONDS = 60;

/** Reads an instance, schedules it, prints one JSON; bad input is one sentence on standard error and nothing else. */
async function main(args: string[]): Promise<number> {
  try {
    const problem = readProblem(args);
    const proposal = await schedule(problem, {
      now: () => performance.now(),
      ...(process.stderr.isTTY ? { onProgress: showProgress } : {}),
    });
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    const wrong = checkProposal(problem, proposal);
    if (wrong.length > 0) throw new Error(`The result did not pass its check: ${wrong.slice(0, 5).join("; ")}`);
    await print(proposal);
    return 0;
  } catch (error) {
    if (!(error instanceof SchedulingError)) throw error;
    process.stderr.write(`${error.message.replaceAll(/\s+/g, " ")}\n`);
    return EXIT_BAD_INPUT;
  }
}

function readProblem(args: string[]): Problem {
  const { file, options } = readArguments(args);
  const problem = readInstance(readText(file));
  const iterations = wholeNumber("--iterations", options.iterations, problemSchema.shape.iterations);
  const seed = wholeNumber("--seed", options.seed, problemSchema.shape.seed);
  const limit = options["time-limit"];
  const seconds = limit === undefined ? problem.timeLimitSeconds : Number(limit);
  if (limit !== undefined && !(Number(limit) > 0 && Number(limit) <= 86_400)) {
    throw new SchedulingError(`--time-limit: "${limit}" must be a number of seconds above 0 and at most a day`);
  }
  return {
    ...problem,
    ...(iterations === undefined ? {} : { iterations }),
    ...(seed === undefined ? {} : { seed }),
    timeLimitSeconds: seconds ?? DEFAULT_TIME_LIMIT_SECONDS,
  };
}

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: { iterations: { type: "string" }, "time-limit": { type: "string" }, seed: { type: "string" } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new SchedulingError(`One file is needed. ${USAGE}`);
    return { file, options: values };
  } catch (error) {
    if (error instanceof SchedulingError) throw error;
    throw new SchedulingError(`${optionSentence(error as NodeJS.ErrnoException)}. ${USAGE}`);
  }
}

/** Node says what is wrong with an option at length; its name is all that is needed. */
function optionSentence({ code, message }: NodeJS.ErrnoException): string {
  const option = /'(-[^' ]*)/.exec(message)?.[1];
  if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") return `There is no option ${option}`;
  return code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE"
    ? `${option} needs a value that does not begin with -`
    : message;
}

const UNREADABLE: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EISDIR: "this is a folder, and a file is needed",
};

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new SchedulingError(`${file}: ${UNREADABLE[code ?? ""] ?? "this file cannot be read"}`);
  }
}

function wholeNumber(
  name: string,
  text: string | undefined,
  schema: {
    safeParse: (value: unknown) => { success: boolean; error?: { issues: { message: string }[] } | undefined };
  },
): number | undefined {
  if (text === undefined) return undefined;
  const value = text.trim() === "" ? NaN : Number(text);
  const result = schema.safeParse(value);
  if (result.success) return value;
  throw new SchedulingError(
    `${name}: "${text}" cannot be used: ${result.error?.issues[0]?.message ?? "it is no number"}`,
  );
}

const WORDS = {
  greedy: "trying",
  improve: "improving",
  prove: "proving",
  branch: "proving",
  settle: "evening out",
  explain: "explaining",
};

function showProgress({
  phase,
  attempts,
  attemptsTotal,
  placed,
  total,
  quality,
  upperBound,
  mostMore,
  elapsedMs,
}: Progress): void {
  const seconds = (elapsedMs / 1_000).toFixed(1);
  const more = mostMore > 0 ? `, at most ${mostMore} more possible` : "";
  const line = `${seconds} s · ${WORDS[phase]} · ${attempts}/${attemptsTotal} attempts · placed ${placed} of ${total}${more} · quality ${quality} of ${upperBound}`;
  process.stderr.write(`\r\x1b[K${line.slice(0, (process.stderr.columns ?? 120) - 1)}`);
}

/** The fields promised come first, in this order; further ones after. */
const PROMISED = [
  "groups",
  "unplaced",
  "quality",
  "placed",
  "total",
  "upperBound",
  "proven",
  "attempts",
  "bestAttempt",
  "seed",
  "elapsedMs",
  "phases",
] as const satisfies readonly (keyof Proposal)[];

function print(proposal: Proposal): Promise<void> {
  const answer = { ...Object.fromEntries(PROMISED.map((name) => [name, proposal[name]])), ...proposal };
  return new Promise((resolve) => process.stdout.write(`${JSON.stringify(answer, null, 2)}\n`, () => resolve()));
}

process.exitCode = await main(process.argv.slice(2));
