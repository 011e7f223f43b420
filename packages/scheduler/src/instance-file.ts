import { parseIntervals, WeekTextError, type Interval } from "@muster/domain/week";
import { z } from "zod";
import { MOST_PEOPLE, problemSchema, type Problem } from "./problem.ts";
import { SchedulingError } from "./scheduling-error.ts";

/** One week as text, `M09:00 M10:30, U23:00 M01:00`. */
const weekText = z
  .string({ error: 'must be a text such as "M09:00 M10:30"' })
  .transform((text, context): Interval[] => {
    try {
      return parseIntervals(text);
    } catch (error) {
      if (!(error instanceof WeekTextError)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  });

const { available: _, ...personShape } = problemSchema.shape.people.element.shape;

/** Fields nobody asked for are let be: a file may carry notes of its own. */
const filePersonSchema = z.object(
  { ...personShape, availability: weekText, ifNeeded: weekText.default([]) },
  { error: "a person must be an object with id, name, role and availability" },
);

/** A scheduling instance as a file holds it: a problem whose weeks are text. */
const instanceFileSchema = z.object(
  {
    ...problemSchema.shape,
    people: z
      .array(filePersonSchema, { error: "there must be a list of people" })
      .min(1, { error: "there is nobody to schedule" }),
  },
  { error: "it must hold one object, with settings and a list of people" },
);

/** Reads an instance out of a file's text. Throws SchedulingError with one sentence that names the place. */
export function readInstance(text: string): Problem {
  const instance = checked(instanceFileSchema, parseJson(text));
  const { people, ...rest } = instance;
  refuseStrangers(instance);
  return checkedProblem({
    ...rest,
    people: people.map(({ availability, ...person }) => ({ ...person, available: availability })),
  });
}

/** In a file a rule about somebody who is not in it is a slip of the pen. */
function refuseStrangers({ people, standing, rules }: z.output<typeof instanceFileSchema>): void {
  const known = new Set([...people.map(({ id }) => id), ...standing.flatMap(({ memberIds }) => memberIds)]);
  rules.forEach(({ personIds }, rule) =>
    personIds.forEach((id, index) => {
      const place = `rules[${rule}].personIds[${index}]`;
      if (!known.has(id)) throw new SchedulingError(`${place}: there is nobody with the id "${id}"`);
      if (personIds.indexOf(id) < index) throw new SchedulingError(`${place}: "${id}" is in this rule already`);
    }),
  );
}

/** A problem from anywhere, with its defaults. Throws SchedulingError with one sentence that names the place. */
export function checkedProblem(input: unknown): Problem {
  const problem = checked(problemSchema, input);
  const seen = new Map<string, number>();
  problem.people.forEach(({ id }, index) => {
    const before = seen.get(id);
    if (before !== undefined) {
      throw new SchedulingError(
        `people[${index}].id: "${id}" is already the id of people[${before}]; ids must be unique`,
      );
    }
    seen.set(id, index);
  });
  return problem;
}

function parseJson(text: string): unknown {
  try {
    // Some editors begin a file with a byte order mark.
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new SchedulingError(`the file is not valid JSON: ${(error as Error).message}`);
  }
}

/** Too long a list is refused before anybody in it is read. */
function checked<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const people = (input as { people?: unknown } | null)?.people;
  if (Array.isArray(people) && people.length > MOST_PEOPLE) {
    const [given, most] = [people.length, MOST_PEOPLE].map((n) => n.toLocaleString("en"));
    throw new SchedulingError(`people: a run takes at most ${most} people, and these are ${given}`);
  }
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  throw new SchedulingError(sentenceOf(result.error.issues[0]!, input));
}

function sentenceOf(issue: z.core.$ZodIssue, input: unknown): string {
  const place = issue.path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  const [first, index] = issue.path;
  const person = first === "people" && typeof index === "number" ? nameAt(input, index) : "";
  const named = `${place.replace(/^\./, "") || "the file"}${person}`;
  return issue.message.startsWith(`${named} `) ? issue.message : `${named}: ${issue.message}`;
}

function nameAt(input: unknown, index: number): string {
  const id = (input as { people: { id?: unknown }[] }).people[index]?.id;
  return typeof id === "string" ? ` (${id.slice(0, 60)})` : "";
}
