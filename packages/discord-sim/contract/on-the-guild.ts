import { expect } from "vitest";
import { ANN, BEN } from "../testing/place.ts";
import { type Belief, type Thing, channels } from "./belief.ts";

export const onTheGuild: Belief[] = [
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
