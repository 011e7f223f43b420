import { ChannelType } from "discord-api-types/v10";
import type { Channel, Member, Role, User } from "./guild.ts";
import { bitsOf, namesOf } from "./permissions.ts";
import { guildOf, memberReply, roleReply } from "./replies.ts";
import type { Change, World } from "./world.ts";
import { INTENTS } from "./intents.ts";

/** People as a seed names them; `inGuild` false is somebody with an account who has not joined the server. */
export type SeedUser = {
  id: string;
  username: string;
  global_name?: string | null;
  inGuild?: boolean;
  /** Gets the role "Organisers", which has ADMINISTRATOR. */
  administrator?: boolean;
};
export type Seed = {
  guildName?: string;
  guildId?: string;
  owner?: SeedUser | string;
  users?: SeedUser[];
  /** Permission names of the bot's role. */
  botPermissions?: string[];
};

/** What our bot asks for when it is invited. */
export const BOT_PERMISSIONS = [
  "VIEW_CHANNEL",
  "MANAGE_CHANNELS",
  "MANAGE_ROLES",
  "SEND_MESSAGES",
  "READ_MESSAGE_HISTORY",
  "EMBED_LINKS",
  "CONNECT",
  "SPEAK",
  "CREATE_EVENTS",
  "MANAGE_EVENTS",
  "PIN_MESSAGES",
  "VIEW_AUDIT_LOG",
];
/** What everybody may do in a fresh server; nothing the bot needs is only here. */
const EVERYONE_PERMISSIONS = [
  "VIEW_CHANNEL",
  "SEND_MESSAGES",
  "READ_MESSAGE_HISTORY",
  "EMBED_LINKS",
  "ADD_REACTIONS",
  "CREATE_INSTANT_INVITE",
  "CONNECT",
  "SPEAK",
  "USE_APPLICATION_COMMANDS",
];

const asUser = (seed: SeedUser): User => ({
  id: seed.id,
  username: seed.username,
  global_name: seed.global_name ?? null,
  bot: false,
});
const asMember = (id: string, joined: string, roles: string[] = []): Member => ({
  id,
  roles,
  joined_at: joined,
  nick: null,
});

/** A new guild with its owner, the bot and one open channel, if the journal knows none; then whoever the seed adds. */
export function found(world: World, seed: Seed, botId: string | undefined): void {
  if (!world.state.facts.has("guild")) foundGuild(world, seed, botId);
  else if (botId && botId !== guildOf(world.state).bot_id) replaceBot(world, botId, seed);
  addPeople(world, seed);
}

function foundGuild({ nextId, clock, commit }: World, seed: Seed, botId: string = nextId()): void {
  const id = seed.guildId ?? nextId();
  const owner = typeof seed.owner === "object" ? seed.owner : { id: seed.owner ?? nextId(), username: "owner" };
  const joined = new Date(clock()).toISOString();
  const role = botRole(nextId(), botId, seed);
  const general: Channel = {
    id: nextId(),
    type: ChannelType.GuildText,
    name: "general",
    position: 0,
    parent_id: null,
    topic: null,
    nsfw: false,
    rate_limit_per_user: 0,
    bitrate: 0,
    user_limit: 0,
    rtc_region: null,
    permission_overwrites: [],
  };
  const everyone = {
    id,
    name: "@everyone",
    permissions: String(bitsOf(EVERYONE_PERMISSIONS)),
    position: 0,
    managed: false,
  };
  const name = seed.guildName ?? "Rehearsal";
  commit({
    by: owner.id,
    did: "guild.found",
    id,
    name,
    changes: [
      ["facts", "guild", { id, name, owner_id: owner.id, bot_id: botId, bot_role_id: role.id, bot_present: true }],
      ["roles", id, everyone],
      ["roles", role.id, role],
      ["users", owner.id, asUser(owner)],
      ["users", botId, { id: botId, username: "Muster", global_name: null, bot: true }],
      ["members", owner.id, asMember(owner.id, joined)],
      ["members", botId, asMember(botId, joined, [role.id])],
      ["channels", general.id, general],
    ],
  });
}

const botRole = (id: string, botId: string, seed: Seed): Role => ({
  id,
  name: "Muster",
  position: 1,
  managed: true,
  botId,
  permissions: String(bitsOf(seed.botPermissions ?? BOT_PERMISSIONS)),
});

function replaceBot(world: World, botId: string, seed: Seed): void {
  const facts = guildOf(world.state);
  const role = botRole(world.nextId(), botId, seed);
  world.commit({
    by: facts.owner_id,
    did: "bot.replace",
    id: botId,
    changes: [
      ["users", botId, { id: botId, username: "Muster", global_name: null, bot: true }],
      ["roles", role.id, role],
      ["members", botId, asMember(botId, new Date(world.clock()).toISOString(), [role.id])],
      ["members", facts.bot_id, null],
      ["facts", "guild", { ...facts, bot_id: botId, bot_role_id: role.id }],
    ],
  });
}

/** Adds whom the guild does not know yet and takes over name, owner and permissions where the seed gives them; doing it twice changes nothing. */
export function addPeople(world: World, seed: Seed): { added: number } {
  const { state } = world;
  const facts = guildOf(state);
  const owner = typeof seed.owner === "object" ? [{ ...seed.owner, inGuild: true }] : [];
  const fresh = [...owner, ...(seed.users ?? [])].filter(({ id }) => !state.users.has(id));
  for (const person of fresh) {
    const roles = person.administrator ? [organisersRole(world)] : [];
    const member = asMember(person.id, new Date(world.clock()).toISOString(), roles);
    const changes: Change[] = [["users", person.id, asUser(person)]];
    if (person.inGuild !== false) changes.push(["members", person.id, member]);
    world.commit({ by: person.id, did: "user.add", id: person.id, name: person.username, changes });
    if (person.inGuild === false) continue;
    const data = { ...memberReply(state, member), guild_id: facts.id };
    world.commit({
      by: person.id,
      did: "member.join",
      id: person.id,
      name: person.username,
      changes: [],
      tell: [{ type: "GUILD_MEMBER_ADD", data, intents: INTENTS.members }],
    });
  }
  const ownerId = typeof seed.owner === "object" ? seed.owner.id : (seed.owner ?? facts.owner_id);
  const name = seed.guildName ?? facts.name;
  if (name !== facts.name || (ownerId !== facts.owner_id && state.members.has(ownerId)))
    world.commit({
      by: facts.owner_id,
      did: "guild.edit",
      id: facts.id,
      name,
      changes: [["facts", "guild", { ...facts, name, owner_id: ownerId }]],
    });
  if (seed.botPermissions) setBotPermissions(world, bitsOf(seed.botPermissions));
  return { added: fresh.length };
}

/** The id of the role with ADMINISTRATOR, made when somebody first needs it. */
function organisersRole({ state, commit, nextId }: World): string {
  const known = [...state.roles.values()].find(({ name, managed }) => name === "Organisers" && !managed);
  if (known) return known.id;
  const permissions = String(bitsOf(["ADMINISTRATOR"]));
  const role: Role = { id: nextId(), name: "Organisers", permissions, position: 2, managed: false };
  const { id: guild_id, owner_id } = guildOf(state);
  const told = { type: "GUILD_ROLE_CREATE", data: { guild_id, role: roleReply(role) }, intents: INTENTS.guilds };
  commit({
    by: owner_id,
    did: "role.create",
    id: role.id,
    name: role.name,
    changes: [["roles", role.id, role]],
    tell: [told],
  });
  return role.id;
}

/** Gives the bot's role exactly these bits; what is taken away is taken from everybody's role too, else the bot would still have it. */
export function setBotPermissions(world: World, bits: bigint): void {
  const { state } = world;
  const facts = guildOf(state);
  const role = state.roles.get(facts.bot_role_id);
  const everyone = state.roles.get(facts.id);
  if (!role || !everyone) throw new Error("The guild has lost the bot's role.");
  const taken = BigInt(role.permissions) & ~bits;
  const changes: Change[] = [];
  if (String(bits) !== role.permissions) changes.push(["roles", role.id, { ...role, permissions: String(bits) }]);
  if (BigInt(everyone.permissions) & taken)
    changes.push(["roles", everyone.id, { ...everyone, permissions: String(BigInt(everyone.permissions) & ~taken) }]);
  if (changes.length === 0) return;
  const tell = changes.map(([, , value]) => ({
    type: "GUILD_ROLE_UPDATE",
    data: { guild_id: facts.id, role: roleReply(value as Role) },
    intents: INTENTS.guilds,
  }));
  world.commit({
    by: facts.owner_id,
    did: "role.edit",
    id: role.id,
    name: role.name,
    detail: { permissions: namesOf(bits) },
    changes,
    tell,
  });
}
