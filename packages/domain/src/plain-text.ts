import { z } from "zod";

/** Marks that turn the direction of everything written after them. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/gu;
/** Characters that stand for no letter; some of them no database keeps. */
const CONTROL = /[\p{Cc}\u2028\u2029]+/gu;
const CONTROL_IN_LINES = /[^\P{Cc}\n\t]/gu;
/** Neither blanks nor marks without a width. */
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

interface NameSentences {
  missing: string;
  tooLong: string;
}

/** A name: one line of at most 80 letters with something to see on it, and nothing that would turn the words around it. */
export const nameSchema = ({ missing, tooLong }: NameSentences) =>
  z
    .string({ error: missing })
    .overwrite((text) => text.replace(TURNING, "").replace(CONTROL, " ").trim())
    .regex(VISIBLE, { error: missing })
    .max(80, { error: tooLong });

/** Somebody's own words, over as many lines as they like. */
export const wordsSchema = (most: number, tooLong: string) =>
  z
    .string()
    .overwrite((text) => text.replace(TURNING, "").replace(CONTROL_IN_LINES, "").trim())
    .max(most, { error: tooLong });
