import type { Route } from "../call.ts";
import { applicationRoutes } from "./application.ts";
import { channelRoutes } from "./channels.ts";
import { directMessageRoutes } from "./direct-messages.ts";
import { gatewayRoutes } from "./gateway-address.ts";
import { guildRoutes } from "./guild.ts";
import { interactionRoutes } from "./interactions.ts";
import { inviteRoutes } from "./invites.ts";
import { messageRoutes } from "./messages.ts";
import { overwriteRoutes } from "./overwrites.ts";
import { pinRoutes } from "./pins.ts";
import { scheduledEventRoutes } from "./scheduled-events.ts";

/** Every REST route there is; where two fit, the first wins. */
export const ROUTES: readonly Route[] = [
  ...gatewayRoutes,
  ...applicationRoutes,
  ...guildRoutes,
  ...channelRoutes,
  ...overwriteRoutes,
  ...pinRoutes,
  ...messageRoutes,
  ...scheduledEventRoutes,
  ...interactionRoutes,
  ...directMessageRoutes,
  ...inviteRoutes,
];
