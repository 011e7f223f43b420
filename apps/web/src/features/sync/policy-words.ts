import type { DriftChoice, DriftSort } from "@muster/domain/drift";

/** What hands may change on Discord, and what that is. */
export const SORT_WORDS: Record<DriftSort, { title: string; example: string }> = {
  names: { title: "Names", example: "a channel, a category or an event was called something else" },
  places: { title: "Places and times", example: "a channel was moved, or an event" },
  deletions: { title: "Deletions", example: "a channel, a category or an event is gone" },
  roles: { title: "Roles let in", example: "a role was given sight of a group's channel" },
};

export const CHOICE_WORDS: Record<DriftChoice, string> = {
  repair: "Put right",
  ask: "Ask",
  ignore: "Leave",
};
