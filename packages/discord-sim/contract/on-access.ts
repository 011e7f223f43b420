import { expect } from "vitest";
import { ANN, CLEO, privateFor, VIEW } from "../testing/place.ts";
import { type Belief, type Thing, channels, make } from "./belief.ts";

export const onAccess: Belief[] = [
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
