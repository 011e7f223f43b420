import { AuditLogEvent, Routes, type APIAuditLog } from "discord-api-types/v10";
import type { Brief } from "@muster/domain/brief";
import { bornAt, markOf } from "./mark.ts";
import type { Discord } from "./rest.ts";
import type { SeenChannel, Survey } from "./survey.ts";

/** A category or voice channel has no topic: it is sought by name and place, and the audit log is the witness. */
export interface Sought {
  key: string;
  type: SeenChannel["type"];
  name: string;
  parentId: string | null;
}

/**
 * Which channels are ours although nothing written on them says so: the name we would give them, and Discord's own record
 * that we made them under this very mark. Without the right to read that record, only a create we began and never heard of
 * may claim one, in the place it was meant for. Anything else stays a stranger's (RE-3, platforms 1.4).
 */
export async function witnessed(
  discord: Discord,
  brief: Brief,
  { seen, sought }: { seen: Survey; sought: readonly Sought[] },
): Promise<Map<string, string>> {
  const remembered = new Set(brief.remembered.map(({ id }) => id));
  const pending = new Set(brief.pending.map(({ key }) => key));
  const candidates = sought.flatMap((thing) =>
    seen.channels
      .filter(({ id, type }) => type === thing.type && !remembered.has(id))
      .map(({ id, name, parentId }) => ({
        id,
        key: thing.key,
        isNamedSo: name === thing.name,
        isInPlace: parentId === thing.parentId,
      }))
      .filter(({ isNamedSo, key }) => isNamedSo || pending.has(key)),
  );
  if (candidates.length === 0) return new Map();
  const reasons = await reasonsOf(discord, seen);
  // The record is enough wherever the thing stands and whatever hands have called it since.
  const isOurs = ({ id, key, isNamedSo, isInPlace }: (typeof candidates)[number]) =>
    reasons
      ? reasons.get(id) === `Muster ${markOf(brief.installation, key)}`
      : isNamedSo && isInPlace && bornSinceWeBegan(brief, key, id);
  return new Map(candidates.filter(isOurs).map(({ id, key }) => [id, key]));
}

/** Why each channel was made, by the bot, latest hundred; undefined when we may not read the audit log. */
async function reasonsOf(
  discord: Discord,
  { guildId, botId, facts }: Survey,
): Promise<Map<string, string> | undefined> {
  if (facts.missingPermissions.includes("VIEW_AUDIT_LOG")) return undefined;
  const log = await discord.ask<APIAuditLog>(Routes.guildAuditLog(guildId), {
    user_id: botId,
    action_type: String(AuditLogEvent.ChannelCreate),
    limit: "100",
  });
  return new Map(log.audit_log_entries.map(({ target_id, reason }) => [target_id ?? "", reason ?? ""]));
}

/** Clocks may differ a little. */
const SLACK_MS = 30_000;

function bornSinceWeBegan({ pending }: Brief, key: string, id: string): boolean {
  const began = pending.find((intent) => intent.key === key)?.beganAt;
  return began !== undefined && bornAt(id).getTime() >= began.getTime() - SLACK_MS;
}
