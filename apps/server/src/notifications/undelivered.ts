import { selectRows } from "@muster/db/queries/select-rows";
import type { MessageKind } from "@muster/domain/message-kind";
import type { Context } from "../context.ts";

export interface Undelivered {
  notificationId: number;
  kind: MessageKind;
  channel: "email" | "discord_channel" | "discord_dm";
  person: string | null;
  group: string | null;
  /** What the last try was answered. */
  error: string | null;
  attempts: number;
  lastTriedAt: Date;
}

/** What could not be told although it was tried as often as it is (EM-4): for a cohort, the latest first. */
export function undelivered(ctx: Context, { cohortId }: { cohortId: number }): Promise<Undelivered[]> {
  return selectRows<Undelivered>(
    ctx.em,
    `select note.id as "notificationId", note.kind, note.channel, note.error, note.attempts,
            coalesce(nullif(person.name, ''), person.discord_username, 'User ' || person.id) as person,
            coalesce(groups.name, note.payload -> 'groups' ->> 0) as "group", note.updated_at as "lastTriedAt"
     from notifications note
     left join groups on groups.id = note.group_id
     left join people person on person.id = note.person_id
     where coalesce(groups.cohort_id, (note.payload ->> 'cohortId')::int) = ? and note.status = 'failed'
     order by note.id desc limit 200`,
    [cohortId],
  );
}
