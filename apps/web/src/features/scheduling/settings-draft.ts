import type { MeetingHours } from "@muster/domain/meeting-hours";
import {
  schedulingSettingsSchema,
  SETTING_NAMES,
  type SchedulingSettings,
  type SettingName,
} from "@muster/domain/scheduling-settings";

/** A run's settings as somebody types them: numbers as text, everything else as it is chosen. */
export type SettingsDraft = {
  [Field in keyof SchedulingSettings]: SchedulingSettings[Field] extends number ? string : SchedulingSettings[Field];
};
export type SettingsErrors = Partial<Record<SettingName, string>>;

/** What one sees without opening anything; all else is folded away (SC-2). */
export const BASIC = [
  "minPeople",
  "maxPeople",
  "meetingLengthMinutes",
  "stepMinutes",
  "useIfNeeded",
  "meetingHours",
] as const;
export const ADVANCED = ["balance", "civilHours", "iterations", "timeLimitSeconds", "seed"] as const;

const NUMBERS = [
  "minPeople",
  "maxPeople",
  "meetingLengthMinutes",
  "stepMinutes",
  "iterations",
  "timeLimitSeconds",
  "seed",
] as const satisfies readonly SettingName[];

export const draftOfSettings = <Part extends Partial<SchedulingSettings>>(
  settings: Part,
): Pick<SettingsDraft, keyof Part & SettingName> =>
  Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, typeof value === "number" ? String(value) : value]),
  ) as Pick<SettingsDraft, keyof Part & SettingName>;

/** What was typed as settings the server takes, or one sentence for each field that cannot be read yet (SC-3). */
export function readSettings(draft: SettingsDraft): { settings: SchedulingSettings } | { errors: SettingsErrors } {
  const errors: SettingsErrors = {};
  for (const field of NUMBERS) if (!/^\s*\d+\s*$/.test(draft[field])) errors[field] = "A whole number is needed here";
  const numbers = Object.fromEntries(NUMBERS.map((field) => [field, Number(draft[field])]));
  const read = schedulingSettingsSchema.safeParse({ ...draft, ...numbers });
  if (read.success && Object.keys(errors).length === 0) return { settings: read.data };
  for (const { path, message } of read.error?.issues ?? []) errors[path[0] as SettingName] ??= message;
  return { errors };
}

/** Which of these fields differ from what they are counted against; a blank before a number is no difference. */
export const changedFields = (
  draft: SettingsDraft,
  base: Partial<SettingsDraft>,
  fields: readonly SettingName[] = SETTING_NAMES,
): SettingName[] => fields.filter((field) => field in base && written(draft[field]) !== written(base[field]));

const written = (value: string | boolean | MeetingHours | undefined): string =>
  typeof value === "string" ? value.trim() : JSON.stringify(value);
