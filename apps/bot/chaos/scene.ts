import { createHash } from "node:crypto";
import type { Cohort } from "@muster/db/entities/cohort";
import type { Group } from "@muster/db/entities/group";
import type { Person } from "@muster/db/entities/person";
import type { EntityManager } from "@muster/db/orm";
import { aCohort, aCourse, aGroup, aMembership, aPerson, aSession, aSignup } from "@muster/db/testing/builders";
import type { Sim } from "@muster/discord-sim";
import type { Cast } from "./schedule.ts";

/** The simulated guild as it is. */
export type Snapshot = ReturnType<Sim["snapshot"]>;

/** A cohort of its own for each schedule, so that many are played in one town. */
export interface Scene {
  cohort: Cohort;
  groups: Group[];
  people: Person[];
  organiser: Person;
  /** Where each person has been promised to be: what the server acknowledged, kept apart from what it remembers. */
  places: Map<number, number | null>;
}

export const tokenOf = ({ id }: { id: number }): string => `session-of-person-${id}`;

const WEEK_MS = 7 * 86_400_000;

export async function setScene(em: EntityManager, discord: string, cast: Cast & { organiser: string }): Promise<Scene> {
  const course = await aCourse(em);
  // All meetings lie ahead, whatever day it is.
  const startDate = new Date(new Date().getTime() + 2 * WEEK_MS).toISOString().slice(0, 10);
  const cohort = await aCohort(em, { course, startDate, minSize: 1, maxSize: 6, numberOfMeetings: cast.meetings });
  const organiser = await aPerson(em, { name: "An organiser", discordId: cast.organiser });
  await signedIn(em, organiser);
  const places = new Map<number, number | null>();
  const people: Person[] = [];
  const count = cast.members.reduce((sum, members) => sum + members, cast.others);
  for (let number = 0; number < count; number++) {
    // Some have no address; whoever joins later has one, so that there is a letter to die at.
    const writes = number % 2 === 0 || number >= count - cast.others;
    const person = await aPerson(em, { email: writes ? `${cohort.id}-${number}@example.org` : null });
    await aSignup(em, { person: person.id, cohort: cohort.id });
    await signedIn(em, person);
    places.set(person.id, null);
    people.push(person);
  }
  const groups: Group[] = [];
  let next = 0;
  for (const [index, members] of cast.members.entries()) {
    const group = await aGroup(em, {
      cohort: cohort.id,
      weekday: index % 7,
      name: `Cohort ${cohort.id} Group ${index}`,
    });
    for (let seat = 0; seat < members; seat++) {
      const person = people[next++]!;
      await aMembership(em, group, { person: person.id });
      places.set(person.id, group.id);
    }
    groups.push(group);
  }
  await post(discord, "/_sim/seed", {
    users: people.map((person, number) => ({
      id: person.discordId,
      username: `person${person.id}`,
      inGuild: !cast.absent.includes(number),
    })),
  });
  return { cohort, groups, people, organiser, places };
}

/** A session as signing in leaves it. */
async function signedIn(em: EntityManager, person: Person): Promise<void> {
  const tokenHash = createHash("sha256").update(tokenOf(person)).digest("hex");
  await aSession(em, { person: person.id, tokenHash, lastSeenAt: new Date() });
}

export async function snapshotOf(discord: string): Promise<Snapshot> {
  return (await (await fetch(`${discord}/_sim/snapshot`)).json()) as Snapshot;
}

/** Asks the simulator itself to do something. */
export async function post(discord: string, address: string, body: object): Promise<void> {
  const response = await fetch(`${discord}${address}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${address} answered ${response.status}: ${await response.text()}`);
}
