import type { Place } from "../testing/place.ts";

/** One thing we believe about Discord, and the exercise that would show it false. */
export type Belief = { says: string; exercise: (place: Place) => Promise<void> };

export type Thing = {
  id: string;
  name: string;
  type: number;
  topic: string | null;
  parent_id: string | null;
  permission_overwrites: { id: string; allow: string; deny: string }[];
};
export type Message = {
  id: string;
  content: string;
  mentions: { id: string }[];
  mention_everyone: boolean;
  pinned: boolean;
};
export type Event = { id: string; status: number; channel_id: string | null; name: string };

export const channels = ({ guild }: Place) => `/guilds/${guild}/channels` as const;
export const events = ({ guild }: Place) => `/guilds/${guild}/scheduled-events` as const;
export const make = async (place: Place, body: object): Promise<Thing> =>
  (await place.ask<Thing>("POST", channels(place), body)).body;
export const tomorrow = (place: Place, hours = 24): string =>
  new Date(place.sim.world.clock() + hours * 3_600_000).toISOString();
export const voiceEvent = (place: Place, channel_id: string, more: object = {}) => ({
  name: "Meeting 1",
  privacy_level: 2,
  entity_type: 2,
  channel_id,
  scheduled_start_time: tomorrow(place),
  ...more,
});
