import { parseArgs, type ParseArgsConfig } from "node:util";
import { z } from "zod";

/** What somebody typed that cannot be meant, in one sentence. */
export class UnusableOption extends Error {
  override name = "UnusableOption";
}

/** A whole number from `least` to `most`, as it is typed. */
export const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d+$/, { error: "is no whole number" })
    .transform(Number)
    .refine((number) => number >= least && number <= most, { error: `is not between ${least} and ${most}` });

/** Options by their names, read and checked; throws UnusableOption. `flags` names those that take no value. */
export function readOptions<Schema extends z.ZodObject>(
  args: readonly string[],
  { schema, flags = [] }: { schema: Schema; flags?: readonly string[] },
): z.output<Schema> {
  const options: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, { type: flags.includes(name) ? "boolean" : "string" }]),
  );
  const parsed = schema.safeParse(typed(args, options));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue!.path[0]);
  throw new UnusableOption(`--${name} ${issue!.message}.`);
}

function typed(args: readonly string[], options: NonNullable<ParseArgsConfig["options"]>): Record<string, unknown> {
  try {
    return { ...parseArgs({ args: [...args], options }).values };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const what = /'(-?[^' ]*)/.exec(message)?.[1] ?? "this";
    if (code === "ERR_PARSE_ARGS_UNKNOWN_OPTION" || code === "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL") {
      const names = Object.keys(options).map((name) => `--${name}`);
      throw new UnusableOption(`${what} is no option. There are ${new Intl.ListFormat("en").format(names)}.`);
    }
    if (code !== "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") throw error;
    throw new UnusableOption(`${what} ${options[what.slice(2)]?.type === "boolean" ? "takes no" : "needs a"} value.`);
  }
}

/** A plan from a file of this name, or the text itself; throws UnusableOption where it is neither. */
export function readPlan<Plan>(given: string, fileText: string | null, read: (text: string) => Plan): Plan {
  try {
    return read(fileText ?? given);
  } catch {
    throw new UnusableOption(
      `--replay ${fileText === null ? "names no file, and is no plan as it is printed" : "names a file that holds no plan"}.`,
    );
  }
}

/** What a command does, with its last word as exit code: 2 and one sentence for what cannot be meant. */
export async function asCommand(work: () => Promise<number>): Promise<never> {
  try {
    // What a dead bot still waits for keeps no process alive.
    process.exit(await work());
  } catch (error) {
    if (!(error instanceof UnusableOption)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(2);
  }
}
