import type { Belief } from "./belief.ts";
import { onChannels } from "./on-channels.ts";
import { onAccess } from "./on-access.ts";
import { onMessages } from "./on-messages.ts";
import { onEvents } from "./on-events.ts";
import { onTheGuild } from "./on-the-guild.ts";

/** Everything we believe about Discord, each with the exercise that would show it false. */
export const BELIEFS: Belief[] = [...onChannels, ...onAccess, ...onMessages, ...onEvents, ...onTheGuild];
