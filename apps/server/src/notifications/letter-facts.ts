import { SAID_TO_THE_NAMED, type MessageOf } from "@muster/domain/message-kind";
import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";
import type { Context } from "../context.ts";
import { channelLinks } from "../signups/channel-links.ts";
import { openQuestion } from "../questions/open-question.ts";
import { openSwap } from "../swaps/open-swap.ts";
import { openLine } from "../waiting/open-line.ts";
import { openOffer } from "../waiting/open-offer.ts";
import type { MailFacts } from "./letter-form.ts";
import { unsubscribeUrl } from "./unsubscribe-link.ts";

type Looked =
  | "kind"
  | "payload"
  | "unsubscribeUrl"
  | "nextMeeting"
  | "homeUrl"
  | "inviteUrl"
  | "channelUrl"
  | "instants"
  | "answerPath"
  | "line"
  | "question";
type FactsRow = Omit<MailFacts, Looked> & {
  said: MessageOf;
  personId: number;
  email: string | null;
  discordId: string | null;
  /** Null, as the name is empty, where the group is there no longer: only of kinds that name it themselves. */
  groupId: number | null;
  nextMeetingAt: Date | null;
};

interface LetterFacts {
  email: string | null;
  discordId: string | null;
  facts: MailFacts;
}

/**
 * Everything a letter says, read again now: the address, the name, the date (NO-9). Null when its reader has left, or is
 * nobody any more.
 */
export async function factsOf(
  ctx: Context,
  em: EntityManager,
  { id, instants }: { id: number; instants: MailFacts["instants"] },
): Promise<LetterFacts | null> {
  const [row] = await selectRows<FactsRow>(em, FACTS, [ctx.clock(), id, `{${SAID_TO_THE_NAMED.join(",")}}`]);
  if (!row) return null;
  const { said, personId, email, discordId, groupId, nextMeetingAt, ...known } = row;
  const { appUrl, discordInviteUrl: inviteUrl } = ctx.house.config;
  const channelUrl = groupId === null ? null : ((await channelLinks(em, [groupId])).get(groupId)?.text ?? null);
  const offer = await askedIn(ctx, em, { said, personId });
  if (offer === null) return null;
  const circumstances = {
    ...known,
    nextMeeting: nextMeetingAt,
    channelUrl,
    inviteUrl,
    homeUrl: `${appUrl}/`,
    instants,
    // Who is written to directly chooses that on their page: only mail programs have a button for it.
    ...(instants === undefined && { unsubscribeUrl: unsubscribeUrl(ctx.house, { kind: said.kind, personId }) }),
    ...offer,
  };
  return { email, discordId, facts: { ...circumstances, ...said } };
}

/** What a letter that asks something needs beside: undefined where nothing is asked, null where it is too late to ask. */
async function askedIn(ctx: Context, em: EntityManager, { said, personId }: Pick<FactsRow, "said" | "personId">) {
  if (said.kind === "seat_offered") return openOffer(ctx, em, said.payload);
  if (said.kind === "swap_offered") return openSwap(ctx, em, { swapId: said.payload.swapId, personId });
  if (said.kind === "put_in_line") return openLine(ctx, em, said.payload);
  if (said.kind === "hours_asked") return openQuestion(ctx, em, said.payload.questionId);
  return undefined;
}

const nameOf = (alias: string) =>
  `coalesce(nullif(${alias}.name, ''), ${alias}.discord_username, 'User ' || ${alias}.id)`;

const FACTS = `
  select jsonb_build_object('kind', note.kind, 'payload', note.payload) as said, reader.id as "personId", reader.email, reader.discord_id as "discordId", ${nameOf("reader")} as name, coalesce(reader.time_zone, groups.time_zone, cohort.time_zone) as "timeZone",
         groups.id as "groupId", coalesce(groups.name, '') as "groupName", course.title as "courseTitle", cohort.name as "cohortName",
         cohort.number_of_meetings as "numberOfMeetings",
         jsonb_build_object('weekday', groups.weekday, 'startMinute', groups.start_minute,
                            'lengthMinutes', groups.length_minutes, 'timeZone', groups.time_zone) as slot,
         (select min(meeting.starts_at) from meetings meeting
          where meeting.group_id = groups.id and meeting.status = 'planned' and meeting.starts_at > ?) as "nextMeetingAt",
         (select string_agg(${nameOf("other")}, ', ' order by other.id) from memberships lead
          join people other on other.id = lead.person_id
          where lead.group_id = groups.id and lead.status = 'active' and lead.role = 'facilitator'
            and other.id <> reader.id) as facilitator,
         coalesce((select jsonb_agg(${nameOf("other")} order by other.id) from memberships fellow
          join people other on other.id = fellow.person_id
          where fellow.group_id = groups.id and fellow.status = 'active' and fellow.role = 'participant'
            and other.id <> reader.id), '[]') as fellows,
         reader.discord_id is not null as "hasDiscord",
         reader.discord_id is not null and reader.in_guild is false as "mustJoinServer"
  from notifications note
  left join memberships membership on membership.id = note.membership_id and membership.status = 'active'
  join people reader on reader.id = note.person_id and reader.deleted_at is null
  left join groups on groups.id = note.group_id
  join cohorts cohort on cohort.id = coalesce(groups.cohort_id, (note.payload ->> 'cohortId')::int)
  join courses course on course.id = cohort.course_id
  where note.id = ? and (membership.id is not null or note.kind = any (?::text[]))`;
