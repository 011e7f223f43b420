import { z } from "zod";
import { stepMinutesSchema } from "./cohort.ts";
import { meetingLengthSchema } from "./meeting-slot.ts";

const people = (what: string) =>
  z
    .number({ error: `${what} must be a number` })
    .int({ error: `${what} must be a whole number` })
    .min(2, { error: `${what} must be at least 2` })
    .max(50, { error: `${what} must be at most 50` });

const SEED = "A seed is a whole number from 0 to 2,147,483,647";

/** What an organiser may tune before a run (SCH1, SC-2). Sizes count the facilitator (Q19). */
export const schedulingSettingsSchema = z
  .strictObject({
    meetingLengthMinutes: meetingLengthSchema,
    stepMinutes: stepMinutesSchema,
    minPeople: people("The smallest group"),
    maxPeople: people("The largest group"),
    useIfNeeded: z.boolean(),
    balance: z.boolean(),
    iterations: z
      .number({ error: "Attempts must be a number" })
      .int({ error: "Attempts must be a whole number" })
      .min(1, { error: "A run makes at least 1 attempt" })
      .max(1_000_000, { error: "A run makes at most 1,000,000 attempts" }),
    timeLimitSeconds: z
      .number({ error: "The time limit must be a number of seconds" })
      .min(1, { error: "A run takes at least a second" })
      .max(3_600, { error: "A run takes at most an hour" }),
    seed: z
      .number({ error: SEED })
      .int({ error: SEED })
      .min(0, { error: SEED })
      .max(2 ** 31 - 1, { error: SEED }),
  })
  .refine(({ minPeople, maxPeople }) => minPeople <= maxPeople, {
    error: "The smallest group cannot be larger than the largest",
    path: ["minPeople"],
  });

export type SchedulingSettings = z.infer<typeof schedulingSettingsSchema>;

/** A run's settings before anybody changed one, from the cohort's own terms. */
export function settingsFor(cohort: {
  meetingLengthMinutes: number;
  stepMinutes: number;
  minSize: number;
  maxSize: number;
}): SchedulingSettings {
  return {
    meetingLengthMinutes: cohort.meetingLengthMinutes,
    stepMinutes: stepMinutesSchema.parse(cohort.stepMinutes),
    minPeople: cohort.minSize,
    maxPeople: cohort.maxSize,
    useIfNeeded: true,
    balance: true,
    iterations: 1_000,
    timeLimitSeconds: 60,
    seed: 1,
  };
}

export const RUN_STATUSES = [
  "queued",
  "running",
  "stopping",
  "done",
  "stopped",
  "interrupted",
  "failed",
  "discarded",
  "accepted",
] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];

/** A cohort has at most one run in these. */
export const WORKING_RUN_STATUSES = ["queued", "running", "stopping"] as const satisfies readonly RunStatus[];
export const isWorking = (status: RunStatus): boolean =>
  status === "queued" || status === "running" || status === "stopping";
