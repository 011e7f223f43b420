import { expect } from "vitest";
import { ANN, privateFor, VIEW } from "../testing/place.ts";
import { type Belief, type Thing, channels, make } from "./belief.ts";

export const onChannels: Belief[] = [
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
