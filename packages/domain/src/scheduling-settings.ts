import { z } from "zod";
import { stepMinutesSchema } from "./cohort.ts";
import { ANY_HOUR, meetingHoursSchema } from "./meeting-hours.ts";
import { meetingLengthSchema } from "./meeting-slot.ts";

const people = (what: string) =>
  z
    .number({ error: `${what} must be a number` })
    .int({ error: `${what} must be a whole number` })
    .min(2, { error: `${what} must be at least 2` })
    .max(50, { error: `${what} must be at most 50` });

const SEED = "A seed is a whole number from 0 to 2,147,483,647";

/** How much civil hours count: not at all, where nothing else differs, or before everything (SC-4). */
export const CIVIL_HOURS = ["off", "prefer", "must"] as const;
export type CivilHours = (typeof CIVIL_HOURS)[number];

const fields = z.strictObject({
  meetingLengthMinutes: meetingLengthSchema,
  stepMinutes: stepMinutesSchema,
  minPeople: people("The smallest group"),
  maxPeople: people("The largest group"),
  useIfNeeded: z.boolean(),
  balance: z.boolean(),
  civilHours: z.enum(CIVIL_HOURS, { error: "Civil hours are off, preferred or a must" }).default("prefer"),
  meetingHours: meetingHoursSchema.default(ANY_HOUR),
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
});

const sizesInOrder = ({ minPeople, maxPeople }: { minPeople: number; maxPeople: number }) => minPeople <= maxPeople;
const sizesOutOfOrder = { error: "The smallest group cannot be larger than the largest", path: ["minPeople"] };

/** What an organiser may tune before a run (SCH1, SC-2). Sizes count the facilitator (Q19). */
export const schedulingSettingsSchema = fields.refine(sizesInOrder, sizesOutOfOrder);
export type SchedulingSettings = z.infer<typeof schedulingSettingsSchema>;
export type SettingName = keyof SchedulingSettings;
export const SETTING_NAMES = fields.keyof().options;

/** What a preset keeps: everything but the seed, which belongs to a run. */
export const presetSettingsSchema = fields.omit({ seed: true }).refine(sizesInOrder, sizesOutOfOrder);
export type PresetSettings = z.infer<typeof presetSettingsSchema>;

/** Which of two settings' values differ, in the order of the schema. */
export const differingSettings = (
  one: Partial<SchedulingSettings>,
  other: Partial<SchedulingSettings>,
): SettingName[] => SETTING_NAMES.filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));

interface Terms {
  meetingLengthMinutes: number;
  stepMinutes: number;
  minSize: number;
  maxSize: number;
}

/**
 * A run's settings before anybody changed one: sizes, length and step are the cohort's own terms, the rest is the default
 * preset's where there is one (SC-6).
 */
export function settingsFor(cohort: Terms, preset?: PresetSettings | null): SchedulingSettings {
  return {
    ...BUILT_IN,
    ...preset,
    meetingLengthMinutes: cohort.meetingLengthMinutes,
    stepMinutes: stepMinutesSchema.parse(cohort.stepMinutes),
    minPeople: cohort.minSize,
    maxPeople: cohort.maxSize,
  };
}

const BUILT_IN = {
  useIfNeeded: true,
  balance: true,
  civilHours: "prefer",
  meetingHours: ANY_HOUR,
  iterations: 1_000,
  timeLimitSeconds: 60,
  seed: 1,
} as const satisfies Partial<SchedulingSettings>;

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
