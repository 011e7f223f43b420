import { PermissionFlagsBits as may, type APIGuild, type APIGuildMember } from "discord-api-types/v10";

/** Every permission the bot needs, under Discord's own names; the essential ones stop a round when they are missing. */
const NEEDED = {
  VIEW_CHANNEL: { bit: may.ViewChannel, essential: true },
  MANAGE_CHANNELS: { bit: may.ManageChannels, essential: true },
  MANAGE_ROLES: { bit: may.ManageRoles, essential: true },
  SEND_MESSAGES: { bit: may.SendMessages, essential: true },
  READ_MESSAGE_HISTORY: { bit: may.ReadMessageHistory, essential: true },
  EMBED_LINKS: { bit: may.EmbedLinks, essential: false },
  CONNECT: { bit: may.Connect, essential: true },
  SPEAK: { bit: may.Speak, essential: true },
  CREATE_EVENTS: { bit: may.CreateEvents, essential: false },
  MANAGE_EVENTS: { bit: may.ManageEvents, essential: false },
  PIN_MESSAGES: { bit: may.PinMessages, essential: false },
  VIEW_AUDIT_LOG: { bit: may.ViewAuditLog, essential: false },
} as const;

const EVERYTHING = Object.values(may).reduce((sum, bit) => sum | bit, 0n);

/** What a member may do in the guild as a whole: owner and administrators everything, others what their roles add up to. */
export function permissionsOf(
  member: Pick<APIGuildMember, "roles"> & { user: { id: string } },
  guild: Pick<APIGuild, "id" | "owner_id" | "roles">,
): bigint {
  if (guild.owner_id === member.user.id) return EVERYTHING;
  const theirs = new Set([guild.id, ...member.roles]);
  const sum = guild.roles
    .filter(({ id }) => theirs.has(id))
    .reduce((bits, role) => bits | BigInt(role.permissions), 0n);
  return (sum & may.Administrator) === 0n ? sum : EVERYTHING;
}

export const missingFrom = (permissions: bigint): string[] =>
  Object.entries(NEEDED)
    .filter(([, { bit }]) => (permissions & bit) !== bit)
    .map(([name]) => name);

/** Without these nothing can be kept in step: not even access can be handed on. */
export const isEssential = (name: string): boolean => name in NEEDED && NEEDED[name as keyof typeof NEEDED].essential;

/** The bits that are needed, all and no more (DC-14). */
export const NEEDED_BITS = Object.values(NEEDED).reduce((sum, { bit }) => sum | bit, 0n);

/** Where an administrator lets the bot into a server, with exactly these permissions. */
export const invitationUrl = (applicationId: string): string =>
  `https://discord.com/oauth2/authorize?client_id=${applicationId}&scope=bot+applications.commands&permissions=${NEEDED_BITS}`;
