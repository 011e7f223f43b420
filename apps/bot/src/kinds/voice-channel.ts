import { ChannelType } from "discord-api-types/v10";
import type { Place } from "./place.ts";
import * as room from "./room.ts";

export type VoiceChannelSpec = room.RoomSpec;
export type VoiceChannelState = room.RoomState;

export const differ = room.differ;

export const actuator = (place: Place) => room.actuator<VoiceChannelSpec>(place, ChannelType.GuildVoice);
