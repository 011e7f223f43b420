import type { Group } from "@muster/db/entities/group";
import type { NotificationsResult } from "@muster/domain/sync-result";
import type { Tx } from "../transaction.ts";
import { tell, type Told } from "./tell.ts";

interface Member extends Told {
  discordId: string | null;
  wantsMail: boolean;
  /** Has been told of this stay already, in whatever way. */
  isTold: boolean;
}

/** What the group's channel is told about nobody in particular. */
export const toChannelOf = (group: Group): Told => ({
  membershipId: null,
  about: group.subject(),
  personId: null,
  groupId: group.id,
  hasEmail: false,
});

/** Active members of a group and what each has heard about this stay. */
export async function membersOf(tx: Tx, groupId: number): Promise<Member[]> {
  return tx.em.execute<Member[]>(
    `select m.id as "membershipId", m.person_id as "personId", m.group_id as "groupId", p.discord_id as "discordId",
            p.email is not null as "hasEmail",
            coalesce((select wanted from preferences w where w.person_id = p.id and w.kind = 'group_assigned'
                      and w.channel = 'email'), true) as "wantsMail",
            exists (select 1 from notifications n where n.membership_id = m.id
                    and n.kind in ('group_assigned', 'member_joined')) as "isTold"
     from memberships m join people p on p.id = m.person_id
     where m.group_id = ? and m.status = 'active' and p.deleted_at is null
     order by m.id`,
    [groupId],
  );
}

/**
 * At promotion every active member hears of their group, the absent ones with the invitation (C25). Whoever is reached by
 * no mail is reached by the welcome, which mentions everybody.
 */
export async function tellAssigned(tx: Tx, groupId: number): Promise<NotificationsResult> {
  const result = { sent: 0, skipped: 0, channel_announcements: 0 };
  for (const member of await membersOf(tx, groupId)) {
    const byMail = member.hasEmail && member.wantsMail;
    const fresh = byMail
      ? await tell(tx, member, { kind: "group_assigned", channels: ["email"] })
      : await tell(tx, member, { kind: "group_assigned", channels: ["discord_channel"], status: "sent" });
    if (fresh.length > 0) result.sent++;
    else result.skipped++;
  }
  return result;
}

/**
 * Whoever gained access to an active group later: a mail to them, one line in the channel. Asked of the rows, not of what
 * this round happened to do, so that a crash between granting and telling loses nobody (NO-4).
 */
export async function tellJoined(
  tx: Tx,
  groupId: number,
  withAccess: ReadonlySet<string>,
): Promise<NotificationsResult> {
  const result = { sent: 0, skipped: 0, channel_announcements: 0 };
  for (const member of await membersOf(tx, groupId)) {
    if (!member.discordId || !withAccess.has(member.discordId)) continue;
    if (member.isTold) {
      result.skipped++;
      continue;
    }
    const mail = member.hasEmail && member.wantsMail ? (["email"] as const) : [];
    const fresh = await tell(tx, member, { kind: "member_joined", channels: [...mail, "discord_channel"] });
    if (fresh.length > 0) result.sent++;
    if (fresh.includes("discord_channel")) result.channel_announcements++;
  }
  return result;
}
