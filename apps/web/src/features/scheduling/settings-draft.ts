import { schedulingSettingsSchema, type SchedulingSettings } from "@muster/domain/scheduling-settings";

/** A run's settings as somebody types them. */
export type SettingsDraft = {
  [Field in keyof SchedulingSettings]: SchedulingSettings[Field] extends number ? string : boolean;
};
export type SettingsField = keyof SettingsDraft;
export type SettingsErrors = Partial<Record<SettingsField, string>>;

/** What one sees without opening anything; all else is folded away (SC-2). */
export const BASIC = ["minPeople", "maxPeople", "meetingLengthMinutes", "stepMinutes", "useIfNeeded"] as const;
export const ADVANCED = ["balance", "iterations", "timeLimitSeconds", "seed"] as const;

const NUMBERS = [
  "minPeople",
  "maxPeople",
  "meetingLengthMinutes",
  "stepMinutes",
  "iterations",
  "timeLimitSeconds",
  "seed",
] as const satisfies readonly SettingsField[];

export const draftOfSettings = (settings: SchedulingSettings): SettingsDraft => ({
  minPeople: String(settings.minPeople),
  maxPeople: String(settings.maxPeople),
  meetingLengthMinutes: String(settings.meetingLengthMinutes),
  stepMinutes: String(settings.stepMinutes),
  useIfNeeded: settings.useIfNeeded,
  balance: settings.balance,
  iterations: String(settings.iterations),
  timeLimitSeconds: String(settings.timeLimitSeconds),
  seed: String(settings.seed),
});

/** What was typed as settings the server takes, or one sentence for each field that cannot be read yet (SC-3). */
export function readSettings(draft: SettingsDraft): { settings: SchedulingSettings } | { errors: SettingsErrors } {
  const errors: SettingsErrors = {};
  for (const field of NUMBERS) if (!/^\s*\d+\s*$/.test(draft[field])) errors[field] = "A whole number is needed here";
  const numbers = Object.fromEntries(NUMBERS.map((field) => [field, Number(draft[field])]));
  const read = schedulingSettingsSchema.safeParse({ ...draft, ...numbers });
  if (read.success && Object.keys(errors).length === 0) return { settings: read.data };
  for (const { path, message } of read.error?.issues ?? []) errors[path[0] as SettingsField] ??= message;
  return { errors };
}

/** Which of these fields somebody changed from what the cohort's own terms give. */
export const changedFields = (
  draft: SettingsDraft,
  defaults: SettingsDraft,
  fields: readonly SettingsField[],
): SettingsField[] => fields.filter((field) => String(draft[field]).trim() !== String(defaults[field]));
