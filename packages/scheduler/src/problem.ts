import { groupingRuleKindSchema, MOST_PEOPLE_OF_A_RULE } from "@muster/domain/grouping-rule";
import { timeZoneSchema } from "@muster/domain/time-zone";
import { intervalsSchema, MINUTES_PER_DAY } from "@muster/domain/week";
import { z } from "zod";

/** More people than this are refused rather than half served: 5,000 are the largest cohort ever measured. */
export const MOST_PEOPLE = 10_000;

const amount = (what: string, least: number, most: number) =>
  z
    .number({ error: `${what} must be a number` })
    .int({ error: `${what} must be a whole number` })
    .min(least, { error: `${what} must be at least ${least}` })
    .max(most, { error: `${what} must be at most ${most.toLocaleString("en")}` });

const identifier = (what: string) =>
  z
    .string({ error: `${what} must be a text` })
    .min(1, { error: `${what} must not be empty` })
    .max(200, { error: `${what} must be at most 200 letters long` });

/** Who could be in a group. Weeks are in the wall time of the person's own zone; an hour in both lists is available. */
export const candidateSchema = z.strictObject({
  id: identifier("id"),
  name: z.string({ error: "name must be a text" }).max(300, { error: "name must be at most 300 letters long" }),
  role: z.enum(["participant", "facilitator"], { error: 'role must be "participant" or "facilitator"' }),
  available: intervalsSchema,
  ifNeeded: intervalsSchema,
  /** Left out: the cohort's own zone, so that nothing moves. */
  timeZone: timeZoneSchema.optional(),
  /** How many groups a facilitator may lead at once, those they already lead elsewhere included. 1 where none is given. */
  maxGroups: amount("maxGroups", 1, 1_000).optional(),
  /** Groups they already lead elsewhere (Q7): taken off `maxGroups`. */
  alreadyLeads: amount("alreadyLeads", 0, 1_000).optional(),
  /** `false` keeps a facilitator from leading, with the reason `facilitator_not_certified`. */
  certified: z.boolean().optional(),
  /** When they already meet elsewhere, in the cohort's week: no new meeting of theirs overlaps it (Q6). */
  busy: intervalsSchema.optional(),
});
export type Candidate = z.infer<typeof candidateSchema>;

/** The meetings' real dates: a start is free only if every one of them is, in the person's own zone. */
export const meetingDatesSchema = z.strictObject({
  firstDate: z.iso.date({ error: "firstDate is written as 2026-10-06" }),
  numberOfMeetings: amount("numberOfMeetings", 1, 104),
  /** The cohort's zone: starts are wall times of it. */
  timeZone: timeZoneSchema,
});
export type MeetingDates = z.infer<typeof meetingDatesSchema>;

const weekMinute = amount("start", 0, 10_079);

/** A hard wish: this person is in a group at this start; people with the same `group` stay together. */
export const pinSchema = z.strictObject({ personId: z.string(), start: weekMinute, group: z.string().optional() });
export type Pin = z.infer<typeof pinSchema>;

/** A group that already stands and has seats left: participants free at its start may join it. */
export const standingGroupSchema = z.strictObject({
  id: z.string(),
  start: weekMinute,
  room: amount("room", 0, 1_000),
  /** Who sits there already: rules about them hold for whoever would join. */
  memberIds: z.array(z.string()).default([]),
});
export type StandingGroup = z.input<typeof standingGroupSchema>;

/** Who shares a group and who does not. People nobody knows of any more are let be; two at least have to be left. */
export const ruleSchema = z.strictObject({
  kind: groupingRuleKindSchema,
  personIds: z
    .array(z.string({ error: "a person's id must be a text" }), { error: "personIds must be a list" })
    .min(2, { error: "a rule is about two people at least" })
    .max(MOST_PEOPLE_OF_A_RULE, { error: `a rule is about ${MOST_PEOPLE_OF_A_RULE} people at most` }),
});

/** Where a person was in an earlier proposal; `group` tells apart two groups that meet at one start. */
export const earlierPlaceSchema = z.strictObject({ personId: z.string(), start: weekMinute, group: z.string() });
export type EarlierPlace = z.infer<typeof earlierPlaceSchema>;

/** Everything a run needs to know. Plain data: it crosses threads and is kept with the run. */
export const problemSchema = z
  .strictObject({
    people: z
      .array(candidateSchema, { error: "people must be a list" })
      .max(MOST_PEOPLE, { error: `A run takes at most ${MOST_PEOPLE.toLocaleString("en")} people` }),
    meetingLengthMinutes: amount("meetingLengthMinutes", 1, MINUTES_PER_DAY),
    stepMinutes: amount("stepMinutes", 5, MINUTES_PER_DAY).refine((step) => MINUTES_PER_DAY % step === 0, {
      error: "stepMinutes must divide a day, such as 30, 15 or 5",
    }),
    /** Sizes count the facilitator (Q19). */
    minPeople: amount("minPeople", 1, 1_000),
    maxPeople: amount("maxPeople", 2, 1_000),
    useIfNeeded: z.boolean({ error: "useIfNeeded must be true or false" }),
    balance: z.boolean().default(true),
    /**
     * Meetings between 07:00 and 22:00 of their members' own clocks: not looked at, preferred among groupings that are
     * otherwise as good, or nothing else.
     */
    civilHours: z
      .enum(["off", "prefer", "must"], { error: "civilHours must be off, prefer or must" })
      .default("prefer"),
    /** Hours of the cohort's week a whole meeting has to lie within. Left out: any. */
    allowed: intervalsSchema.optional(),
    /** Greedy attempts. */
    iterations: amount("iterations", 1, 1_000_000).default(1_000),
    /** Left out: the run ends by count and proof alone. */
    timeLimitSeconds: z
      .number({ error: "timeLimitSeconds must be a number" })
      .positive({ error: "timeLimitSeconds must be above 0" })
      .max(86_400, { error: "timeLimitSeconds must be at most a day" })
      .optional(),
    seed: amount("seed", 0, 2 ** 31 - 1).default(1),
    /** `false` leaves the exact solver out: greedy attempts and improvement only. */
    prove: z.boolean().default(true),
    /** How often remedies may be tried out by scheduling again; left out: fewer, the more people there are. */
    remedyTrials: amount("remedyTrials", 0, 10_000).optional(),
    dates: meetingDatesSchema.optional(),
    pins: z.array(pinSchema).default([]),
    standing: z.array(standingGroupSchema).default([]),
    /** Hard: a grouping that breaks one is none. */
    rules: z.array(ruleSchema, { error: "rules must be a list" }).default([]),
    /** An earlier proposal: among all groupings of the best quality, the one that moves the fewest people is wanted. */
    earlier: z.array(earlierPlaceSchema).default([]),
    /** Names continue after those in use (C31): 4 makes the first new group "Group 4". */
    firstGroupNumber: amount("firstGroupNumber", 1, 1_000_000).default(1),
  })
  .refine(({ minPeople, maxPeople }) => minPeople <= maxPeople, {
    error: "minPeople must not be more than maxPeople",
    path: ["minPeople"],
  });

/** As the algorithm reads it: every default filled in. */
export type Problem = z.output<typeof problemSchema>;
/** As a caller writes it. */
export type ProblemInput = z.input<typeof problemSchema>;
