import { expect } from "vitest";
import { ANN, BEN, CLEO, type Place, privateFor, VIEW } from "../testing/place.ts";

/** One thing we believe about Discord, and the exercise that would show it false. */
export type Belief = { says: string; exercise: (place: Place) => Promise<void> };

type Thing = {
  id: string;
  name: string;
  type: number;
  topic: string | null;
  parent_id: string | null;
  permission_overwrites: { id: string; allow: string; deny: string }[];
};
type Message = { id: string; content: string; mentions: { id: string }[]; mention_everyone: boolean; pinned: boolean };
type Event = { id: string; status: number; channel_id: string | null; name: string };

const channels = ({ guild }: Place) => `/guilds/${guild}/channels` as const;
const events = ({ guild }: Place) => `/guilds/${guild}/scheduled-events` as const;
const make = async (place: Place, body: object): Promise<Thing> =>
  (await place.ask<Thing>("POST", channels(place), body)).body;
const tomorrow = (place: Place, hours = 24): string =>
  new Date(place.sim.world.clock() + hours * 3_600_000).toISOString();
const voiceEvent = (place: Place, channel_id: string, more: object = {}) => ({
  name: "Meeting 1",
  privacy_level: 2,
  entity_type: 2,
  channel_id,
  scheduled_start_time: tomorrow(place),
  ...more,
});

const onChannels: Belief[] = [
  {
    says: "a text channel's name comes back lower case, dashed and without brackets, a voice channel's as it was",
    exercise: async (place) => {
      expect((await make(place, { name: "Group [1] Mice!", type: 0 })).name).toBe("group-1-mice");
      expect((await make(place, { name: "Group [1] Mice!", type: 2 })).name).toBe("Group [1] Mice!");
    },
  },
  {
    says: "a channel created with overwrites is private from its first moment",
    exercise: async (place) => {
      const made = await make(place, { name: "hush", permission_overwrites: privateFor(place, ANN) });
      expect(made.permission_overwrites).toContainEqual({ id: place.guild, type: 0, allow: "0", deny: VIEW });
      expect(made.permission_overwrites.map(({ id }) => id)).toEqual([place.bot, place.guild, ANN]);
    },
  },
  {
    says: "an unknown key, a name of 101 letters, a topic of 1025 and a body with 101 overwrites are refused at their field",
    exercise: async (place) => {
      const many = Array.from({ length: 101 }, (_, n) => ({
        id: String(300_000_000_000_000_000n + BigInt(n)),
        type: 1,
        allow: "0",
        deny: "0",
      }));
      const refused = await place.ask("POST", channels(place), {
        name: "x".repeat(101),
        topic: "y".repeat(1025),
        parentId: "1",
        permission_overwrites: many,
      });
      expect(refused).toMatchObject({ status: 400, code: 50_035 });
      expect(refused.fields.toSorted()).toEqual([
        "name BASE_TYPE_MAX_LENGTH",
        "parentId UNKNOWN_KEY",
        "permission_overwrites BASE_TYPE_MAX_LENGTH",
        "topic BASE_TYPE_MAX_LENGTH",
      ]);
    },
  },
  {
    says: "an id that is none, also the word undefined, is refused before anything happens",
    exercise: async (place) => {
      const refused = await place.ask("PUT", `/channels/undefined/permissions/${ANN}`, {
        type: 1,
        allow: VIEW,
        deny: "0",
      });
      expect(refused).toMatchObject({ status: 400, code: 50_035, fields: ["channel_id NUMBER_TYPE_COERCE"] });
      expect(await place.ask("GET", `/channels/${ANN}`)).toMatchObject({ status: 404, code: 10_003 });
      expect(await place.ask("GET", `/guilds/${ANN}`)).toMatchObject({ status: 404, code: 10_004 });
    },
  },
  {
    says: "the fifty-first channel of a category is refused at parent_id, also when it is moved there",
    exercise: async (place) => {
      const category = await make(place, { name: "Cohort", type: 4 });
      for (let n = 0; n < 50; n += 1) await make(place, { name: `c${n}`, parent_id: category.id });
      const fields = ["parent_id CHANNEL_PARENT_MAX_CHANNELS"];
      expect(await place.ask("POST", channels(place), { name: "one more", parent_id: category.id })).toMatchObject({
        code: 50_035,
        fields,
      });
      const outside = await make(place, { name: "outside" });
      expect(await place.ask("PATCH", `/channels/${outside.id}`, { parent_id: category.id })).toMatchObject({
        code: 50_035,
        fields,
      });
    },
  },
  {
    says: "a category cannot stand in a category, and a parent must be one",
    exercise: async (place) => {
      const category = await make(place, { name: "A", type: 4 });
      const text = await make(place, { name: "b" });
      expect((await place.ask("POST", channels(place), { name: "C", type: 4, parent_id: category.id })).fields).toEqual(
        ["parent_id CHANNEL_PARENT_INVALID_TYPE"],
      );
      expect((await place.ask("POST", channels(place), { name: "c", parent_id: text.id })).fields).toEqual([
        "parent_id CHANNEL_PARENT_INVALID_TYPE",
      ]);
      expect((await place.ask("POST", channels(place), { name: "c", parent_id: ANN })).fields).toEqual([
        "parent_id CHANNEL_PARENT_INVALID",
      ]);
    },
  },
  {
    says: "deleting a category leaves its channels without a parent",
    exercise: async (place) => {
      const category = await make(place, { name: "A", type: 4 });
      const child = await make(place, { name: "child", parent_id: category.id });
      await place.ask("DELETE", `/channels/${category.id}`);
      expect((await place.ask<Thing>("GET", `/channels/${child.id}`)).body.parent_id).toBeNull();
      expect(await place.ask("DELETE", `/channels/${category.id}`)).toMatchObject({ status: 404, code: 10_003 });
    },
  },
  {
    says: "in one bulk move only one channel may change its category",
    exercise: async (place) => {
      const category = await make(place, { name: "A", type: 4 });
      const [a, b] = [await make(place, { name: "a" }), await make(place, { name: "b" })];
      const both = [a, b].map(({ id }) => ({ id, parent_id: category.id }));
      expect(await place.ask("PATCH", channels(place), both)).toMatchObject({ status: 400, code: 40_009 });
      await place.ask("PATCH", channels(place), [
        { id: a.id, parent_id: category.id, lock_permissions: false },
        { id: b.id, position: 7 },
      ]);
      expect((await place.ask<Thing>("GET", `/channels/${a.id}`)).body.parent_id).toBe(category.id);
    },
  },
];

const onAccess: Belief[] = [
  {
    says: "an overwrite is replaced whole, and putting it twice changes nothing",
    exercise: async (place) => {
      const { id } = await make(place, { name: "room", permission_overwrites: privateFor(place) });
      for (const allow of [VIEW, String((1 << 10) | (1 << 11)), String((1 << 10) | (1 << 11))])
        await place.ask("PUT", `/channels/${id}/permissions/${ANN}`, { type: 1, allow, deny: "0" });
      const { permission_overwrites } = (await place.ask<Thing>("GET", `/channels/${id}`)).body;
      expect(permission_overwrites.filter((o) => o.id === ANN)).toEqual([
        { id: ANN, type: 1, allow: String((1 << 10) | (1 << 11)), deny: "0" },
      ]);
      expect(place.sim.world.effects.filter(({ did }) => did === "overwrite.put")).toHaveLength(2);
    },
  },
  {
    says: "somebody who is not on the server gets no overwrite",
    exercise: async (place) => {
      const { id } = await make(place, { name: "room" });
      expect(
        await place.ask("PUT", `/channels/${id}/permissions/${CLEO}`, { type: 1, allow: VIEW, deny: "0" }),
      ).toMatchObject({ status: 404, code: 10_009 });
      expect(
        await place.ask("POST", channels(place), { name: "b", permission_overwrites: privateFor(place, CLEO) }),
      ).toMatchObject({ status: 404, code: 10_009 });
      expect(await place.ask("GET", `/guilds/${place.guild}/members/${CLEO}`)).toMatchObject({
        status: 404,
        code: 10_007,
      });
      expect(await place.ask("GET", `/guilds/${place.guild}/members/5`)).toMatchObject({ status: 404, code: 10_013 });
    },
  },
  {
    says: "the bot passes on only what it has itself, and never the right to manage roles",
    exercise: async (place) => {
      const { id } = await make(place, { name: "room" });
      const put = (allow: bigint) =>
        place.ask("PUT", `/channels/${id}/permissions/${ANN}`, { type: 1, allow: String(allow), deny: "0" });
      expect(await put(1n << 13n)).toMatchObject({ status: 403, code: 50_013 });
      expect(await put(1n << 28n)).toMatchObject({ status: 403, code: 50_013 });
      expect(await put(1n << 11n)).toMatchObject({ status: 200 });
    },
  },
  {
    says: "a channel made without an overwrite for the bot locks it out",
    exercise: async (place) => {
      const { id } = await make(place, {
        name: "lost",
        permission_overwrites: [{ id: place.guild, type: 0, allow: "0", deny: VIEW }],
      });
      expect(await place.ask("GET", `/channels/${id}`)).toMatchObject({ status: 403, code: 50_001 });
      expect(await place.ask("DELETE", `/channels/${id}`)).toMatchObject({ status: 403, code: 50_001 });
      const { body } = await place.ask<Thing[]>("GET", channels(place));
      expect(body.map((c) => c.id)).toContain(id);
    },
  },
  {
    says: "without the right to manage channels or roles nothing can be created or granted, and with it again it can",
    exercise: async (place) => {
      const { id } = await make(place, { name: "room" });
      await place.wish("/permissions", { take: ["MANAGE_ROLES"] });
      expect(
        await place.ask("PUT", `/channels/${id}/permissions/${ANN}`, { type: 1, allow: VIEW, deny: "0" }),
      ).toMatchObject({ status: 403, code: 50_013 });
      await place.wish("/permissions", { take: ["MANAGE_CHANNELS"], give: ["MANAGE_ROLES"] });
      expect(await place.ask("POST", channels(place), { name: "x" })).toMatchObject({ status: 403, code: 50_013 });
      expect(
        await place.ask("PUT", `/channels/${id}/permissions/${ANN}`, { type: 1, allow: VIEW, deny: "0" }),
      ).toMatchObject({ status: 200 });
    },
  },
];

const onMessages: Belief[] = [
  {
    says: "2001 characters, an empty message and embeds of 6001 characters in all are refused",
    exercise: async (place) => {
      const path = `/channels/${(await make(place, { name: "talk" })).id}/messages` as const;
      expect(await place.ask("POST", path, { content: "x".repeat(2001) })).toMatchObject({
        code: 50_035,
        fields: ["content BASE_TYPE_MAX_LENGTH"],
      });
      expect(await place.ask("POST", path, { content: " " })).toMatchObject({ status: 400, code: 50_006 });
      const embeds = [{ description: "x".repeat(4000) }, { description: "y".repeat(2000), footer: { text: "z" } }];
      expect(await place.ask("POST", path, { embeds })).toMatchObject({
        code: 50_035,
        fields: ["embeds MAX_EMBED_SIZE_EXCEEDED"],
      });
      expect(
        await place.ask("POST", path, {
          embeds: [{ fields: Array.from({ length: 26 }, () => ({ name: "a", value: "b" })) }],
        }),
      ).toMatchObject({ code: 50_035 });
      expect(await place.ask("POST", path, { content: "x".repeat(2000) })).toMatchObject({ status: 200 });
    },
  },
  {
    says: "the same nonce, enforced, is the same message, and without enforcing another one",
    exercise: async (place) => {
      const path = `/channels/${(await make(place, { name: "talk" })).id}/messages` as const;
      const send = async (enforce_nonce: boolean) =>
        (await place.ask<Message>("POST", path, { content: "once", nonce: "group:1/welcome", enforce_nonce })).body.id;
      const first = await send(true);
      expect(await send(true)).toBe(first);
      expect(await send(false)).not.toBe(first);
      expect(await place.ask("POST", path, { content: "x", nonce: "n".repeat(26), enforce_nonce: true })).toMatchObject(
        { code: 50_035 },
      );
    },
  },
  {
    says: "only those are notified who are named and allowed to be, and an edit notifies nobody",
    exercise: async (place) => {
      const path = `/channels/${(await make(place, { name: "talk" })).id}/messages` as const;
      const content = `<@${ANN}> <@${BEN}> @everyone`;
      const sent = (await place.ask<Message>("POST", path, { content, allowed_mentions: { parse: [], users: [ANN] } }))
        .body;
      expect(sent.mentions.map(({ id }) => id)).toEqual([ANN]);
      expect(sent.mention_everyone).toBe(false);
      expect(
        await place.ask("POST", path, { content, allowed_mentions: { parse: ["users"], users: [ANN] } }),
      ).toMatchObject({ code: 50_035 });
    },
  },
  {
    says: "a pin needs the right to pin, and says so in the channel",
    exercise: async (place) => {
      const { id } = await make(place, { name: "talk" });
      const message = (await place.ask<Message>("POST", `/channels/${id}/messages`, { content: "welcome" })).body;
      await place.wish("/permissions", { take: ["PIN_MESSAGES"] });
      expect(await place.ask("PUT", `/channels/${id}/messages/pins/${message.id}`)).toMatchObject({
        status: 403,
        code: 50_013,
      });
      await place.wish("/permissions", { give: ["PIN_MESSAGES"] });
      await place.ask("PUT", `/channels/${id}/messages/pins/${message.id}`);
      const pins = (await place.ask<{ items: { message: Message }[] }>("GET", `/channels/${id}/messages/pins`)).body
        .items;
      expect(pins.map((pin) => pin.message.id)).toEqual([message.id]);
      const { body } = await place.ask<{ type: number }[]>("GET", `/channels/${id}/messages`);
      expect(body.map(({ type }) => type)).toEqual([6, 0]);
    },
  },
  {
    says: "a direct message needs a common server and an open door",
    exercise: async (place) => {
      const open = async (recipient_id: string) =>
        (await place.ask<{ id: string }>("POST", "/users/@me/channels", { recipient_id })).body.id;
      const [ann, cleo] = [await open(ANN), await open(CLEO)];
      expect(await open(ANN)).toBe(ann);
      expect(await place.ask("POST", `/channels/${cleo}/messages`, { content: "hello" })).toMatchObject({
        status: 403,
        code: 50_278,
      });
      await place.wish("/direct-messages", { userId: ANN, closed: true });
      expect(await place.ask("POST", `/channels/${ann}/messages`, { content: "hello" })).toMatchObject({
        status: 403,
        code: 50_007,
      });
      await place.wish("/direct-messages", { userId: ANN, closed: false });
      expect(await place.ask("POST", `/channels/${ann}/messages`, { content: "hello" })).toMatchObject({ status: 200 });
    },
  },
];

const onEvents: Belief[] = [
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

const onTheGuild: Belief[] = [
  {
    says: "the reason stands in the audit log, letters beyond ASCII included",
    exercise: async (place) => {
      const { body } = await place.ask<Thing>(
        "POST",
        channels(place),
        { name: "room" },
        { reason: "Gruppe für Chloé" },
      );
      const log = (
        await place.ask<{
          audit_log_entries: { target_id: string; action_type: number; user_id: string; reason: string }[];
        }>("GET", `/guilds/${place.guild}/audit-logs?action_type=10`)
      ).body;
      expect(log.audit_log_entries[0]).toMatchObject({
        target_id: body.id,
        action_type: 10,
        user_id: place.bot,
        reason: "Gruppe für Chloé",
      });
    },
  },
  {
    says: "commands have small names, required options first, and keep their ids when they stay",
    exercise: async (place) => {
      const path = `/applications/${place.bot}/guilds/${place.guild}/commands` as const;
      const option = (name: string, required: boolean) => ({ type: 3, name, description: "d", required });
      expect((await place.ask("PUT", path, [{ name: "Schedule Group", description: "d" }])).fields).toEqual([
        "0.name APPLICATION_COMMAND_INVALID_NAME",
      ]);
      expect(
        (
          await place.ask("PUT", path, [
            { name: "a", description: "d", options: [option("x", false), option("y", true)] },
          ])
        ).fields,
      ).toEqual(["0.options.1 APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID"]);
      const put = async () =>
        (
          await place.ask<{ id: string; version: string }[]>("PUT", path, [
            { name: "schedule", description: "d", options: [option("cohort", true)] },
          ])
        ).body;
      const [before] = await put();
      expect((await put())[0]).toMatchObject({ id: before?.id, version: before?.version });
    },
  },
  {
    says: "members come in pages by id, and another guild or token gets nothing",
    exercise: async (place) => {
      const page = async (after: string) =>
        (
          await place.ask<{ user: { id: string } }[]>("GET", `/guilds/${place.guild}/members?limit=2&after=${after}`)
        ).body.map(({ user }) => user.id);
      const first = await page("0");
      const second = await page(first.at(-1) ?? "");
      expect(new Set([...first, ...second])).toEqual(new Set([place.bot, place.sim.guild.ownerId, ANN, BEN]));
      expect(
        await place.ask("GET", "/users/@me", undefined, { headers: { authorization: "Bot wrong" }, auth: false }),
      ).toMatchObject({ status: 401 });
    },
  },
];

/** What we believe about Discord. The simulator must agree, always; a throw-away guild with a real token may be asked too. */
export const BELIEFS: Belief[] = [...onChannels, ...onAccess, ...onMessages, ...onEvents, ...onTheGuild];
