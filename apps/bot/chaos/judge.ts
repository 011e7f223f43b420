import { readFileSync } from "node:fs";
import path from "node:path";
import type { EntityManager } from "@muster/db/orm";
import type { Town } from "./processes.ts";
import { snapshotOf, type Scene, type Snapshot } from "./scene.ts";

/** The sentences that are false, each with the invariant it breaks; none when database and Discord agree. */
export type Findings = string[];

interface Told {
  key: string;
  id: string;
}

/** What the simulator's own journal says the bot ever made, by the mark it carries: also what is gone again. */
interface Journal {
  things: Told[];
  messages: Told[];
  bornPublic: string[];
}

const KEY = /\[[^\s[\]/]+\/([^\s[\]]+)\]/;
const keyIn = (text: string | null | undefined): string | null => KEY.exec(text ?? "")?.[1] ?? null;

interface Line {
  changes?: [string, string, { embeds?: { footer?: { text?: string } }[] } | null][];
  effect?: {
    by: string;
    did: string;
    id: string;
    name: string | null;
    reason: string | null;
    everyoneCanView?: boolean;
  };
}

function journalOf({ folder }: Town, bot: string): Journal {
  const journal: Journal = { things: [], messages: [], bornPublic: [] };
  const text = readFileSync(path.join(folder, "guild", "guild.jsonl"), "utf8");
  for (const line of text.slice(0, text.lastIndexOf("\n")).split("\n")) {
    const { effect, changes = [] } = JSON.parse(line) as Line;
    if (effect?.by !== bot) continue;
    const { did, id, reason } = effect;
    if (did === "channel.create" && effect.everyoneCanView) journal.bornPublic.push(String(effect.name));
    if (did === "channel.create" || did === "event.create")
      journal.things.push({ key: keyIn(reason) ?? `? ${did}`, id });
    if (did !== "message.create") continue;
    const message = changes.find(([collection]) => collection === "messages")?.[2];
    const key = keyIn(message?.embeds?.[0]?.footer?.text);
    if (key) journal.messages.push({ key, id });
  }
  return journal;
}

interface Rows {
  groups: { id: number; status: string; category_number: number | null }[];
  members: { group_id: number; person_id: number; discord_id: string }[];
  meetings: { id: number; group_id: number }[];
  refs: { key: string; external_id: string }[];
  notes: { id: number; key: string; kind: string; channel: string; status: string; group_id: number }[];
  pending: { what: string }[];
}

/** Read by plain SQL: what the database holds, without our code's opinion of it. */
async function rowsOf(em: EntityManager, { cohort }: Scene): Promise<Rows> {
  const { id } = cohort;
  const subjects = "(select 'group:' || id from groups where cohort_id = ? union all select 'cohort:' || ?::text)";
  return {
    groups: await em.execute("select id, status, category_number from groups where cohort_id = ? order by id", [id]),
    members: await em.execute(
      `select m.group_id, m.person_id, p.discord_id from memberships m join people p on p.id = m.person_id
       where m.cohort_id = ? and m.status = 'active'`,
      [id],
    ),
    meetings: await em.execute(
      `select m.id, m.group_id from meetings m join groups g on g.id = m.group_id
       where g.cohort_id = ? and m.status = 'planned' and m.starts_at > now()`,
      [id],
    ),
    refs: await em.execute(
      `select key, external_id from external_refs where system = 'discord' and subject in ${subjects}`,
      [id, id],
    ),
    notes: await em.execute(
      `select n.id, n.key, n.kind, n.channel, n.status, n.group_id from notifications n
       join groups g on g.id = n.group_id where g.cohort_id = ?`,
      [id],
    ),
    pending: await em.execute(
      `select 'the intent for ' || key || ' is still pending' as what from intents where subject in ${subjects}
       union all select 'round ' || id || ' never ended' from sync_rounds where ending is null and subject in ${subjects}
       union all select 'round ' || id || ' is still marked in flight' from sync_rounds where in_flight and subject in ${subjects}
       union all select subject || ' is ' || state || coalesce(' (' || last_error || ')', '') from sync_tasks
         where system = 'discord' and state <> 'settled' and subject in ${subjects}`,
      Array.from({ length: 8 }, () => id),
    ),
  };
}

/** Holds the database against the simulated guild and its journal, once nothing moves any more. */
export async function judge(
  em: EntityManager,
  town: Town,
  scene: Scene,
  allowed: { doubles: boolean },
): Promise<Findings> {
  const guild = await snapshotOf(town.discord);
  const journal = journalOf(town, guild.bot.userId);
  const rows = await rowsOf(em, scene);
  return [
    ...rows.pending.map(({ what }) => `INV-15 ${what}`),
    ...journal.bornPublic.map((name) => `INV-2 ${name} was born visible to everyone`),
    ...judgeThings({ guild, journal, rows, scene, ...allowed }),
    ...judgeAccess(guild, journal, rows),
    ...judgePlaces(rows, scene),
    ...judgeMessages(journal, rows),
  ];
}

interface Things {
  guild: Snapshot;
  journal: Journal;
  rows: Rows;
  scene: Scene;
  doubles: boolean;
}

/** One of each and nothing besides; every remembered id names the thing that carries its mark (INV-9, INV-11, INV-14). */
function* judgeThings({ guild, journal, rows, scene, doubles }: Things): Iterable<string> {
  const standing = new Set([...guild.channels, ...guild.events].map(({ id }) => id));
  const active = rows.groups.filter(({ status }) => status === "active");
  const wanted = active.flatMap(({ id, category_number }) => [
    `cohort:${scene.cohort.id}/category-${category_number ?? 1}`,
    `group:${id}/text-channel`,
    `group:${id}/voice-channel`,
    ...rows.meetings.filter(({ group_id }) => group_id === id).map((meeting) => `group:${id}/event-${meeting.id}`),
  ]);
  const ours = (key: string) =>
    key.startsWith(`cohort:${scene.cohort.id}/`) || rows.groups.some(({ id }) => key.startsWith(`group:${id}/`));
  for (const key of new Set([...wanted, ...journal.things.map((one) => one.key).filter(ours)])) {
    const made = journal.things.filter((one) => one.key === key);
    const left = made.filter(({ id }) => standing.has(id));
    if (left.length !== (wanted.includes(key) ? 1 : 0)) yield `INV-11 ${key} stands ${left.length} times`;
    if (made.length > 1 && !doubles) yield `INV-11 ${key} was made ${made.length} times, and nothing came late`;
    const remembered = rows.refs.find((ref) => ref.key === key)?.external_id;
    if (left.length === 1 && remembered !== left[0]!.id) yield `INV-9 ${key} is remembered as ${remembered}`;
  }
  for (const { id, status } of rows.groups) {
    const present = rows.members.filter(
      (one) => one.group_id === id && guild.members.some((member) => member.id === one.discord_id),
    );
    // Every cast keeps somebody of each group in the server, and every schedule realizes its cohort.
    if (status !== "active") yield `INV-14 group ${id} is ${status} with ${present.length} members present`;
  }
}

/** Channels are seen by the active members who are in the guild, and by nobody else (INV-12). */
function* judgeAccess(guild: Snapshot, journal: Journal, rows: Rows): Iterable<string> {
  for (const { id } of rows.groups)
    for (const sort of ["text", "voice"] as const) {
      const key = `group:${id}/${sort}-channel`;
      const ids = new Set(journal.things.filter((one) => one.key === key).map((one) => one.id));
      for (const channel of guild.channels.filter((one) => ids.has(one.id))) {
        const expected = rows.members
          .filter((one) => one.group_id === id && guild.members.some((member) => member.id === one.discord_id))
          .map((one) => one.discord_id)
          .toSorted();
        const seeing = channel.viewers.filter((one) => one !== guild.guild.ownerId).toSorted();
        if (String(seeing) !== String(expected)) yield `INV-12 ${key} is seen by [${seeing}] instead of [${expected}]`;
        const let_in = channel.overwrites.filter(
          (one) => one.type === "member" && one.id !== guild.bot.userId && one.allow.includes("VIEW_CHANNEL"),
        );
        const strangers = let_in.filter(
          (one) => !expected.includes(one.id) && guild.members.some(({ id: at }) => at === one.id),
        );
        if (strangers.length > 0) yield `INV-12 ${key} lets in ${strangers.map(({ name }) => name)}`;
        if (sort === "text" && keyIn(channel.topic) !== key) yield `INV-16 ${key} carries the mark ${channel.topic}`;
      }
    }
}

/** What was acknowledged to people is so: everybody sits where they were told. */
function* judgePlaces({ members }: Rows, { places }: Scene): Iterable<string> {
  for (const [personId, groupId] of places) {
    const found = members.filter((one) => one.person_id === personId).map((one) => one.group_id);
    if (String(found) !== String(groupId === null ? [] : [groupId]))
      yield `INV-1 person ${personId} was told group ${groupId} and is in [${found}]`;
  }
}

/** One welcome for each group, one message for each telling, also in the journal, which forgets nothing (INV-4, INV-13). */
function* judgeMessages({ messages }: Journal, { groups, notes }: Rows): Iterable<string> {
  const saidTimes = (key: string) => messages.filter((one) => one.key === key).length;
  for (const { id } of groups.filter(({ status }) => status === "active")) {
    const times = saidTimes(`group:${id}/welcome`);
    if (times !== 1) yield `INV-4 group ${id} was welcomed ${times} times`;
  }
  for (const { id, group_id, kind, channel, status, key } of notes.filter((one) => one.channel === "discord_channel")) {
    const times = saidTimes(`group:${group_id}/message-${id}`);
    const wanted = kind === "group_assigned" ? 0 : 1;
    if (times !== wanted || status !== "sent")
      yield `INV-13 ${key} (${channel}) is ${status} and was said ${times} times`;
  }
}
