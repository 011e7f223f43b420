import type { Cohort } from "@muster/db/entities/cohort";
import type { Book } from "./book/book.ts";
import { groupRow, type PersonRow, type Row } from "./book/rows.ts";
import type { World } from "./plan.ts";
import { BEGAN } from "./world/snowflakes.ts";

export const discordIdOf = (person: number): string => `2000000000000000${String(person + 10)}`;
const ACTIVE = "active";

/** Fills the book with the plan's cohort: groups in preview, their members, and people who are in no group yet. */
export function setScene({ tables, nextId }: Book, world: World, zoned: boolean): void {
  const course = { id: nextId(), title: "AI Safety", slug: "ai-safety" };
  const cohort = {
    id: 1,
    course,
    name: "October",
    startDate: "2026-10-06",
    timeZone: "UTC",
    numberOfMeetings: world.meetings,
    minSize: 1,
    maxSize: world.seats,
    directJoin: true,
    status: ACTIVE,
  } as unknown as Cohort & Row;
  tables.cohorts.push(cohort);
  for (let id = 1; id <= world.groups; id++) {
    const group = groupRow({
      id,
      cohort,
      name: `Group ${id}`,
      status: "preview",
      weekday: id % 7,
      startMinute: 900,
      lengthMinutes: 60,
      timeZone: "UTC",
      maxSize: null,
      realizeRequestedAt: null,
      settledAt: null,
      categoryNumber: null,
      archiveNumber: null,
      endedAt: null,
      endReason: null,
      mergedInto: null,
      offered: 0,
    });
    // Counted by the database, as everywhere.
    const taken = () => tables.memberships.filter((one) => one.group.id === id && one.status === ACTIVE).length;
    Object.defineProperty(group, "taken", { get: taken });
    tables.groups.push(group);
  }
  const count = world.members.reduce((sum, members) => sum + members, world.others);
  for (let number = 0; number < count; number++) {
    const person: PersonRow = {
      id: number + 1,
      name: `Person ${number + 1}`,
      discordId: discordIdOf(number),
      inGuild: null,
      availability: null,
      email: number % 4 === 3 ? `person-${number}@example.org` : null,
      timeZone: zoned && number === 0 ? "Asia/Kathmandu" : null,
    };
    tables.people.push(person);
    tables.signups.push({
      id: nextId(),
      person,
      cohort,
      role: "participant",
      ungroupableReason: null,
      reasonDetails: null,
      pausedAt: null,
      deferredTo: null,
    });
  }
  let next = 0;
  for (const [index, members] of world.members.entries())
    for (let seat = 0; seat < members; seat++)
      tables.memberships.push({
        id: nextId(),
        group: tables.groups[index]!,
        person: tables.people[next++]!,
        cohort,
        role: "participant",
        status: ACTIVE,
        joinedAt: new Date(BEGAN),
        leftAt: null,
      });
}
