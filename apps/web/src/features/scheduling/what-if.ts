import { stepMinutesSchema } from "@muster/domain/cohort";
import {
  CIVIL_HOURS,
  differingSettings,
  schedulingSettingsSchema,
  type SchedulingSettings,
  type SettingName,
} from "@muster/domain/scheduling-settings";
import { settingWords } from "./setting-words.ts";

/** What one may ask about by itself; a choice lists its values, everything else is a number. */
const QUESTIONS = {
  minPeople: { label: "the smallest group were" },
  maxPeople: { label: "the largest group were" },
  meetingLengthMinutes: { label: "meetings lasted, in minutes," },
  stepMinutes: {
    label: "meetings started every",
    choices: stepMinutesSchema.options.map(({ value }) => ({ value: String(value), label: `${value} min` })),
  },
  useIfNeeded: {
    label: "If needed times were",
    choices: [
      { value: "true", label: "used" },
      { value: "false", label: "not used" },
    ],
  },
  civilHours: {
    label: "civil hours were",
    choices: CIVIL_HOURS.map((value) => ({ value, label: { off: "off", prefer: "preferred", must: "a must" }[value] })),
  },
} satisfies Partial<Record<SettingName, { label: string; choices?: readonly { value: string; label: string }[] }>>;

export type Question = keyof typeof QUESTIONS | "form";

export const questionsFor = (formDiffers: boolean): { value: Question; label: string }[] => [
  ...(formDiffers ? [{ value: "form" as const, label: "the settings were as in the form" }] : []),
  ...Object.entries(QUESTIONS).map(([value, { label }]) => ({ value: value as Question, label })),
];

export const choicesOf = (question: Question) =>
  question === "form" ? undefined : (QUESTIONS[question] as { choices?: { value: string; label: string }[] }).choices;

/** The settings with one answer changed, and what changed in words; or the sentence that says why there are none. */
export function changedBy(
  now: SchedulingSettings,
  { question, answer }: { question: Exclude<Question, "form">; answer: string },
): { settings: SchedulingSettings; words: string } | { problem: string } {
  const number = /^\s*\d+\s*$/.test(answer) ? Number(answer) : NaN;
  const value = { useIfNeeded: answer === "true", civilHours: answer }[question as string] ?? number;
  const read = schedulingSettingsSchema.safeParse({ ...now, [question]: value });
  if (Number.isNaN(value)) return { problem: "A whole number is needed here." };
  if (!read.success) return { problem: `${read.error.issues[0]!.message}.` };
  return compared(now, read.data);
}

/** What differs between two settings as a question; nothing to ask where nothing does. */
export function compared(
  now: SchedulingSettings,
  settings: SchedulingSettings,
): { settings: SchedulingSettings; words: string } | { problem: string } {
  const names = differingSettings(settings, now);
  if (names.length === 0) return { problem: "That is how it is now." };
  return { settings, words: names.map((name) => settingWords(name, settings, now)).join(", ") };
}

/** `+2`, `−1`, nothing where it is the same. */
export function changeWords(value: number, before: number | undefined): string {
  const change = before === undefined ? 0 : Math.round(10 * (value - before)) / 10;
  return change === 0 ? "" : change > 0 ? `+${change}` : `−${-change}`;
}
