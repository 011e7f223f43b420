import { STOP_WRITING_CODES, UNREACHABLE_CODES, type OutcomeReport, type Trouble } from "@muster/domain/report";

type Outcome = Pick<OutcomeReport, "kind" | "key" | "action" | "result" | "trouble">;

/** What a round's outcomes ask for afterwards (round: 9). */
export type Next = { kind: "nothing" } | { kind: "again" | "person" | "bug"; trouble: Trouble };

const noCategory: Trouble = { class: "passing", code: "no_category", message: "Its category does not stand yet" };
const categoryGone: Trouble = {
  class: "needs_person",
  code: "category_missing",
  message: "Somebody deleted its category on Discord. Restore it on the sync page.",
};
const NO_ROOM_FOR_EVENTS = "30038";
const noAnswer: Trouble = { class: "passing", code: "no_answer", message: "Discord's answer never came" };

/**
 * | outcome          | asks for                                                        |
 * |------------------|-----------------------------------------------------------------|
 * | done, waiting    | nothing: whoever is awaited rings when they come                |
 * | held             | nothing: it is shown, and a person may ask for it               |
 * | ambiguous        | again: look before doing it once more                           |
 * | failed           | by its trouble: passing → again, needs_person → person, ours → bug |
 * | no event fits    | nothing: it is made as others pass                              |
 * | blocked          | whatever its maker asks for; its category stands elsewhere: again, is gone: person |
 * What passes goes first: a later round meets the rest again.
 */
export function whatNext(outcomes: readonly Outcome[], trouble: Trouble | null): Next {
  const troubles = [...(trouble ? [trouble] : []), ...outcomes.flatMap(troubleOf)];
  if (troubles.length === 0 && outcomes.some(({ result }) => result === "blocked"))
    troubles.push(...blockedBy(outcomes));
  const passing = troubles.filter((one) => one.class === "passing");
  const longest = passing.toSorted((a, b) => (b.retryAfterMs ?? 0) - (a.retryAfterMs ?? 0))[0];
  if (longest) return { kind: "again", trouble: longest };
  const person = troubles.find((one) => one.class === "needs_person");
  if (person) return { kind: "person", trouble: person };
  return troubles[0] ? { kind: "bug", trouble: troubles[0] } : { kind: "nothing" };
}

/** Nothing failed and yet something was blocked: its maker was held back. */
function blockedBy(outcomes: readonly Outcome[]): Trouble[] {
  const held = outcomes.filter(({ result }) => result === "held");
  const category = held.find(({ kind }) => kind === "category");
  if (category) return [category.action === "recreate" ? categoryGone : noCategory];
  return held.length > 0 ? [] : [noCategory];
}

function troubleOf({ kind, result, trouble }: Outcome): Trouble[] {
  // Another way of telling is taken at once: the person's own round has nothing left to try (RE-20, RE-21).
  if (kind === "message" && trouble && (UNREACHABLE_CODES.has(trouble.code) || STOP_WRITING_CODES.has(trouble.code)))
    return [];
  if (kind === "event" && trouble?.code === NO_ROOM_FOR_EVENTS) return [];
  if (result === "ambiguous") return [{ ...(trouble ?? noAnswer), class: "passing" }];
  return result === "failed" ? [trouble ?? noAnswer] : [];
}
