import { expect } from "vitest";
import { type Belief, type Event, events, make, tomorrow, voiceEvent } from "./belief.ts";

export const onEvents: Belief[] = [
  {
    says: "a voice event needs a voice channel, a future start and the right to create events",
    exercise: async (place) => {
      const voice = await make(place, { name: "Voice", type: 2 });
      const text = await make(place, { name: "text" });
      const refusals = async (body: object) => (await place.ask("POST", events(place), body)).fields;
      expect(await refusals(voiceEvent(place, voice.id, { channel_id: null }))).toEqual([
        "channel_id BASE_TYPE_REQUIRED",
      ]);
      expect(await refusals(voiceEvent(place, text.id))).toEqual(["channel_id GUILD_SCHEDULED_EVENT_CHANNEL_TYPE"]);
      expect(await refusals(voiceEvent(place, voice.id, { scheduled_start_time: tomorrow(place, -1) }))).toEqual([
        "scheduled_start_time GUILD_SCHEDULED_EVENT_SCHEDULE_PAST",
      ]);
      expect(await refusals(voiceEvent(place, voice.id, { description: "d".repeat(1001) }))).toEqual([
        "description BASE_TYPE_MAX_LENGTH",
      ]);
      await place.wish("/permissions", { take: ["CREATE_EVENTS"] });
      expect(await place.ask("POST", events(place), voiceEvent(place, voice.id))).toMatchObject({
        status: 403,
        code: 50_013,
      });
    },
  },
  {
    says: "an event outside needs a place and an end, and no channel",
    exercise: async (place) => {
      const outside = { name: "Picnic", privacy_level: 2, entity_type: 3, scheduled_start_time: tomorrow(place) };
      expect((await place.ask("POST", events(place), outside)).fields).toEqual([
        "entity_metadata.location BASE_TYPE_REQUIRED",
      ]);
      const located = { ...outside, entity_metadata: { location: "Park" } };
      expect((await place.ask("POST", events(place), located)).fields).toEqual([
        "scheduled_end_time BASE_TYPE_REQUIRED",
      ]);
      expect(
        await place.ask("POST", events(place), { ...located, scheduled_end_time: tomorrow(place, 25) }),
      ).toMatchObject({ status: 200 });
    },
  },
  {
    says: "an event goes from scheduled to active to completed, or is cancelled, and is not edited after that",
    exercise: async (place) => {
      const voice = await make(place, { name: "Voice", type: 2 });
      const event = (await place.ask<Event>("POST", events(place), voiceEvent(place, voice.id))).body;
      const path = `${events(place)}/${event.id}` as const;
      expect((await place.ask("PATCH", path, { status: 3 })).fields).toEqual([
        "status GUILD_SCHEDULED_EVENT_STATUS_TRANSITION",
      ]);
      expect((await place.ask<Event>("PATCH", path, { status: 4 })).body.status).toBe(4);
      expect(await place.ask("PATCH", path, { name: "again" })).toMatchObject({ status: 400, code: 180_000 });
      expect((await place.ask<Event[]>("GET", events(place))).body).toEqual([]);
    },
  },
  {
    says: "the hundred-and-first open event is refused, and one that is over makes room",
    exercise: async (place) => {
      const voice = await make(place, { name: "Voice", type: 2 });
      const create = () => place.ask<Event>("POST", events(place), voiceEvent(place, voice.id));
      const first = (await create()).body;
      for (let n = 1; n < 100; n += 1) await create();
      expect(await create()).toMatchObject({ status: 400, code: 30_038 });
      await place.ask("PATCH", `${events(place)}/${first.id}`, { status: 4 });
      expect(await create()).toMatchObject({ status: 200 });
    },
  },
  {
    says: "a weekly recurrence takes exactly one weekday",
    exercise: async (place) => {
      const voice = await make(place, { name: "Voice", type: 2 });
      const rule = (by_weekday: number[]) => ({
        recurrence_rule: { start: tomorrow(place), frequency: 2, interval: 1, by_weekday },
      });
      expect((await place.ask("POST", events(place), voiceEvent(place, voice.id, rule([0, 2])))).fields).toEqual([
        "recurrence_rule GUILD_SCHEDULED_EVENT_RECURRENCE_RULE_INVALID",
      ]);
      expect(await place.ask("POST", events(place), voiceEvent(place, voice.id, rule([2])))).toMatchObject({
        status: 200,
      });
    },
  },
];
