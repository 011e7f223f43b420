import { intervalsSchema, normaliseWeek, parseIntervals, WeekTextError, type Interval } from "@muster/domain/week";
import { z } from "zod";
import { MOST_PEOPLE, problemSchema, type Problem } from "./problem.ts";
import { SchedulingError } from "./scheduling-error.ts";

/** One week as text, `M09:00 M10:30, U23:00 M01:00`. */
const weekText = z
  .string({ error: 'must be a text such as "M09:00 M10:30"' })
  .transform((text, context): Interval[] => {
    try {
      return [...normaliseWeek(parseIntervals(text))];
    } catch (error) {
      if (!(error instanceof WeekTextError)) throw error;
      context.addIssue({ code: "custom", message: error.message });
      return z.NEVER;
    }
  })
  .pipe(intervalsSchema);

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

type Instance = z.output<typeof instanceFileSchema>;

/** In a file, whoever is named and is not in it is a slip of the pen, as is whatever is said twice. */
function refuseStrangers({ people, standing, rules, pins, earlier }: Instance): void {
  const ids = people.map(({ id }) => id);
  const known = new Set([...ids, ...standing.flatMap(({ memberIds }) => memberIds)]);
  const refuse = (place: string, why: string): never => {
    throw new SchedulingError(`${place}: ${why}`);
  };
  const nobody = (id: string) => `there is nobody with the id "${id}"`;
  rules.forEach(({ personIds }, rule) =>
    personIds.forEach((id, index) => {
      const place = `rules[${rule}].personIds[${index}]`;
      if (!known.has(id)) refuse(place, nobody(id));
      if (personIds.indexOf(id) < index) refuse(place, `"${id}" is in this rule already`);
    }),
  );
  pins.forEach(({ personId }, pin) => {
    if (!ids.includes(personId)) refuse(`pins[${pin}].personId`, nobody(personId));
  });
  const places = earlier.map((place) => JSON.stringify([place.personId, place.start, place.group]));
  earlier.forEach(({ personId, group }, index) => {
    if (!ids.includes(personId)) refuse(`earlier[${index}].personId`, nobody(personId));
    if (places.indexOf(places[index]!) < index) refuse(`earlier[${index}]`, `"${personId}" is in "${group}" already`);
  });
  refuseSeated({ people, standing }, refuse);
}

function refuseSeated(
  { people, standing }: Pick<Instance, "people" | "standing">,
  refuse: (place: string, why: string) => never,
): void {
  const guests = new Set(people.filter(({ role }) => role === "participant").map(({ id }) => id));
  standing.forEach(({ id, memberIds }, index) => {
    const before = standing.findIndex((group) => group.id === id);
    if (before < index) refuse(`standing[${index}].id`, `"${id}" is already the id of standing[${before}]`);
    memberIds.forEach((member, at) => {
      if (guests.has(member))
        refuse(
          `standing[${index}].memberIds[${at}]`,
          `"${member}" has a place here and is among the people to be placed`,
        );
    });
  });
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
  const result = schema.safeParse(input, { error: plainWords });
  if (result.success) return result.data;
  throw new SchedulingError(sentenceOf(result.error.issues[0]!, input));
}

const KINDS: Record<string, string> = {
  array: "a list",
  object: "an object",
  string: "a text",
  number: "a number",
  boolean: "true or false",
};

/** What a schema says nothing of itself about, in words that go on from the name of the place. */
function plainWords(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === "invalid_type" && KINDS[issue.expected]) return `must be ${KINDS[issue.expected]}`;
  if (issue.code === "unrecognized_keys") return `has nothing called ${issue.keys.map((key) => `"${key}"`).join(", ")}`;
  return undefined;
}

function sentenceOf(issue: z.core.$ZodIssue, input: unknown): string {
  const place = issue.path.map((step) => (typeof step === "number" ? `[${step}]` : `.${String(step)}`)).join("");
  const [first, index] = issue.path;
  const person = first === "people" && typeof index === "number" ? nameAt(input, index) : "";
  const named = `${place.replace(/^\./, "") || "the file"}${person}`;
  if (/^(must|has) /.test(issue.message)) return `${named} ${issue.message}`;
  return issue.message.startsWith(`${named} `) ? issue.message : `${named}: ${issue.message}`;
}

function nameAt(input: unknown, index: number): string {
  const id = (input as { people: { id?: unknown }[] }).people[index]?.id;
  return typeof id === "string" ? ` (${id.slice(0, 60)})` : "";
}
