import type { Cohort } from "@muster/db/entities/cohort";
import type { Group } from "@muster/db/entities/group";
import type { Person } from "@muster/db/entities/person";
import { aCohort, aCourse, aGroup, aMembership, aPerson, aSignup } from "@muster/db/testing/builders";
import { ScriptedBot } from "./scripted-bot.ts";
import type { TestHouse } from "./sync-house.ts";

export interface Scene {
  cohort: Cohort;
  group: Group;
  people: Person[];
  bot: ScriptedBot;
}

interface Cast {
  members?: number;
  /** How many of them are in the Discord server; all by default. */
  present?: number;
  cohort?: Parameters<typeof aCohort>[1];
  group?: Parameters<typeof aGroup>[1];
}

/** A cohort "AI Safety - October 2026" with one group in preview, signed-up members, and a bot that waits. */
export async function aScene(t: TestHouse, cast: Cast = {}): Promise<Scene> {
  const { members = 3, present = members } = cast;
  const course = await aCourse(t.em(), { title: "AI Safety" });
  const cohort = await aCohort(t.em(), { course, name: "October 2026", ...cast.cohort });
  const group = await aGroup(t.em(), { cohort, name: "Group 1", ...cast.group });
  const bot = new ScriptedBot(t);
  const people: Person[] = [];
  for (let count = 0; count < members; count++) {
    const person = await aMember(t, cohort, group);
    if (count < present) bot.present.add(person.discordId!);
    people.push(person);
  }
  return { cohort, group, people, bot };
}

/** Somebody signed up, with a mail address and, given a group, a seat in it. */
export async function aMember(t: TestHouse, cohort: Cohort, group: Group | null = null): Promise<Person> {
  const person = await aPerson(t.em());
  await t.em().execute("update people set email = ? where id = ?", [`person-${person.id}@example.org`, person.id]);
  await aSignup(t.em(), { person: person.id, cohort: cohort.id });
  if (group) await aMembership(t.em(), group, { person: person.id });
  return person;
}

export async function statusOf(t: TestHouse, group: { id: number }): Promise<string> {
  const [row] = await t.em().execute<{ status: string }[]>("select status from groups where id = ?", [group.id]);
  return row!.status;
}

export async function taskOf(t: TestHouse, subject: string): Promise<Record<string, unknown> & { state: string }> {
  const [row] = await t
    .em()
    .execute<(Record<string, unknown> & { state: string })[]>(
      "select * from sync_tasks where subject = ? and system = 'discord'",
      [subject],
    );
  return row!;
}

/** A moment later: half an hour, long after every retry and settle window. */
export function later(t: TestHouse, ms = 1_800_000): void {
  t.now = new Date(t.now.getTime() + ms);
}
