import { rowIdSchema } from "./row-id.ts";
import { z } from "zod";
import { meetingLengthSchema } from "./meeting-slot.ts";
import { nameSchema } from "./plain-text.ts";
import { calendarDateSchema, timeZoneSchema } from "./time-zone.ts";

export const COHORT_STATUSES = ["active", "completed", "cancelled"] as const;
export type CohortStatus = (typeof COHORT_STATUSES)[number];

export const courseInputSchema = z.strictObject({
  title: nameSchema({ missing: "A course needs a title", tooLong: "A course title has at most 80 letters" }),
});

const groupSize = (what: string) =>
  z
    .number({ error: `${what} must be a number` })
    .int({ error: `${what} must be a whole number` })
    .min(2, { error: `${what} must be at least 2` })
    .max(50, { error: `${what} must be at most 50` });

export const stepMinutesSchema = z.union(
  [z.literal(5), z.literal(10), z.literal(15), z.literal(20), z.literal(30), z.literal(60)],
  {
    error: "Meetings start every 5, 10, 15, 20, 30 or 60 minutes",
  },
);

const cohortFields = z.strictObject({
  name: nameSchema({ missing: "A cohort needs a name", tooLong: "A cohort name has at most 80 letters" }),
  startDate: calendarDateSchema,
  timeZone: timeZoneSchema,
  numberOfMeetings: z
    .number({ error: "The number of meetings must be a number" })
    .int({ error: "The number of meetings must be a whole number" })
    .min(1, { error: "A cohort meets at least once" })
    .max(52, { error: "A cohort meets at most 52 times" }),
  meetingLengthMinutes: meetingLengthSchema,
  stepMinutes: stepMinutesSchema,
  minSize: groupSize("The smallest group"),
  maxSize: groupSize("The largest group"),
  directJoin: z.boolean(),
});

const sizesInOrder = ({ minSize, maxSize }: { minSize: number; maxSize: number }) => minSize <= maxSize;
const sizesOutOfOrder = { error: "The smallest group cannot be larger than the largest", path: ["minSize"] };

/** The terms of a cohort: what an organiser fills in, with the zone its meetings keep. Sizes count the facilitator (Q19). */
export const cohortInputSchema = cohortFields.refine(sizesInOrder, sizesOutOfOrder);
export type CohortInput = z.infer<typeof cohortInputSchema>;

export const newCohortSchema = cohortFields.extend({ courseId: rowIdSchema }).refine(sizesInOrder, sizesOutOfOrder);

export const cohortDefaults = {
  numberOfMeetings: 8,
  meetingLengthMinutes: 60,
  stepMinutes: 30,
  minSize: 4,
  maxSize: 8,
  directJoin: true,
} satisfies Partial<CohortInput>;

/** People may sign up, and runs may be started, only while a cohort is active. */
export const isOpen = (cohort: { status: CohortStatus }): boolean => cohort.status === "active";
