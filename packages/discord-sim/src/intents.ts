import { GatewayIntentBits } from "discord-api-types/v10";

/** Which intent a session must have asked for to hear of a thing; 0 is told to everybody. */
export const INTENTS = {
  always: 0,
  guilds: GatewayIntentBits.Guilds,
  members: GatewayIntentBits.GuildMembers,
  messages: GatewayIntentBits.GuildMessages,
  directMessages: GatewayIntentBits.DirectMessages,
  events: GatewayIntentBits.GuildScheduledEvents,
} as const;

/** Those that must be switched on for the application, else the gateway closes with 4014. */
export const PRIVILEGED =
  GatewayIntentBits.GuildMembers | GatewayIntentBits.GuildPresences | GatewayIntentBits.MessageContent;
