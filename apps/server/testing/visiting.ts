import type { Group } from "@muster/db/entities/group";
import type { Person } from "@muster/db/entities/person";
import { aGroup } from "@muster/db/testing/builders";
import { realizeCohort } from "../src/realization/realize-cohort.ts";
import { keepVisits } from "../src/visits/keep.ts";
import { aMember, aScene, type Scene } from "./scene.ts";
import type { TestHouse } from "./sync-house.ts";

export interface Visiting extends Scene {
  /** Thursdays, two days after the visitor's own group. */
  host: Group;
  visitor: Person;
  /** The id of a group's meeting of this number. */
  meeting: (group: { id: number }, number: number) => Promise<number>;
  /** The visitor goes to the host for a meeting of this number. */
  visit: (number?: number) => Promise<number>;
  /** Which of the host's rooms the visitor sees. */
  sees: () => string[];
  /** Everything that was told, by kind and group. */
  told: () => Promise<string[]>;
}

export const VISITED = new Date("2026-10-15T17:00:00Z");
export const DAY_MS = 86_400_000;

/** Two active groups of one cohort, Tuesdays and Thursdays 18:00 in London, each with eight meetings. */
export async function aVisitingScene(t: TestHouse, { hostSeats = 4 } = {}): Promise<Visiting> {
  const scene = await aScene(t, { members: 2 });
  const { cohort, group, people, bot } = scene;
  const host = await aGroup(t.em(), { cohort, name: "Group 5", weekday: 3, maxSize: hostSeats });
  for (let count = 0; count < 2; count++) bot.present.add((await aMember(t, cohort, host)).discordId!);
  await realizeCohort(t.ctx(), { cohortId: cohort.id });
  await bot.work();
  const visitor = people[0]!;
  const meeting = async ({ id }: { id: number }, number: number) => {
    const [row] = await t
      .em()
      .execute<{ id: number }[]>("select id from meetings where group_id = ? and number = ?", [id, number]);
    return row!.id;
  };
  return {
    ...scene,
    host,
    visitor,
    meeting,
    visit: async (number = 2) => {
      const pair = { homeMeetingId: await meeting(group, number), hostMeetingId: await meeting(host, number) };
      return (await t.as({ personId: visitor.id }).visits.visit(pair)).visitId;
    },
    sees: () =>
      [...bot.guild.keys()]
        .filter((key) => key.startsWith(`group:${host.id}/access-`) && key.endsWith(`/${visitor.discordId}`))
        .map((key) => /access-(text|voice)/.exec(key)![1]!)
        .toSorted(),
    told: async () => {
      const rows = await t.em().execute<{ said: string }[]>(
        `select n.kind || ' ' || n.channel || ' in ' || g.name as said from notifications n join groups g on g.id = n.group_id
           where n.kind like 'guest%' or n.kind like '%visit%' order by n.id`,
      );
      return rows.map(({ said }) => said);
    },
  };
}

/** The server at this hour: its jobs do what is due, and the bot what they ask for. */
export async function itIs(t: TestHouse, now: Date, { bot }: Scene): Promise<void> {
  t.now = now;
  await keepVisits(t.ctx());
  await bot.work();
}
