import { PermissionFlagsBits } from "discord-api-types/v10";
import type { Channel, GuildFacts, Member, Overwrite, Role } from "./guild.ts";

const screaming = (name: string): string =>
  name
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .replace(/([A-Z])([A-Z][a-z])/g, "$1_$2")
    .toUpperCase();

/** Every permission under Discord's documented name, such as VIEW_CHANNEL. */
export const BITS: ReadonlyMap<string, bigint> = new Map(
  Object.entries(PermissionFlagsBits).map(([name, bit]) => [screaming(name), bit]),
);
export const ALL = [...BITS.values()].reduce((sum, bit) => sum | bit, 0n);

export const VIEW_CHANNEL = PermissionFlagsBits.ViewChannel;
export const CONNECT = PermissionFlagsBits.Connect;
export const MANAGE_ROLES = PermissionFlagsBits.ManageRoles;

/** `["VIEW_CHANNEL", "CONNECT"]` → bits; an unknown name is an error that lists what it is not. */
export function bitsOf(names: readonly string[]): bigint {
  let bits = 0n;
  for (const name of names) {
    const bit = BITS.get(name);
    if (bit === undefined) throw new Error(`There is no permission called ${name}.`);
    bits |= bit;
  }
  return bits;
}

export const namesOf = (bits: bigint): string[] =>
  [...BITS].filter(([, bit]) => (bits & bit) === bit).map(([name]) => name);

/** What the arithmetic needs of a guild. */
export type Ranks = {
  guild: GuildFacts;
  roles: ReadonlyMap<string, Role>;
  members: ReadonlyMap<string, Member>;
};

/** A member's permissions in the guild as a whole; a stranger has none. */
export function basePermissions({ guild, roles, members }: Ranks, userId: string): bigint {
  const member = members.get(userId);
  if (!member) return 0n;
  if (userId === guild.owner_id) return ALL;
  let bits = BigInt(roles.get(guild.id)?.permissions ?? "0");
  for (const id of member.roles) bits |= BigInt(roles.get(id)?.permissions ?? "0");
  return bits & PermissionFlagsBits.Administrator ? ALL : bits;
}

/**
 * A member's permissions in one channel, in Discord's order: base, everyone's overwrite, roles' denials, roles' allowances,
 * the member's own. Owner and administrators are above overwrites; who cannot see a channel can do nothing in it.
 */
export function permissionsIn(ranks: Ranks, channel: Pick<Channel, "permission_overwrites">, userId: string): bigint {
  const base = basePermissions(ranks, userId);
  if (base === ALL || base === 0n) return base;
  const roles = new Set(ranks.members.get(userId)?.roles);
  const of = (fits: (o: Overwrite) => boolean): Overwrite[] => channel.permission_overwrites.filter(fits);
  const layers = [
    of((o) => o.type === 0 && o.id === ranks.guild.id),
    of((o) => o.type === 0 && o.id !== ranks.guild.id && roles.has(o.id)),
    of((o) => o.type === 1 && o.id === userId),
  ];
  let bits = base;
  for (const layer of layers) {
    for (const { deny } of layer) bits &= ~BigInt(deny);
    for (const { allow } of layer) bits |= BigInt(allow);
  }
  return bits & VIEW_CHANNEL ? bits : 0n;
}

/** Whether somebody who is only a member, with no role of their own, would see the channel: the question a leak is judged by. */
export function everyoneCanView({ guild, roles }: Ranks, channel: Pick<Channel, "permission_overwrites">): boolean {
  let bits = BigInt(roles.get(guild.id)?.permissions ?? "0");
  const own = channel.permission_overwrites.find((o) => o.id === guild.id);
  if (own) bits = (bits & ~BigInt(own.deny)) | BigInt(own.allow);
  return (bits & (VIEW_CHANNEL | PermissionFlagsBits.Administrator)) !== 0n;
}
