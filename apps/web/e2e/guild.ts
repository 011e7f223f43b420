import type { Sim } from "@muster/discord-sim";
import { expect } from "vitest";
import type { Answers, Api } from "./api.ts";

/** The simulated guild as it is: what everything is judged by. */
export type Snapshot = ReturnType<Sim["snapshot"]>;
export type Channel = Snapshot["channels"][number];
type Group = Answers["groups"]["list"][number];

export async function snapshotOf(discord: string): Promise<Snapshot> {
  return (await (await fetch(`${discord}/_sim/snapshot`)).json()) as Snapshot;
}

/** Asks the simulator to do something, as its page's buttons do. */
export async function post<Answer = unknown>(discord: string, address: string, body: object = {}): Promise<Answer> {
  const response = await fetch(`${discord}${address}`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as Answer & { error?: string };
  if (!response.ok) throw new Error(answer.error ?? `${address} answered ${response.status}`);
  return answer;
}

export const userNamed = (guild: Snapshot, name: string): string => {
  const user = guild.users.find(({ globalName }) => globalName === name);
  if (!user) throw new Error(`nobody in the simulated Discord is called ${name}`);
  return user.id;
};

/** Names of those who see a channel; the owner, who always does, and bots left out. */
export function watchersOf(guild: Snapshot, channelId: string): string[] {
  const channel = guild.channels.find(({ id }) => id === channelId);
  if (!channel) throw new Error(`there is no channel ${channelId}`);
  return channel.viewers
    .filter((id) => id !== guild.guild.ownerId && id !== guild.bot.userId)
    .map((id) => guild.users.find((user) => user.id === id)?.globalName ?? id)
    .toSorted();
}

/** Whether those who see a group's text channel and its voice channel are the right ones. */
export const isSeenBy = (guild: Snapshot, { channels }: Pick<Group, "channels">, who: (names: string[]) => boolean) =>
  [channels.text, channels.voice].every((url) => who(watchersOf(guild, channelIdIn(url))));

/** The last part of `https://discord.com/channels/<guild>/<channel>`. */
export const channelIdIn = (url: string | null): string => url?.split("/").at(-1) ?? "none";

/** Calls that changed something, those that only announce the commands left out. */
export function changesIn({ calls }: Snapshot): Record<string, number> {
  return Object.fromEntries(
    Object.entries(calls.byRoute).filter(
      ([route]) => !route.startsWith("GET ") && !/\/commands$|\/interactions|\/webhooks/.test(route),
    ),
  );
}

/** What the bot made, of everything that ever happened: also what is gone again. */
export const madeBy = ({ effects, bot }: Snapshot, did: string) =>
  effects.filter((effect) => effect.did === did && effect.by === bot.userId);

/**
 * Holds a guild against the groups as an organiser sees them: exactly one hidden category, and per group exactly one
 * private text and one private voice channel seen by its members in the server, one event per meeting on the slot's
 * clock, and one welcome (RE-8, INV-11). The journal says that nothing was ever public, lost or doubled.
 */
export async function expectRealized(api: Api, discord: string, cohortId: number): Promise<Snapshot> {
  const guild = await snapshotOf(discord);
  const groups = (await api.groups.list.query({ cohortId })).filter(({ status }) => status === "active");
  const { numberOfMeetings, startDate } = await api.cohorts.overview.query({ cohortId });
  expect(groups.length).toBeGreaterThan(0);
  const own = guild.channels.filter(({ name }) => name !== "general");
  const [category, ...twins] = own.filter(({ type }) => type === "category");
  expect(twins).toEqual([]);
  expect(watchersOf(guild, category!.id)).toEqual([]);
  expect(own.map(({ everyoneCanView }) => everyoneCanView)).not.toContain(true);
  expect(own.filter(({ type, parentId }) => type !== "category" && parentId !== category!.id)).toEqual([]);
  expect(own).toHaveLength(1 + 2 * groups.length);
  for (const group of groups) expectGroup(guild, group, { numberOfMeetings, startDate });
  expectJournal(guild, groups.length, numberOfMeetings);
  return guild;
}

interface Term {
  numberOfMeetings: number;
  startDate: string;
}

function expectGroup(guild: Snapshot, group: Group, { numberOfMeetings, startDate }: Term): void {
  const [text, voice] = [channelIdIn(group.channels.text), channelIdIn(group.channels.voice)];
  const present = new Set(guild.members.map(({ id }) => id));
  const inServer = group.members.map(({ name }) => name).filter((name) => present.has(userNamed(guild, name)));
  for (const channelId of [text, voice]) expect(watchersOf(guild, channelId)).toEqual(inServer.toSorted());
  const events = guild.events
    .filter(({ channelId, status }) => channelId === voice && status === "scheduled")
    .toSorted((one, other) => one.start.localeCompare(other.start));
  expect(events).toHaveLength(numberOfMeetings);
  const { timeZone, startMinute, weekday } = group.slot;
  const clock = `${two(Math.floor(startMinute / 60))}:${two(startMinute % 60)}`;
  for (const [week, event] of events.entries()) {
    expect(clockOf(event.start, timeZone)).toEqual({ date: dayAfter(startDate, weekday, week), time: clock });
  }
  const welcomes = guild.messages.filter(
    ({ channelId, authorId, type }) => channelId === text && authorId === guild.bot.userId && type === 0,
  );
  expect(welcomes.filter(({ content }) => content.startsWith("Welcome to"))).toHaveLength(1);
  const seconds = Date.parse(events[0]!.start) / 1_000;
  expect(JSON.stringify(welcomes[0])).toContain(`<t:${seconds}:`);
}

function expectJournal(guild: Snapshot, groups: number, meetings: number): void {
  const channels = madeBy(guild, "channel.create");
  expect(channels.map(({ everyoneCanView }) => everyoneCanView)).not.toContain(true);
  expect(doubled(channels.map(({ name, detail }) => `${String(detail?.["type"])} ${name}`))).toEqual([]);
  expect(channels).toHaveLength(1 + 2 * groups);
  const events = madeBy(guild, "event.create");
  expect(doubled(events.map(({ name }) => String(name)))).toEqual([]);
  expect(events).toHaveLength(groups * meetings);
  const welcomes = madeBy(guild, "message.create").filter(({ name }) => name?.startsWith("Welcome to"));
  expect(doubled(welcomes.map(({ detail }) => String(detail?.["channel_id"])))).toEqual([]);
  expect(welcomes).toHaveLength(groups);
  expect(madeBy(guild, "channel.delete")).toEqual([]);
}

const doubled = (names: readonly string[]): string[] => names.filter((name, at) => names.indexOf(name) !== at);
const two = (number: number): string => String(number).padStart(2, "0");

/** The wall clock of an instant, by the platform and not by our own code. */
function clockOf(instant: string, timeZone: string): { date: string; time: string } {
  const parts = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" }).format(
    new Date(instant),
  );
  const [date, time] = parts.split(" ");
  return { date: date!, time: time! };
}

/** The calendar day of a meeting: the first such weekday (0 is Monday) on or after the start, then week by week. */
function dayAfter(startDate: string, weekday: number, week: number): string {
  const day = new Date(`${startDate}T12:00:00Z`);
  day.setUTCDate(day.getUTCDate() + ((weekday - ((day.getUTCDay() + 6) % 7) + 7) % 7) + 7 * week);
  return day.toISOString().slice(0, 10);
}
