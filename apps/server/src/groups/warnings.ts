import { Membership } from "@muster/db/entities/membership";
import { displayName, type Person } from "@muster/db/entities/person";
import type { Loaded } from "@muster/db/orm";
import type { Role } from "@muster/domain/membership";
import { brokenBy } from "../rules/breaches.ts";
import { readRules, type PlaceChange } from "../rules/read-rules.ts";
import type { Tx } from "../transaction.ts";
import { fitOfDates } from "./fit.ts";
import { clashesWith, commitmentsOf, datesOfGroups, nameFor, type Dated, type GroupOfCohort } from "./group-dates.ts";

type Someone = Pick<Person, "id" | "name" | "discordUsername" | "availability" | "timeZone">;

interface Arriving {
  person: Someone;
  role: Role;
  /** The group they leave for it, if any: it takes no more of their time. */
  from?: { id: number } | null;
}

/**
 * What an organiser should know before the day it hurts; said, never refused (GR-4). Asked before the arrival is written,
 * with the group's row held.
 */
export async function arrivalWarnings(
  tx: Tx,
  group: GroupOfCohort,
  { person, role, from = null }: Arriving,
): Promise<string[]> {
  const dates = (await datesOfGroups(tx.em, [group], tx.clock())).get(group.id) ?? [];
  const leaders = await tx.em.count(Membership, { group: group.id, status: "active", role: "facilitator" });
  return [
    ...(await hoursWarnings(tx, { dates, people: [person], except: [group.id, ...(from ? [from.id] : [])], group })),
    ...(group.freeSeats(group.cohort) === 0 ? [`${group.name} now has more people than seats.`] : []),
    ...(role === "facilitator" && leaders > 0 ? [`${group.name} now has two facilitators.`] : []),
    ...(await ruleWarnings(tx, group, [{ personId: person.id, from: from?.id ?? null, to: group.id }])),
  ];
}

/** The rules about who shares a group that these changes would break (GR-13). */
export const ruleWarnings = async (
  tx: Tx,
  { cohort }: GroupOfCohort,
  changes: readonly PlaceChange[],
): Promise<string[]> => brokenBy(await readRules(tx.em, cohort.id), changes);

interface Judged {
  dates: readonly Dated[];
  people: readonly Someone[];
  /** Groups whose own hours do not count. */
  except: readonly number[];
  group: GroupOfCohort;
}

/** Who is not free at these dates, and whom another group wants then; one sentence each. */
export async function hoursWarnings(tx: Tx, { dates, people, except, group }: Judged): Promise<string[]> {
  const commitments = await commitmentsOf(
    tx.em,
    people.map(({ id }) => id),
    tx.clock(),
  );
  return people.flatMap((person) => {
    const { fit, fitSentence } = fitOfDates(person, dates);
    const name = displayName(person);
    const clashes = clashesWith(dates, commitments.get(person.id) ?? [], except);
    return [
      ...(fit === "not_free" ? [`${name}: ${lowered(fitSentence)}.`] : []),
      ...clashes.map((other) => `${name} is in ${nameFor(other, group.cohort.id)} at the same time.`),
    ];
  });
}

const lowered = (sentence: string): string => {
  const own = sentence.replace("You have not painted your week", "has not painted their week");
  return own.charAt(0).toLowerCase() + own.slice(1);
};

/** A group that loses its only facilitator. */
export async function leavingWarnings(
  tx: Tx,
  { role, group }: { role: Role; group: { id: number; name: string } },
): Promise<string[]> {
  if (role !== "facilitator") return [];
  const leaders = await tx.em.count(Membership, { group: group.id, status: "active", role: "facilitator" });
  return leaders === 1 ? [`${group.name} has no facilitator now.`] : [];
}

export type Member = Loaded<Membership, "person" | "group">;
