import type {
  AutocompleteInteraction,
  ButtonInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
  RESTPostAPIContextMenuApplicationCommandsJSONBody,
  UserContextMenuCommandInteraction,
} from "discord.js";
import type { Discord } from "../rest.ts";
import type { Invocation, Server } from "../server.ts";

/** What a command needs of the world; clock and waiting are handed in. */
export interface CommandWorld {
  server: Server;
  /** For what is said after Discord has forgotten the command. */
  discord: Discord;
  now: () => Date;
  /** Resolves later; rejects when the bot is to stop. */
  pause: (ms: number) => Promise<void>;
  log: (event: string, facts: object) => void;
}

export interface SlashCommand {
  /** As Discord registers it. */
  declared: RESTPostAPIChatInputApplicationCommandsJSONBody;
  run(interaction: ChatInputCommandInteraction, world: CommandWorld): Promise<void>;
  complete?(interaction: AutocompleteInteraction, world: CommandWorld): Promise<{ name: string; value: number }[]>;
}

/** In the menu of a person. */
export interface PersonCommand {
  declared: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  run(interaction: UserContextMenuCommandInteraction, world: CommandWorld): Promise<void>;
}

type Asked = Pick<
  ChatInputCommandInteraction | AutocompleteInteraction | UserContextMenuCommandInteraction | ButtonInteraction,
  "id" | "user" | "memberPermissions"
>;

/** Who asks, as Discord says; the interaction's id makes a command that arrives twice one command. */
export const invocationOf = ({ id, user, memberPermissions }: Asked): Invocation => ({
  interactionId: id,
  invoker: { discordId: user.id, isAdministrator: memberPermissions?.has("Administrator") ?? false },
});
