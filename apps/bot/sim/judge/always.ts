import { canBecome, type GroupStatus } from "@muster/domain/group";
import type { Book } from "../book/book.ts";
import type { Sky } from "../transport.ts";
import { everyoneSees, sees, type Deed } from "../world/guild.ts";
import { guestsOf } from "./guests.ts";

export interface Violation {
  invariant: string;
  at: number;
  what: string;
}

/** A round with slow answers takes so long at most. */
const ROUND_MS = 60_000;

/** Watches after every single step of a run (INV-1 to INV-10, as far as they can be seen here). */
export interface Monitor {
  look: () => void;
  violations: Violation[];
  /** How many single checks were made. */
  checked: () => number;
}

export function watchAlways(book: Book, sky: Sky): Monitor {
  const { guild, time } = sky;
  const violations: Violation[] = [];
  const violated = (invariant: string, what: string) => violations.push({ invariant, at: time.now(), what });
  const statuses = new Map<number, GroupStatus>(book.tables.groups.map(({ id, status }) => [id, status]));
  const said = new Map<string, number>();
  const excused = new Map<string, number>();
  const openedByHand = new Set<string>();
  let shutOutAt = -Infinity;
  const deletedByHand = new Map<string, number>();
  const revoked = new Set<string>();
  let seen = 0;
  let checks = 0;
  let stays = -1;
  let visits = 0;

  function judgeDeed(deed: Deed): void {
    checks++;
    const { did, key, id, by, detail } = deed;
    if (by === "hand") {
      if (did === "open-text") openedByHand.add(id);
      if (did === "shut-out") shutOutAt = deed.at;
      if (did.startsWith("delete-") && key) deletedByHand.set(key, deed.at);
      if (did === "delete-text" && key) excused.set(welcomeOf(key), (excused.get(welcomeOf(key)) ?? 0) + 1);
      if (did === "let-in" || did === "shut-out") revoked.delete(`${id}/${detail.userId}`);
      return;
    }
    if (/^(channel|overwrite|event)\./.test(did) && key === null)
      violated("INV-7", `the bot did ${did} to ${id}, which is not ours`);
    if (did === "channel.create" && everyoneSees(guild, guild.channels.get(id)!))
      violated("INV-2", `${key} was born visible to everyone`);
    if (did === "message.create" && key) {
      const count = (said.get(key) ?? 0) + 1;
      said.set(key, count);
      if (count > 1 + (excused.get(key) ?? 0)) violated("INV-4", `${key} was said ${count} times`);
    }
    if (did.startsWith("overwrite.") && detail.userId !== guild.id && detail.userId !== guild.botId) judgeAccess(deed);
    if (did === "overwrite.put" && detail.userId === guild.id) openedByHand.delete(id);
    const channel = guild.channels.get(id);
    if (channel?.key && !openedByHand.has(id) && everyoneSees(guild, channel))
      violated("INV-2", `${key} is visible to everyone`);
  }

  function judgeAccess({ did, id, key, detail }: Deed): void {
    const place = `${id}/${detail.userId}`;
    const groupId = Number(/^group:(\d+)\//.exec(key ?? "")?.[1]);
    const isMember = book.tables.memberships.some(
      ({ group, person, status }) => group.id === groupId && status === "active" && person.discordId === detail.userId,
    );
    const mayEnter = isMember || guestsOf(book, groupId).includes(detail.userId!);
    if (did === "overwrite.delete" && !mayEnter) revoked.add(place);
    else if (mayEnter) revoked.delete(place);
    else if (revoked.has(place))
      violated("INV-3", `${detail.userId} got access to ${key} again after it was taken away`);
  }

  function judgePromotion(id: number): void {
    const group = book.tables.groups.find((one) => one.id === id)!;
    for (const key of [
      `cohort:1/category-${group.categoryNumber}`,
      `group:${id}/text-channel`,
      `group:${id}/voice-channel`,
    ]) {
      const standing = [...guild.channels.values()].filter((channel) => channel.key === key);
      // What a hand took away after the round had looked, no round could have known.
      const isJustGone = standing.length === 0 && (deletedByHand.get(key) ?? -Infinity) > time.now() - ROUND_MS;
      if (standing.length !== 1 && !isJustGone)
        violated("INV-5", `group ${id} became active with ${standing.length} of ${key}`);
    }
    const rooms = [...guild.channels.values()].filter(
      ({ key }) => key === `group:${id}/text-channel` || key === `group:${id}/voice-channel`,
    );
    const members = book.tables.memberships.filter((one) => one.group.id === id && one.status === "active");
    const isJustShutOut = shutOutAt > time.now() - ROUND_MS;
    if (!isJustShutOut && !members.some(({ person }) => rooms.every((room) => sees(guild, room, person.discordId!))))
      violated("INV-5", `group ${id} became active and nobody sees it`);
    for (const { subject, operation } of sky.onTheirWay.values())
      if (operation === "channel.create" && (subject === `group:${id}` || subject === "cohort:1"))
        violated("INV-5", `group ${id} became active while a channel was on its way`);
  }

  /** Who has come back may be let in again, also by a round that was briefed before they left once more. */
  function forgiveComers(): void {
    const comers = [...book.tables.memberships.slice(Math.max(0, stays)), ...book.tables.visits.slice(visits)];
    for (const { person } of comers)
      for (const place of revoked) if (place.endsWith(`/${person.discordId}`)) revoked.delete(place);
  }

  function judgeSeats(): void {
    const active = book.tables.memberships.filter(({ status }) => status === "active");
    for (const { id } of book.tables.groups)
      if (active.filter(({ group }) => group.id === id).length > book.tables.cohorts[0]!.maxSize)
        violated("INV-1", `group ${id} has more members than seats`);
    if (new Set(active.map(({ person }) => person.id)).size !== active.length)
      violated("INV-1", "somebody has two places in one cohort");
  }

  /** Whoever comes as a guest comes once for each number, and where there was room for them when they asked. */
  function judgeGuests(): void {
    const standing = book.tables.visits.filter(({ endedAt }) => endedAt === null);
    const numbers = standing.map(({ person, number }) => `${person.id}/${number}`);
    if (new Set(numbers).size !== numbers.length) violated("INV-1", "somebody visits twice for one meeting");
    for (const { hostMeeting: host } of book.tables.visits.slice(visits)) {
      const members = book.tables.memberships.filter(
        ({ group, status }) => group.id === host.group.id && status === "active",
      );
      const guests = standing.filter(({ hostMeeting }) => hostMeeting.id === host.id);
      if (members.length + guests.length > book.tables.cohorts[0]!.maxSize)
        violated("INV-1", `a guest of group ${host.group.id} found no seat`);
    }
  }

  return {
    violations,
    checked: () => checks,
    look() {
      while (seen < guild.deeds.length) judgeDeed(guild.deeds[seen++]!);
      for (const { id, status } of book.tables.groups) {
        const before = statuses.get(id)!;
        if (status === before) continue;
        checks += 2;
        statuses.set(id, status);
        if (!canBecome(before, status)) violated("INV-6", `group ${id} went from ${before} to ${status}`);
        if (status === "active") judgePromotion(id);
      }
      const [count, guests] = [book.tables.memberships.length, book.tables.visits.length];
      if (count !== stays) judgeSeats();
      if (guests !== visits) judgeGuests();
      if (count !== stays || guests !== visits) forgiveComers();
      [stays, visits] = [count, guests];
    },
  };
}

const welcomeOf = (textKey: string): string => textKey.replace("/text-channel", "/welcome");
