import { SAID_TO_THE_NAMED, type MessageOf } from "@muster/domain/message-kind";
import { selectRows } from "@muster/db/queries/select-rows";
import type { EntityManager } from "@muster/db/orm";
import { systemContext, type Context } from "../context.ts";
import type { House } from "../house.ts";
import { channelLinks } from "../signups/channel-links.ts";
import { together } from "../transaction.ts";
import { openOffer } from "../waiting/open-offer.ts";
import { createDeliveryQueue, DELIVERY_QUEUE } from "./delivery-queue.ts";
import type { Mailer } from "./email.ts";
import { releaseHeld } from "./release-held.ts";
import { mailOf, type MailFacts } from "./messages.ts";

/** Delivers mail as it becomes due, and looks for what was left behind every minute. */
export async function openDelivery(house: House, mailer: Mailer): Promise<AsyncDisposable> {
  const { boss } = house;
  await createDeliveryQueue(boss);
  const polling = { notifyPollingIntervalSeconds: 2, pollingIntervalSeconds: 2 };
  await boss.work(DELIVERY_QUEUE, polling, async ([job]) => {
    await deliverDue(systemContext(house, job?.id ?? "post"), mailer);
  });
  await boss.schedule(DELIVERY_QUEUE, "* * * * *");
  return { [Symbol.asyncDispose]: () => boss.offWork(DELIVERY_QUEUE, { wait: true }) };
}

const AT_ONCE = 50;
const MOST_ATTEMPTS = 8;
/** A claim this old belongs to a server that died between sending and marking. */
const CLAIM_MS = 5 * 60_000;

interface Claimed {
  id: number;
  key: string;
  attempts: number;
}

/**
 * Claims what is due, sends it outside any transaction, and marks it. A failure is one letter's own: the others go on
 * (EM-4). The mailer knows the key, so that a claim taken over after a crash sends nothing twice (NO-1, INV-4).
 */
export async function deliverDue(
  ctx: Context,
  mailer: Mailer,
): Promise<{ sent: number; failed: number; skipped: number }> {
  const told = { sent: 0, failed: 0, skipped: 0 };
  await releaseHeld(ctx);
  for (;;) {
    const claimed = await claim(ctx);
    for (const one of claimed) told[await deliver(ctx, mailer, one)]++;
    if (claimed.length < AT_ONCE) return told;
  }
}

async function claim(ctx: Context): Promise<Claimed[]> {
  const now = ctx.clock();
  return together(ctx, (tx) =>
    tx.em.execute<Claimed[]>(
      `update notifications set status = 'claimed', attempts = attempts + 1, next_at = ?
       where id in (
         select id from notifications
         where channel = 'email' and ((status = 'due' and (next_at is null or next_at <= ?)) or (status = 'claimed' and next_at <= ?))
         order by id limit ${AT_ONCE} for update skip locked)
       returning id, key, attempts`,
      [new Date(now.getTime() + CLAIM_MS), now, now],
    ),
  );
}

async function deliver(
  ctx: Context,
  mailer: Mailer,
  { id, key, attempts }: Claimed,
): Promise<"sent" | "failed" | "skipped"> {
  try {
    const letter = await letterOf(ctx, id);
    if (!letter) {
      await markSkipped(ctx, id);
      return "skipped";
    }
    await mailer.send({ ...letter, key });
    await markSent(ctx, id);
    return "sent";
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    ctx.house.log.warn({ notification: id, attempts, error: message }, "a letter did not go out");
    await postpone(ctx, { id, attempts, message });
    return "failed";
  }
}

async function markSent(ctx: Context, id: number): Promise<void> {
  await together(ctx, (tx) =>
    tx.em.execute("update notifications set status = 'sent', sent_at = ?, next_at = null, error = null where id = ?", [
      tx.clock(),
      id,
    ]),
  );
}

async function markSkipped(ctx: Context, id: number): Promise<void> {
  const why = "There is nobody to write to any more";
  await together(ctx, (tx) =>
    tx.em.execute("update notifications set status = 'skipped', next_at = null, error = ? where id = ?", [why, id]),
  );
}

/** Twice as long each time, an hour at most; after eight tries it is shown as failed. */
async function postpone(
  ctx: Context,
  { id, attempts, message }: { id: number; attempts: number; message: string },
): Promise<void> {
  const waitMs = Math.min(3_600_000, 15_000 * 2 ** attempts);
  const status = attempts >= MOST_ATTEMPTS ? "failed" : "due";
  await together(ctx, (tx) =>
    tx.em.execute("update notifications set status = ?, next_at = ?, error = ? where id = ?", [
      status,
      new Date(tx.clock().getTime() + waitMs),
      message.slice(0, 500),
      id,
    ]),
  );
}

type FactsRow = Omit<MailFacts, "kind" | "payload" | "nextMeeting" | "homeUrl" | "inviteUrl" | "channelUrl"> & {
  said: MessageOf;
  email: string | null;
  groupId: number;
  nextMeetingAt: Date | null;
};

/** Everything is read again now: the address, the name, the date (NO-9). Null: they left, or have no address any more. */
async function letterOf(ctx: Context, id: number) {
  const em = ctx.house.orm.em.fork();
  const [row] = await selectRows<FactsRow>(em, FACTS, [ctx.clock(), id, `{${SAID_TO_THE_NAMED.join(",")}}`]);
  if (!row?.email) return null;
  const { said, email, groupId, nextMeetingAt, ...known } = row;
  const channelUrl = await channelOf(em, groupId);
  const offer = said.kind === "seat_offered" ? await openOffer(ctx, said.payload) : undefined;
  if (offer === null) return null;
  const circumstances = {
    ...known,
    nextMeeting: nextMeetingAt,
    channelUrl,
    inviteUrl: ctx.house.config.discordInviteUrl,
    homeUrl: `${ctx.house.config.appUrl}/`,
    ...offer,
  };
  const mail = mailOf({ ...circumstances, ...said });
  return mail && { ...mail, to: email };
}

async function channelOf(em: EntityManager, groupId: number): Promise<string | null> {
  return (await channelLinks(em, [groupId])).get(groupId)?.text ?? null;
}

const nameOf = (alias: string) =>
  `coalesce(nullif(${alias}.name, ''), ${alias}.discord_username, 'User ' || ${alias}.id)`;

const FACTS = `
  select jsonb_build_object('kind', note.kind, 'payload', note.payload) as said, reader.email, ${nameOf("reader")} as name, coalesce(reader.time_zone, groups.time_zone) as "timeZone",
         groups.id as "groupId", groups.name as "groupName", course.title as "courseTitle", cohort.name as "cohortName",
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
  join groups on groups.id = note.group_id
  join cohorts cohort on cohort.id = groups.cohort_id
  join courses course on course.id = cohort.course_id
  where note.id = ? and (membership.id is not null or note.kind = any (?::text[]))`;
