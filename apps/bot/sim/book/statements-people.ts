import type { Tables } from "./rows.ts";
import type { Known, Memory } from "./statements.ts";

/** Who a brief names: active members, and of a completed group those who completed it. */
const namedIn = ({ memberships }: Tables, { id, status }: { id: number; status: string }) =>
  memberships.filter(
    (one) => one.group.id === id && (one.status === "active" || (status === "completed" && one.status === "completed")),
  );
const activeIn = ({ memberships }: Tables, groupId: unknown) =>
  memberships.filter(({ group, status }) => group.id === groupId && status === "active");
const idsIn = (text: unknown) => new Set((text as string).split(","));

/** The SQL of the brief's people, of tellings, seats and who is in the guild. */
export const PEOPLE: Known = [
  // Nobody stands in line here: a seat that is found ends no wait, and one that becomes free is offered to nobody.
  ["update waits set", () => []],
  // Nobody is left out here.
  ["update signups set left_out_at = null", () => []],
  // Who comes too late is told under the lock, as if nobody had looked before.
  ["select groups.name from groups join cohorts cohort", () => []],
  ['select to_jsonb(asked) as row from (select wait.id as "waitId"', () => []],
  // Nor does an organiser keep anybody together or apart.
  ['select to_jsonb(asked) as row from (select rule.id as "ruleId"', () => []],
  ['select to_jsonb(asked) as row from (select groups.id as "groupId"', groupBrief],
  [
    'select m.id as "membershipId", m.person_id as "personId"',
    ({ tables }, [groupId]) =>
      activeIn(tables, groupId).map(({ id, person }) => ({
        membershipId: id,
        personId: person.id,
        groupId,
        discordId: person.discordId,
        hasEmail: person.email !== null,
        wantsMail: true,
        isTold: tables.notes.some(
          (note) => note.membershipId === id && (note.kind === "group_assigned" || note.kind === "member_joined"),
        ),
      })),
  ],
  // The organisers of these plans are named by the configuration.
  ['select p.discord_id as "discordId" from organisers', () => []],
  // Nobody in these plans has asked for direct messages, or has none of the mails.
  ["select coalesce((select wanted from preferences", () => [{ mail: true, direct: false }]],
  ["select distinct note.person_id from notifications", () => []],
  [
    "insert into notifications",
    ({ tables, nextId }, [key, kind, channel, personId, groupId, membershipId, status, , payload]) => {
      if (tables.notes.some((note) => note.key === key)) return [];
      const id = nextId();
      tables.notes.push({
        id,
        key,
        kind,
        channel,
        personId,
        groupId,
        membershipId,
        status,
        attempts: 0,
        error: null,
        externalId: null,
        payload: JSON.parse(payload as string) as object,
      } as Tables["notes"][number]);
      return [{ id }];
    },
  ],
  [
    "update notifications set status = 'sent'",
    ({ tables }, [, externalId, id]) => {
      const note = tables.notes.find((one) => one.id === id);
      if (note && note.status !== "sent") Object.assign(note, { status: "sent", externalId, error: null });
      return [];
    },
  ],
  [
    "update notifications set error = ?",
    ({ tables }, [error, id]) => {
      const note = tables.notes.find((one) => one.id === id);
      if (note?.status === "due") Object.assign(note, { error, attempts: note.attempts + 1 });
      return [];
    },
  ],
  [
    "update people set in_guild = ?",
    ({ tables }, [inGuild, ids]) => {
      const named = idsIn(ids);
      const changed = tables.people.filter(
        (person) => person.discordId !== null && named.has(person.discordId) && person.inGuild !== inGuild,
      );
      for (const person of changed) person.inGuild = inGuild as boolean;
      return changed.map(({ id }) => ({ id }));
    },
  ],
  [
    "select discord_id from people where discord_id is not null and in_guild is distinct from false",
    ({ tables }) =>
      tables.people
        .filter(({ discordId, inGuild }) => discordId !== null && inGuild !== false)
        .map(({ discordId }) => ({ discord_id: discordId })),
  ],
  [
    "select distinct g.id from groups g join memberships m",
    ({ tables }, people) =>
      tables.groups
        .filter(
          (group) =>
            ((group.status === "active" || (group.status === "preview" && group.realizeRequestedAt !== null)) &&
              activeIn(tables, group.id).some(({ person }) => people.includes(person.id))) ||
            tables.visits.some(
              ({ person, hostMeeting, openedAt, closedAt, endedAt }) =>
                hostMeeting.group.id === group.id &&
                people.includes(person.id) &&
                openedAt !== null &&
                closedAt === null &&
                endedAt === null,
            ),
        )
        .map(({ id }) => ({ id })),
  ],
  [
    "select status from groups where id = ? for update",
    ({ tables }, [id]) => tables.groups.filter((group) => group.id === id).map(({ status }) => ({ status })),
  ],
  [
    "select from groups join cohorts cohort",
    ({ tables }, [id]) =>
      tables.groups.filter(
        (group) =>
          group.id === id &&
          activeIn(tables, id).length < (group.maxSize ?? (group.cohort as unknown as { maxSize: number }).maxSize),
      ),
  ],
];

function groupBrief({ tables }: Memory, [groupId]: readonly unknown[]): object[] {
  const group = tables.groups.find(({ id }) => id === groupId);
  if (!group) return [];
  const cohort = tables.cohorts.find(({ id }) => id === group.cohort.id)!;
  if (tables.settings.some(({ key }) => key === `poison/${groupId as number}`))
    throw new TypeError("This row cannot be read");
  const {
    id,
    name,
    status,
    weekday,
    startMinute,
    lengthMinutes,
    timeZone,
    realizeRequestedAt,
    categoryNumber,
    archiveNumber,
  } = group;
  const named = (personId: number) => tables.people.find((person) => person.id === personId);
  const row = {
    groupId: id,
    groupName: name,
    status,
    weekday,
    startMinute,
    lengthMinutes,
    timeZone,
    realizeRequestedAt,
    categoryNumber,
    archiveNumber,
    seats: group.maxSize ?? cohort.maxSize,
    version: 1,
    cohortId: cohort.id,
    cohortName: cohort.name,
    cohortStatus: cohort.status,
    startDate: cohort.startDate,
    numberOfMeetings: cohort.numberOfMeetings,
    courseSlug: "ai-safety",
    courseName: (cohort.course as unknown as { title: string }).title,
    members: namedIn(tables, group)
      .map(({ id: membershipId, person, role, joinedAt }) => ({
        membershipId,
        personId: person.id,
        name: person.name,
        discordId: person.discordId,
        role,
        timeZone: person.timeZone,
        joinedAt,
      }))
      .toSorted((a, b) => (a.role === b.role ? a.personId - b.personId : a.role < b.role ? -1 : 1)),
    lastMembers: tables.memberships
      .filter(({ group: left, leftAt }) => left.id === id && leftAt && leftAt.getTime() === group.endedAt?.getTime())
      .flatMap(({ person }) => person.discordId ?? []),
    meetings: tables.meetings
      .filter((meeting) => meeting.group.id === id)
      .map((meeting) => ({
        id: meeting.id,
        number: meeting.number,
        startsAt: meeting.startsAt,
        lengthMinutes: meeting.lengthMinutes,
        status: meeting.status,
      }))
      .toSorted((a, b) => a.number - b.number),
    remembered: tables.refs
      .filter(({ externalId, subject }) => externalId !== null && subject === `group:${id}`)
      .map(({ key, externalId, wrote, missingSince }) => ({
        key,
        id: externalId,
        wrote,
        missingSinceAt: missingSince,
      })),
    messages: tables.notes
      .filter(
        (note) =>
          note.groupId === id &&
          note.channel === "discord_channel" &&
          (note.status === "due" || note.status === "claimed"),
      )
      .map((note) => ({
        notificationId: note.id,
        key: note.key,
        said: { kind: note.kind, payload: note.payload },
        membershipId: note.membershipId,
        personName: named(note.personId)?.name ?? null,
        discordId: named(note.personId)?.discordId ?? null,
      })),
  };
  return [{ row }];
}
