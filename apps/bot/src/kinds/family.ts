import { KINDS } from "@muster/domain/brief";
import type { Actuators } from "@muster/reconcile/apply";
import type { Differs } from "@muster/reconcile/kind";
import * as access from "./access.ts";
import * as category from "./category.ts";
import * as event from "./event.ts";
import * as message from "./message.ts";
import type { Place } from "./place.ts";
import * as textChannel from "./text-channel.ts";
import * as voiceChannel from "./voice-channel.ts";
import * as welcome from "./welcome.ts";

export type Family = {
  category: { spec: category.CategorySpec; state: category.CategoryState };
  "text-channel": { spec: textChannel.TextChannelSpec; state: textChannel.TextChannelState };
  "voice-channel": { spec: voiceChannel.VoiceChannelSpec; state: voiceChannel.VoiceChannelState };
  access: { spec: access.AccessSpec; state: access.AccessState };
  event: { spec: event.EventSpec; state: event.EventState };
  welcome: { spec: welcome.WelcomeSpec; state: welcome.WelcomeState };
  message: { spec: message.MessageSpec; state: message.MessageState };
};

/** Makers before users: the welcome comes after the events were tried (C34). */
export const order = KINDS;

export const differs: Differs<Family> = {
  category: category.differ,
  "text-channel": textChannel.differ,
  "voice-channel": voiceChannel.differ,
  access: access.differ,
  event: event.differ,
  welcome: welcome.differ,
  message: message.differ,
};

/** In a group's round its category is only looked for: naming and closing it is the cohort's own round. */
export const differsInsideGroup: Differs<Family> = { ...differs, category: () => [] };

export const actuators = (place: Place): Actuators<Family> => ({
  category: category.actuator(place),
  "text-channel": textChannel.actuator(place),
  "voice-channel": voiceChannel.actuator(place),
  access: access.actuator(place),
  event: event.actuator(place),
  welcome: welcome.actuator(place),
  message: message.actuator(place),
});
