import type { Cohort } from "@muster/db/entities/cohort";
import type { EntityManager } from "@muster/db/orm";
import { groupRow, type Row, type Tables } from "../book/rows.ts";

/** All rows that are judged, in one look; what grows long only when it is asked for. */
const look = (long: boolean): string => `
  select json_build_object(
    'cohorts', (select json_agg(json_build_object('id', id, 'maxSize', max_size) order by id) from cohorts),
    'groups', (select json_agg(json_build_object('id', id, 'cohortId', cohort_id, 'name', name, 'status', status,
       'categoryNumber', category_number, 'realizeRequestedAt', realize_requested_at) order by id) from groups),
    'people', (select json_agg(json_build_object('id', id, 'discordId', discord_id) order by id) from people),
    'memberships', (select json_agg(json_build_object('id', id, 'groupId', group_id, 'personId', person_id,
       'status', status) order by id) from memberships),
    'meetings', (select json_agg(json_build_object('id', id, 'groupId', group_id, 'startsAt', starts_at,
       'status', status, 'number', number, 'lengthMinutes', length_minutes) order by id) from meetings),
    'visits', (select json_agg(json_build_object('id', id, 'personId', person_id, 'membershipId', membership_id,
       'homeMeetingId', home_meeting_id, 'hostMeetingId', host_meeting_id, 'number', number, 'meetsAt', meets_at,
       'openedAt', opened_at, 'closedAt', closed_at, 'endedAt', ended_at, 'ending', ending) order by id) from visits),
    'refs', (select json_agg(json_build_object('id', id, 'key', key, 'externalId', external_id) order by id)
       from external_refs where system = 'discord'),
    'tasks', (select json_agg(json_build_object('subject', subject, 'system', system, 'state', state,
       'lastError', last_error, ${long ? "'outcomes', outcomes, 'policy', policy," : ""} 'generation', generation) order by id) from sync_tasks),
    'rounds', (select json_agg(json_build_object('id', id, 'subject', subject, 'ending', ending, 
       'steps', ${long ? "steps, 'result', result, 'trouble', trouble" : "'[]'::jsonb"}, 'generation', generation) order by id) from sync_rounds),
    'intents', (select json_agg(json_build_object('id', id, 'key', key) order by id) from intents),
    'notes', (select json_agg(json_build_object('id', id, 'key', key, 'kind', kind, 'channel', channel,
       'groupId', group_id, 'membershipId', membership_id, 'status', status) order by id) from notifications),
    'leases', (select json_agg(json_build_object('holder', holder, 'epoch', epoch,
       'expiresAt', extract(epoch from expires_at) * 1000)) from bot_leases),
    'bells', (select count(*) from outbox_events where topic = 'due')
  ) as seen`;

type Seen = Record<string, (Record<string, unknown> & Row)[] | null> & { bells: never };

/** Reads everything afresh into the tables the judges look at; answers how often something was called due so far. */
export async function readTables(
  em: EntityManager,
  tables: Tables,
  how: "quickly" | "whole" = "quickly",
): Promise<number> {
  const [row] = await em.execute<{ seen: Seen }[]>(look(how === "whole"));
  const seen = row!.seen;
  const all = (name: string) => seen[name] ?? [];
  const by = <T extends { id: number }>(rows: readonly T[]) => new Map(rows.map((one) => [one.id, one]));
  const cohorts = all("cohorts") as unknown as (Cohort & Row)[];
  const groups = all("groups").map((one) =>
    groupRow({ ...one, cohort: cohorts.find(({ id }) => id === one["cohortId"]) }),
  );
  const [groupOf, personOf] = [by(groups), by(all("people"))];
  const memberships = all("memberships").map((one) => ({
    ...one,
    group: groupOf.get(one["groupId"] as number),
    person: personOf.get(one["personId"] as number),
  }));
  const meetings = all("meetings").map((one) => ({
    ...one,
    group: groupOf.get(one["groupId"] as number),
    startsAt: new Date(one["startsAt"] as string),
  }));
  Object.assign(tables, {
    cohorts,
    groups,
    people: all("people"),
    memberships,
    meetings,
    visits: all("visits").map((one) => ({
      ...one,
      person: personOf.get(one["personId"] as number),
      membership: by(memberships).get(one["membershipId"] as number),
      homeMeeting: by(meetings).get(one["homeMeetingId"] as number),
      hostMeeting: by(meetings).get(one["hostMeetingId"] as number),
      meetsAt: new Date(one["meetsAt"] as string),
    })),
    refs: all("refs"),
    tasks: all("tasks"),
    rounds: all("rounds"),
    intents: all("intents"),
    notes: all("notes"),
    leases: all("leases"),
  });
  return Number(seen.bells);
}
