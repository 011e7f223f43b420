/** Discord's limit for every name we give: channels, categories, events. */
const LONGEST = 100;

/** Invisible characters that could reorder or hide what people read: controls, zero-width, bidirectional marks. */
const UNSEEN = /[\p{Cc}\u061c\u200b\u200c\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff]/gu;

/** The first `longest` letters by code point, so that no emoji is cut in half. */
export const cut = (text: string, longest: number = LONGEST): string => [...text].slice(0, longest).join("");

/** A person's words as a name: one line, nothing invisible, no mass mention. */
export function plainName(text: string, longest: number = LONGEST): string {
  const seen = text
    .replace(/\s+/g, " ")
    .replace(UNSEEN, "")
    .replace(/@(?=everyone|here)/gi, "");
  return cut(seen.replace(/ {2,}/g, " ").trim(), longest).trim();
}

/**
 * A text channel's name as Discord will keep it: lower case, dashes for whatever is neither letter, number nor emoji.
 * `Group 3` → `group-3`.
 */
export function channelName(text: string): string {
  const dashed = plainName(text, text.length)
    .toLowerCase()
    .replace(/(?:(?!\ufe0f)[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}\u200d_-])+/gu, "-")
    .replace(/-{2,}/g, "-");
  return trimDashes(cut(trimDashes(dashed))) || "group";
}

const trimDashes = (text: string) => text.replace(/^-+|-+$/g, "");

/** The same name, whatever Discord made of its capitals, dashes and punctuation. */
export const sameName = (one: string, other: string): boolean => bare(one) === bare(other);
const bare = (name: string) =>
  plainName(name, name.length)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{M}\p{Extended_Pictographic}]+/gu, "");

/**
 * `{course} - {cohort}`, and `… (2)` for the second category when the first is full. Ended groups stand in
 * `{course} - {cohort} (archive)`. Which one it is, the key says: `cohort:3/category-2`, `cohort:3/archive-1`.
 */
export function categoryName(course: string, cohort: string, key: string): string {
  const number = Number(/-(\d+)$/.exec(key)?.[1] ?? 1);
  const suffix = `${key.includes("/archive-") ? " (archive)" : ""}${number > 1 ? ` (${number})` : ""}`;
  return plainName(`${course} - ${cohort}`, LONGEST - suffix.length) + suffix;
}

export const voiceName = (group: string): string => `${plainName(group, LONGEST - " Voice".length)} Voice`;

export function eventName(group: string, week: number): string {
  const suffix = ` - Week ${week}`;
  return plainName(group, LONGEST - suffix.length) + suffix;
}
