import { createHash } from "node:crypto";
import type { EndingDeed } from "@muster/domain/ending";
import type { GroupStatus } from "@muster/domain/group";
import type { Role } from "@muster/domain/membership";
import type { EntityManager } from "@muster/db/orm";
import { selectRows } from "@muster/db/queries/select-rows";
import { undoable } from "../realization/undoable.ts";
import { Conflict, NotFound } from "../refusal.ts";
import type { Context } from "../context.ts";
import type { Tx } from "../transaction.ts";

export interface GroupFacts {
  id: number;
  cohortId: number;
  name: string;
  status: GroupStatus;
  seats: number;
  people: { membershipId: number; personId: number; name: string; role: Role }[];
  /** Numbers of its meetings that have not begun. */
  meetingsAhead: number[];
  /** Whose visit to one of its meetings to come would be off, and which. */
  guests: { name: string; number: number }[];
  /** How many stand in line for a seat. */
  waiting: number;
  /** Whether something of it was made on Discord and is remembered. */
  onDiscord: boolean;
}

export interface EndingFacts {
  cohort: { id: number; name: string };
  /** Those that end, by id. */
  groups: GroupFacts[];
  /** The group their members move to. */
  into: GroupFacts | null;
  /** Only of what was realized: who has been told of it already, and which groups stay because they have met. */
  realized?: { told: Told; haveMet: string[] };
}

/** What has gone out about groups and cannot be unsent. */
interface Told {
  letters: number;
  direct: number;
  inChannels: number;
}

/** What an ending is about, as it is now; NotFound where there is no such group or cohort. */
export async function endingFacts(ctx: Pick<Context, "em" | "clock">, deed: EndingDeed): Promise<EndingFacts> {
  const now = ctx.clock();
  if (deed.verb === "close") {
    const cohort = await cohortOf(ctx.em, deed.cohortId);
    const groups = await selectRows<GroupFacts>(
      ctx.em,
      `${GROUPS} where groups.cohort_id = ? and groups.status in ('preview', 'active') order by groups.id`,
      [now, now, deed.cohortId],
    );
    return { cohort, groups, into: null };
  }
  if (deed.verb === "unrealize") return realizedFacts(ctx, deed.cohortId);
  const [group] = await selectRows<GroupFacts>(ctx.em, `${GROUPS} where groups.id = ?`, [now, now, deed.groupId]);
  if (!group) throw new NotFound("There is no such group.");
  const cohort = await cohortOf(ctx.em, group.cohortId);
  if (deed.verb !== "merge") return { cohort, groups: [group], into: null };
  const [into] = await selectRows<GroupFacts>(ctx.em, `${GROUPS} where groups.id = ?`, [now, now, deed.intoGroupId]);
  if (!into || into.cohortId !== group.cohortId) throw new NotFound("There is no such group in this cohort.");
  return { cohort, groups: [group], into };
}

/** Of the last realization: nothing where nothing of it can be taken back, which the verb itself refuses. */
async function realizedFacts(ctx: Pick<Context, "em" | "clock">, cohortId: number): Promise<EndingFacts> {
  const now = ctx.clock();
  const cohort = await cohortOf(ctx.em, cohortId);
  const { groupIds = [], haveMet = [] } = (await undoable(ctx.em, cohortId, now)) ?? {};
  const ids = `{${groupIds.join(",")}}`;
  const groups = await selectRows<GroupFacts>(ctx.em, `${GROUPS} where groups.id = any (?::int[]) order by groups.id`, [
    now,
    now,
    ids,
  ]);
  const [told] = await selectRows<Told>(
    ctx.em,
    `select count(*) filter (where channel = 'email') as letters, count(*) filter (where channel = 'discord_dm') as direct,
            count(*) filter (where channel = 'discord_channel' and external_id is not null)
              + (select count(*) from external_refs welcome where welcome.system = 'discord' and welcome.external_id is not null
                   and welcome.key = any (select 'group:' || asked || '/welcome' from unnest(?::int[]) asked)) as "inChannels"
     from notifications where group_id = any (?::int[]) and status = 'sent'`,
    [ids, ids],
  );
  return { cohort, groups, into: null, realized: { told: told ?? { letters: 0, direct: 0, inChannels: 0 }, haveMet } };
}

async function cohortOf(em: EntityManager, id: number): Promise<EndingFacts["cohort"]> {
  const [cohort] = await selectRows<EndingFacts["cohort"]>(em, "select id, name from cohorts where id = ?", [id]);
  if (!cohort) throw new NotFound("There is no such cohort.");
  return cohort;
}

const GROUPS = `
  select groups.id, groups.cohort_id as "cohortId", groups.name, groups.status,
         coalesce(groups.max_size, cohort.max_size) as seats,
         coalesce((select jsonb_agg(jsonb_build_object(
             'membershipId', membership.id, 'personId', person.id, 'role', membership.role,
             'name', coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id)) order by membership.id)
           from memberships membership join people person on person.id = membership.person_id
           where membership.group_id = groups.id and membership.status = 'active'), '[]') as people,
         coalesce((select jsonb_agg(meeting.number order by meeting.number) from meetings meeting
           where meeting.group_id = groups.id and meeting.status = 'planned' and meeting.starts_at > ?), '[]') as "meetingsAhead",
         coalesce((select jsonb_agg(jsonb_build_object('number', visit.number,
             'name', coalesce(nullif(guest.name, ''), guest.discord_username, 'User ' || guest.id)) order by visit.number, visit.id)
           from visits visit join people guest on guest.id = visit.person_id
           join meetings host on host.id = visit.host_meeting_id
           where host.group_id = groups.id and visit.ended_at is null and visit.closed_at is null
             and visit.meets_at > ?), '[]') as guests,
         (select count(*)::int from waits where waits.group_id = groups.id and waits.state in ('waiting', 'offered')) as waiting,
         exists (select 1 from external_refs ref where ref.system = 'discord' and ref.subject = 'group:' || groups.id
           and ref.external_id is not null and ref.missing_since is null) as "onDiscord"
  from groups join cohorts cohort on cohort.id = groups.cohort_id`;

/** One mark for everything a person read: if it is another one, so is what would happen. */
export const markOf = (facts: EndingFacts): string =>
  createHash("sha256").update(JSON.stringify(facts)).digest("hex").slice(0, 32);

/** Conflict when what somebody read is no longer so (PL-6). Without a mark nothing is compared. */
export async function assertUnchanged(tx: Tx, deed: EndingDeed, seen: string | undefined): Promise<void> {
  if (seen === undefined) return;
  const facts = await endingFacts(tx, deed);
  if (markOf(facts) === seen) return;
  const what = "cohortId" in deed ? facts.cohort.name : (facts.groups[0]?.name ?? "The group");
  throw new Conflict(`${what} has changed since you read what would happen. Look at it again.`, {
    facts: { word: "changed" },
  });
}
