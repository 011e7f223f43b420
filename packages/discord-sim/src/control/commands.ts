import { ranksOf } from "../call.ts";
import type { Command, CommandOption } from "../guild.ts";
import type { Interaction } from "../interactions.ts";
import type { Parts } from "../parts.ts";
import { basePermissions, permissionsIn } from "../permissions.ts";
import { channelReply, guildOf, memberReply, messageReply } from "../replies.ts";
import { Clumsy } from "./clumsy.ts";

/** A command as a person sends it: options by name; `subcommand` as "name" or "group name". */
export type CommandWish = {
  userId: string;
  name: string;
  options?: Record<string, string | number | boolean>;
  subcommand?: string;
  /** For a command in a person's menu: whose menu it is. */
  targetId?: string;
  channelId?: string;
  /** Instead of running it: what the person has typed into one option so far. */
  autocomplete?: { option: string; value: string | number };
  /** How long to wait for an answer that says something (a deferral alone does not); usually 3000. */
  waitMs?: number;
};
export type ComponentWish = { userId: string; messageId: string; customId: string; values?: string[]; waitMs?: number };

/** Runs a command or asks for its completions, and gives the interaction with the answers that came in time. */
export async function runCommand(parts: Parts, wish: CommandWish): Promise<Interaction> {
  const { world } = parts.bench;
  const command = commandNamed(parts, wish);
  const channelId = wish.channelId ?? [...world.state.channels.values()].find(({ type }) => type === 0)?.id ?? "";
  const kind = wish.autocomplete ? "autocomplete" : "command";
  const options = optionsOf(command.body.options ?? [], wish);
  const aimed = wish.targetId === undefined ? {} : aimedAt(parts, wish.targetId);
  const open = { id: world.nextId(), kind, name: wish.name, userId: wish.userId, channelId } as const;
  const interaction = dispatch(parts, open, {
    type: wish.autocomplete ? 4 : 2,
    data: {
      id: command.id,
      name: command.body.name,
      type: command.body.type ?? 1,
      options,
      resolved: resolved(parts, options),
      ...aimed,
      ...(command.guild_id && { guild_id: command.guild_id }),
    },
  });
  await answered(parts, interaction, wish.waitMs);
  return interaction;
}

/** Somebody presses a button under a message, or chooses from its menu. */
export async function pressComponent(parts: Parts, wish: ComponentWish): Promise<Interaction> {
  const { world } = parts.bench;
  const message = world.state.messages.get(wish.messageId);
  if (!message) throw new Clumsy(404, "There is no such message.");
  const part = componentsOf(message.components).find((each) => each.custom_id === wish.customId);
  if (!part || part.disabled) throw new Clumsy(409, "There is nothing to press under that name.");
  const open = {
    id: world.nextId(),
    kind: "component",
    name: wish.customId,
    userId: wish.userId,
    channelId: message.channel_id,
  } as const;
  const interaction = dispatch(parts, open, {
    type: 3,
    message: messageReply(world.state, message),
    data: { custom_id: wish.customId, component_type: part.type, ...(wish.values && { values: wish.values }) },
  });
  interaction.originalId = message.id;
  await answered(parts, interaction, wish.waitMs);
  return interaction;
}

type Component = { type: number; custom_id?: string; disabled?: boolean; components?: Component[] };
const componentsOf = (list: readonly object[]): Component[] =>
  (list as Component[]).flatMap((each) => [each, ...componentsOf(each.components ?? [])]);

/** The person whose menu was opened, as Discord hands them over. */
function aimedAt({ bench }: Parts, targetId: string): object {
  const { state } = bench.world;
  const member = state.members.get(targetId);
  if (!member) throw new Clumsy(404, "There is no such person on the server.");
  const reply = memberReply(state, member);
  return {
    target_id: targetId,
    resolved: {
      users: { [targetId]: reply.user },
      members: { [targetId]: { ...reply, user: undefined, permissions: "0" } },
    },
  };
}

function commandNamed({ bench }: Parts, { name, userId, targetId }: CommandWish): Command {
  const { state } = bench.world;
  if (!state.members.has(userId)) throw new Clumsy(403, "Only members of the server can run commands.");
  const wanted = targetId === undefined ? 1 : 2;
  const found = [...state.commands.values()].find(({ body }) => body.name === name && (body.type ?? 1) === wanted);
  if (!found) throw new Clumsy(404, `No command is called /${name}. The bot may not have registered its commands yet.`);
  const needed = BigInt(found.body.default_member_permissions ?? 0);
  if ((basePermissions(ranksOf(state), userId) & needed) !== needed)
    throw new Clumsy(403, "Discord does not show this command to this person.");
  return found;
}

type Given = { name: string; type: number; value?: string | number | boolean; focused?: boolean; options?: Given[] };

function optionsOf(known: readonly CommandOption[], wish: CommandWish): Given[] {
  const [first, ...rest] = wish.subcommand?.split(" ") ?? [];
  if (first !== undefined) {
    const sub = known.find(({ name }) => name === first);
    if (!sub) throw new Clumsy(404, `There is no subcommand ${first}.`);
    return [
      {
        name: sub.name,
        type: sub.type,
        options: optionsOf(sub.options ?? [], { ...wish, subcommand: rest.join(" ") || undefined } as CommandWish),
      },
    ];
  }
  const given = { ...wish.options, ...(wish.autocomplete && { [wish.autocomplete.option]: wish.autocomplete.value }) };
  for (const name of Object.keys(given))
    if (!known.some((o) => o.name === name)) throw new Clumsy(400, `The command has no option ${name}.`);
  const missing = known.find((o) => o.required && given[o.name] === undefined);
  if (missing && !wish.autocomplete) throw new Clumsy(400, `The option ${missing.name} is required.`);
  return known
    .filter(({ name }) => given[name] !== undefined)
    .map(({ name, type }) => ({
      name,
      type,
      value: cast(type, given[name]),
      ...(wish.autocomplete?.option === name && { focused: true }),
    }));
}

/** Whole numbers and numbers travel as numbers, unless a person is still typing them. */
function cast(type: number, value: string | number | boolean | undefined): string | number | boolean {
  if ((type === 4 || type === 10) && value !== "" && Number.isFinite(Number(value))) return Number(value);
  if (type === 5) return value === true || value === "true";
  return typeof value === "boolean" ? value : String(value);
}

function resolved({ bench }: Parts, options: readonly Given[]): object {
  const { state } = bench.world;
  const flat = options.flatMap((o) => [o, ...(o.options ?? [])]).flatMap((o) => [o, ...(o.options ?? [])]);
  const members = flat.filter(({ type }) => type === 6).flatMap(({ value }) => state.members.get(String(value)) ?? []);
  const channels = flat
    .filter(({ type }) => type === 7)
    .flatMap(({ value }) => state.channels.get(String(value)) ?? []);
  return {
    users: Object.fromEntries(members.map((m) => [m.id, memberReply(state, m).user])),
    members: Object.fromEntries(
      members.map((m) => [m.id, { ...memberReply(state, m), user: undefined, permissions: "0" }]),
    ),
    channels: Object.fromEntries(channels.map((c) => [c.id, { ...channelReply(state, c), permissions: "0" }])),
  };
}

function dispatch(
  { bench, gateway }: Parts,
  facts: Pick<Interaction, "id" | "kind" | "name" | "userId" | "channelId">,
  payload: object,
): Interaction {
  const { world, interactions, botId } = bench;
  const { state } = world;
  const member = state.members.get(facts.userId);
  const channel = state.channels.get(facts.channelId);
  if (!member) throw new Clumsy(403, "Only members of the server can do that.");
  if (!channel) throw new Clumsy(404, "There is no such channel.");
  const permissions = String(permissionsIn(ranksOf(state), channel, member.id));
  if (permissions === "0") throw new Clumsy(403, "This person does not see that channel.");
  const { interaction, token } = interactions.open(facts);
  const guild = guildOf(state);
  const data = {
    id: facts.id,
    application_id: botId,
    token,
    version: 1,
    locale: "en-US",
    guild_locale: "en-US",
    guild_id: guild.id,
    guild: { id: guild.id, locale: "en-US", features: [] },
    channel_id: channel.id,
    channel: channelReply(state, channel),
    member: { ...memberReply(state, member), permissions },
    entitlements: [],
    context: 0,
    attachment_size_limit: 10_485_760,
    app_permissions: String(permissionsIn(ranksOf(state), channel, botId)),
    authorizing_integration_owners: { "0": guild.id },
    ...payload,
  };
  gateway.tell({ type: "INTERACTION_CREATE", data, intents: 0 });
  return interaction;
}

async function answered({ bench, pause }: Parts, { id, answers }: Interaction, waitMs = 3000): Promise<void> {
  const end = pause(waitMs).then(() => true);
  while (!answers.some(({ did }) => did !== "deferred"))
    if (await Promise.race([end, bench.interactions.nextAnswer(id).then(() => false)])) return;
}
