import { wordsSchema } from "./plain-text.ts";

/** A member whom no group suits asks the organiser; at most one is open for each person and cohort (JS-12, JS-15). */
export const CALL_BACK_STATES = ["open", "answered", "withdrawn"] as const;
export type CallBackState = (typeof CALL_BACK_STATES)[number];

/** What somebody adds in their own words, member or organiser; nothing is null. */
export const callBackWordsSchema = wordsSchema(500, "At most 500 letters, please").transform((words) => words || null);
