import type { UnplacedReason } from "@muster/domain/signup";
import type { Outputs } from "../../app/trpc.ts";

export type PersonRow = Outputs["cohorts"]["people"][number];

const DISCORD: Record<PersonRow["discord"], string> = {
  in_server: "on the server",
  not_in_server: "not on the server",
  unknown: "not known",
  no_account: "no account",
};

export const discordWords = ({ discord }: Pick<PersonRow, "discord">): string => DISCORD[discord];

const REASON: Record<UnplacedReason, string> = {
  no_availability: "No hour left that is long enough",
  no_facilitator_overlap: "No facilitator is free at those hours",
  facilitator_capacity: "Facilitators free then lead all they can",
  insufficient_group_size: "Too few people at those hours",
  no_overlap_with_others: "No hour in common with the others",
  facilitator_not_certified: "Not certified to lead yet",
  outcompeted: "Groups at those hours are full",
  not_needed: "Not needed for the groups there are",
  kept_together: "No place for all they are kept together with",
  kept_apart: "The only places are beside somebody they are kept apart from",
};

export const reasonWords = (reason: UnplacedReason): string => REASON[reason];

export type Placement = { tone: "ok" | "preview" | "warn" | "wait"; word: string; why: string | null };

type Placed = Pick<PersonRow, "group" | "groupingStatus" | "reason" | "answeredAt" | "away" | "leftOut">;

/** Where a person stands in this cohort: a place, a place in preview, no place with its reason, or waiting. */
export function placementOf(person: Placed): Placement {
  if (person.group)
    return { tone: person.group.status === "preview" ? "preview" : "ok", word: person.group.name, why: null };
  if (person.away)
    return { tone: "wait", word: person.away.instead ? `Comes to ${person.away.instead}` : "Paused", why: null };
  if (person.leftOut) return { tone: "wait", word: "Left out", why: person.leftOut.because };
  if (person.groupingStatus === "ungroupable")
    return { tone: "warn", word: "Not placed", why: person.reason && reasonWords(person.reason) };
  if (!person.answeredAt) return { tone: "wait", word: "No answer yet", why: null };
  return { tone: "wait", word: "Waiting for a run", why: null };
}

/** Also in the address, so that a number on another page can lead to the people it counts. */
export const PEOPLE_FILTERS = ["all", "ready", "not_answered", "not_placed", "facilitators"] as const;
export type PeopleFilter = (typeof PEOPLE_FILTERS)[number];

/** The rows a filter and a search leave, in the order they came. */
export function peopleShown(people: readonly PersonRow[], filter: PeopleFilter, search: string): PersonRow[] {
  const words = search.trim().toLocaleLowerCase();
  return people.filter(
    (person) => keeps[filter](person) && (words === "" || person.name.toLocaleLowerCase().includes(words)),
  );
}

const keeps: Record<PeopleFilter, (person: PersonRow) => boolean> = {
  all: () => true,
  ready: ({ group, usable, leftOut }) => group === null && usable && leftOut === null,
  not_answered: ({ answeredAt, leftOut }) => answeredAt === null && leftOut === null,
  not_placed: ({ group, away, leftOut }) => group === null && away === null && leftOut === null,
  facilitators: ({ role }) => role === "facilitator",
};
