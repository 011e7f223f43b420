import { expect } from "vitest";
import { ANN, BEN, CLEO } from "../testing/place.ts";
import { type Belief, type Message, make } from "./belief.ts";

export const onMessages: Belief[] = [
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
