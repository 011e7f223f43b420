import { cohortDefaults, cohortInputSchema, type CohortInput } from "@muster/domain/cohort";

/** The terms of a cohort as somebody types them. */
export interface CohortDraft {
  name: string;
  startDate: string;
  timeZone: string;
  numberOfMeetings: string;
  meetingLengthMinutes: string;
  stepMinutes: string;
  minSize: string;
  maxSize: string;
  directJoin: boolean;
}

export type DraftField = keyof CohortDraft;
export type DraftErrors = Partial<Record<DraftField, string>>;

const NUMBERS = ["numberOfMeetings", "meetingLengthMinutes", "stepMinutes", "minSize", "maxSize"] as const;

export const emptyDraft = (timeZone: string): CohortDraft =>
  draftOf({ ...cohortDefaults, name: "", startDate: "", timeZone });

export const draftOf = (input: CohortInput): CohortDraft => ({
  name: input.name,
  startDate: input.startDate,
  timeZone: input.timeZone,
  numberOfMeetings: String(input.numberOfMeetings),
  meetingLengthMinutes: String(input.meetingLengthMinutes),
  stepMinutes: String(input.stepMinutes),
  minSize: String(input.minSize),
  maxSize: String(input.maxSize),
  directJoin: input.directJoin,
});

/** What was typed as the domain's own input, or one sentence for each field that cannot be read yet. */
export function readDraft(draft: CohortDraft): { input: CohortInput } | { errors: DraftErrors } {
  const errors: DraftErrors = {};
  for (const field of NUMBERS) if (!/^\s*\d+\s*$/.test(draft[field])) errors[field] = "A whole number is needed here";
  if (draft.startDate === "") errors.startDate = "Choose the first day of the term";
  if (draft.timeZone.trim() === "") errors.timeZone = "Choose the zone whose clock the meetings keep";
  const numbers = Object.fromEntries(NUMBERS.map((field) => [field, Number(draft[field])]));
  const read = cohortInputSchema.safeParse({ ...draft, ...numbers, timeZone: draft.timeZone.trim() });
  if (read.success && Object.keys(errors).length === 0) return { input: read.data };
  for (const { path, message } of read.error?.issues ?? []) errors[path[0] as DraftField] ??= message;
  return { errors };
}
