import type { AuditEntry } from "@muster/db/entities/audit-entry";
import { Group } from "@muster/db/entities/group";
import { displayName, Person } from "@muster/db/entities/person";
import type { EntityManager } from "@muster/db/orm";

type Deed = Pick<AuditEntry, "object" | "before" | "after" | "groupIds">;

/** What groups and people are called; a group that was removed keeps the name it had. */
export interface Names {
  group: (id: number | null) => string;
  person: (id: number) => string;
}

/** Of everything that these deeds are about. */
export async function namesOf(em: EntityManager, deeds: readonly Deed[]): Promise<Names> {
  const groupIds = [...new Set(deeds.flatMap(groupsIn))];
  const personIds = [...new Set(deeds.flatMap(peopleIn))];
  const groups = new Map((await em.find(Group, { id: { $in: groupIds } })).map(({ id, name }) => [id, name]));
  const people = await em.find(Person, { id: { $in: personIds } });
  const gone = await namesOfRemoved(
    em,
    groupIds.filter((id) => !groups.has(id)),
  );
  const persons = new Map(people.map((person) => [person.id, displayName(person)]));
  return {
    group: (id) => (id === null ? "no group" : (groups.get(id) ?? gone.get(id) ?? "a group that is gone")),
    person: (id) => persons.get(id) ?? "Somebody",
  };
}

const groupsIn = ({ object, groupIds, after }: Deed): number[] => [
  ...groupIds,
  ...(object.startsWith("group:") ? [Number(object.slice("group:".length))] : []),
  ...(typeof after?.group === "number" ? [after.group] : []),
];

/** Of some deeds only the count is kept. */
const idsIn = (people: unknown): number[] =>
  Array.isArray(people) ? people.filter((id) => typeof id === "number") : [];

function peopleIn({ object, before, after }: Deed): number[] {
  const named = object.startsWith("person:") ? [Number(object.slice("person:".length))] : [];
  const swapped = ((before?.places ?? []) as { person: number }[]).map(({ person }) => person);
  return [
    ...named,
    ...swapped,
    ...idsIn(before?.people),
    ...idsIn(after?.people),
    ...((before?.facilitators ?? []) as number[]),
    ...(after?.facilitator ? [Number(after.facilitator)] : []),
  ];
}

async function namesOfRemoved(em: EntityManager, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await em.execute<{ object: string; name: string | null }[]>(
    `select object, before ->> 'name' as name from audit_entries
     where action = 'groups.remove' and object in (${ids.map(() => "?").join(", ")})`,
    ids.map((id) => `group:${id}`),
  );
  return new Map(
    rows.flatMap(({ object, name }) => (name ? [[Number(object.slice("group:".length)), name] as const] : [])),
  );
}
