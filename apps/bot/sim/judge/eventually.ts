import { keys } from "@muster/domain/brief";
import type { Group } from "@muster/db/entities/group";
import type { Book } from "../book/book.ts";
import type { VisitRow } from "../book/rows.ts";
import type { Sky } from "../transport.ts";
import { inOrderOfAge, type Channel, type Guild } from "../world/guild.ts";
import type { Violation } from "./always.ts";
import { guestsOf, isExpected, isGood } from "./guests.ts";

const VIEW = 1n << 10n;
type Violated = (invariant: string, what: string) => void;

/**
 * What must be true once nothing bad has happened for a while, judged by what stands on the simulated Discord beside
 * who is where in the course: one of everything, nobody too many, everybody told (INV-9, INV-11 to INV-16).
 */
export function judgeEventually(book: Book, sky: Sky): Violation[] {
  const { guild, time } = sky;
  const violations: Violation[] = [];
  const violated: Violated = (invariant, what) => violations.push({ invariant, at: time.now(), what });
  judgeDoubles(book, guild, violated);
  judgeMissing(book, guild, violated);
  for (const group of book.tables.groups) {
    judgeRealized(book, guild, { group, violated });
    judgeAccess(book, guild, { group, violated });
    if (group.status === "active") judgeActive(book, guild, { group, violated });
  }
  judgeVisits(book, violated);
  judgeBook(book, guild, violated);
  return violations;
}

/** A category nobody stands in any more, of a cohort that has ended, is looked at by no round: nothing is deleted unasked. */
const isLeftBehind = (book: Book, guild: Guild, channel: Channel): boolean =>
  channel.type === 4 &&
  !book.tables.groups.some((group) => group.isLive()) &&
  ![...guild.channels.values()].some(({ parentId }) => parentId === channel.id);

/** What is put right without asking anybody: who sees what, whatever hands did (round: 2). */
export function judgePrivacy(book: Book, { guild, time }: Sky): Violation[] {
  const violations: Violation[] = [];
  const violated: Violated = (invariant, what) =>
    violations.push({ invariant, at: time.now(), what: `unasked: ${what}` });
  for (const group of book.tables.groups) judgeAccess(book, guild, { group, violated });
  return violations;
}

/** Nothing that stands is ever called missing: a list that lags is looked at twice (RE-17). */
function judgeMissing({ tables }: Book, guild: Guild, violated: Violated): void {
  if (guild.deeds.some(({ by, did }) => by === "hand" && did.startsWith("delete-"))) return;
  for (const { action, key, kind } of tables.rounds.flatMap(({ steps }) => steps))
    if (action === "recreate" && kind.endsWith("channel")) violated("INV-16", `${key} was called missing, and stood`);
}

function judgeDoubles(book: Book, guild: Guild, violated: Violated): void {
  const byKey = Map.groupBy(
    [...guild.channels.values()].filter(({ key }) => key !== null),
    ({ key }) => key!,
  );
  for (const [key, channels] of byKey) {
    const unused = inOrderOfAge(channels)
      .slice(1)
      .filter((channel) => !hasHumanWords(guild, channel) && !isLeftBehind(book, guild, channel));
    if (unused.length > 0) violated("INV-11", `${key} stands ${channels.length} times`);
  }
  const events = Map.groupBy([...guild.events.values()], ({ key }) => key);
  for (const [key, those] of events)
    if (key !== null && those.length > 1) violated("INV-11", `${key} stands ${those.length} times`);
}

const hasHumanWords = (guild: Guild, channel: Channel): boolean =>
  guild.messages.get(channel.id)!.some(({ authorId }) => authorId !== guild.botId);

interface About {
  group: Group;
  violated: Violated;
}

const roomOf = (guild: Guild, key: string) =>
  inOrderOfAge(guild.channels.values()).find((channel) => channel.key === key);
const membersOf = ({ tables }: Book, { id }: Group) =>
  tables.memberships.filter(({ group, status }) => group.id === id && status === "active");
const presentIn = (book: Book, guild: Guild, group: Group) =>
  membersOf(book, group)
    .map(({ person }) => person.discordId!)
    .filter((id) => guild.members.has(id));

function judgeRealized(book: Book, guild: Guild, { group, violated }: About): void {
  if (!group.isLive() || group.realizeRequestedAt === null || presentIn(book, guild, group).length === 0) return;
  if (group.status !== "active") violated("INV-14", `group ${group.id} has everything and is still ${group.status}`);
  const category = roomOf(guild, keys.category(1, group.categoryNumber ?? 1));
  const [text, voice] = [roomOf(guild, keys.textChannel(group.id)), roomOf(guild, keys.voiceChannel(group.id))];
  if (!category || !text || !voice)
    return violated("INV-11", `group ${group.id} lacks ${category ? (text ? "voice" : "text") : "its category"}`);
  for (const room of [text, voice])
    if (room.parentId !== category.id) violated("INV-16", `${room.key} does not stand in its category`);
  if (text.name !== `group-${group.id}`) violated("INV-16", `${text.key} is called ${text.name}`);
  if (!text.topic?.includes(`/${text.key}]`)) violated("INV-16", `${text.key} lost its mark`);
}

function judgeAccess(book: Book, guild: Guild, { group, violated }: About): void {
  const present = presentIn(book, guild, group);
  const guests = guestsOf(book, group.id).filter((id) => guild.members.has(id));
  const ended = !group.isLive();
  for (const channel of ["text", "voice"] as const) {
    const room = roomOf(guild, channel === "text" ? keys.textChannel(group.id) : keys.voiceChannel(group.id));
    if (!room) continue;
    const wanted = !ended ? [...present, ...guests] : group.status === "completed" && channel === "text" ? present : [];
    const seeing = [...room.overwrites.values()]
      .filter(({ id, type, allow }) => type === 1 && id !== guild.botId && (BigInt(allow) & VIEW) !== 0n)
      .map(({ id }) => id);
    // Who comes to the server after a group was completed has nothing to read there that they wait for.
    if (ended && seeing.every((id) => wanted.includes(id))) continue;
    const [one, other] = [wanted.toSorted().join(" "), seeing.toSorted().join(" ")];
    if (one !== other) violated("INV-12", `${room.key} is seen by [${other}], and [${one}] should see it`);
    if ((BigInt(room.overwrites.get(guild.id)?.deny ?? "0") & VIEW) === 0n)
      violated("INV-2", `${room.key} stays visible to everyone`);
  }
}

function judgeActive(book: Book, guild: Guild, { group, violated }: About): void {
  const { tables } = book;
  const now = book.house.clock();
  const text = roomOf(guild, keys.textChannel(group.id));
  const voice = roomOf(guild, keys.voiceChannel(group.id));
  const welcomes = text
    ? guild.messages
        .get(text.id)!
        .filter(({ embeds }) => embeds[0]?.footer?.text.includes(`/${keys.welcome(group.id)}]`))
    : [];
  if (welcomes.length !== 1) violated("INV-16", `group ${group.id} has ${welcomes.length} welcomes`);
  for (const { id, startsAt } of tables.meetings.filter(
    (meeting) => meeting.group.id === group.id && meeting.startsAt > now,
  )) {
    const event = [...guild.events.values()].find(({ key }) => key === keys.event(group.id, id));
    if (!event) violated("INV-16", `meeting ${id} of group ${group.id} has no event`);
    else if (event.startsAt !== startsAt.toISOString() || event.channelId !== voice?.id)
      violated("INV-16", `the event of meeting ${id} is elsewhere`);
  }
  for (const { id, person } of membersOf(book, group)) {
    const told = tables.notes.filter(
      (note) => note.membershipId === id && (note.kind === "group_assigned" || note.kind === "member_joined"),
    );
    if (told.length === 0 && guild.members.has(person.discordId!))
      violated("INV-13", `person ${person.id} was never told of group ${group.id}`);
    if (new Set(told.map(({ kind }) => kind)).size > 1)
      violated("INV-13", `person ${person.id} was told twice of group ${group.id}`);
  }
  for (const note of tables.notes.filter((one) => one.groupId === group.id && one.channel === "discord_channel")) {
    const key = keys.message(group.id, note.id);
    const posts = guild.deeds.filter((deed) => deed.did === "message.create" && deed.key === key).length;
    if (note.status !== "sent") violated("INV-13", `${note.key} was never said (${note.status})`);
    else if (note.kind !== "group_assigned" && posts !== 1) violated("INV-13", `${note.key} was said ${posts} times`);
  }
}

/** No visit outlives what it rests on, none is given up without need, and the host has heard of whoever comes (INV-13). */
function judgeVisits(book: Book, violated: Violated): void {
  const { visits, notes } = book.tables;
  const now = book.house.clock();
  for (const visit of visits) {
    const { id, endedAt, closedAt, meetsAt } = visit;
    if (endedAt === null && closedAt === null && !isGood(book, visit))
      violated("INV-12", `visit ${id} stands, and what it rests on is gone`);
    if (endedAt !== null && isExpected(book, visit) && !hasChanged(book, visit))
      violated("INV-12", `visit ${id} ended as ${visit.ending}, and nothing had happened`);
    const told = notes.filter(({ key, kind }) => kind === "guest_coming" && key.startsWith(`visit:${id}/`)).length;
    if (told === 0 && meetsAt > now && isExpected(book, visit) && endedAt === null)
      violated("INV-13", `the host of visit ${id} never heard of it`);
  }
}

/** Somebody who joined the host and left it again has ended their visit all the same. */
const hasChanged = ({ tables }: Book, { person, hostMeeting }: VisitRow): boolean =>
  tables.memberships.some((one) => one.person.id === person.id && one.group.id === hostMeeting.group.id);

function judgeBook({ tables }: Book, guild: Guild, violated: Violated): void {
  for (const { key } of tables.intents) violated("INV-15", `the intent for ${key} is still pending`);
  for (const { id, ending } of tables.rounds) if (ending === null) violated("INV-15", `round ${id} never ended`);
  for (const { subject, system, state, lastError } of tables.tasks) {
    if (state === "settled" || system !== "discord") continue;
    violated("INV-15", `${subject} is ${state} (${lastError})`);
  }
  for (const { key, externalId } of tables.refs) {
    const thing = guild.channels.get(externalId ?? "") ?? guild.events.get(externalId ?? "");
    if (thing && thing.key !== key) violated("INV-9", `${key} is remembered as something that is ${thing.key}`);
  }
}
