import type { Group } from "@muster/db/entities/group";
import { Meeting } from "@muster/db/entities/meeting";
import { keys } from "@muster/domain/brief";
import type { Context } from "../context.ts";
import { discordLinks, type ChannelLinks } from "../signups/channel-links.ts";

export interface ThingLinks extends ChannelLinks {
  category: string | null;
  /** Of the meetings ahead. */
  events: { number: number; url: string }[];
}

/** Where everything that groups have on Discord is to be seen (SY-6). */
export async function thingLinks(ctx: Context, groups: readonly Group[]): Promise<Map<number, ThingLinks>> {
  const ahead = await ctx.em.find(
    Meeting,
    { group: { $in: groups.map(({ id }) => id) }, status: "planned", startsAt: { $gt: ctx.clock() } },
    { orderBy: { number: "asc" } },
  );
  const things = groups.map((group) => ({
    id: group.id,
    category: categoryKey(group),
    text: keys.textChannel(group.id),
    voice: keys.voiceChannel(group.id),
    events: ahead
      .filter((meeting) => meeting.group.id === group.id)
      .map(({ id, number }) => ({ number, key: keys.event(group.id, id) })),
  }));
  const link = await discordLinks(
    ctx.em,
    things.flatMap(({ category, text, voice, events }) => [
      ...(category === null ? [] : [category]),
      text,
      voice,
      ...events.map(({ key }) => key),
    ]),
  );
  return new Map(
    things.map(({ id, category, text, voice, events }) => [
      id,
      {
        category: category && link(category),
        text: link(text),
        voice: link(voice),
        events: events.flatMap(({ number, key }) => {
          const url = link(key, "events");
          return url === null ? [] : [{ number, url }];
        }),
      },
    ]),
  );
}

/** An ended group stands in its cohort's archive. */
function categoryKey({ cohort, categoryNumber, archiveNumber }: Group): string | null {
  if (archiveNumber !== null) return keys.archive(cohort.id, archiveNumber);
  return categoryNumber === null ? null : keys.category(cohort.id, categoryNumber);
}
