import type { Book } from "../book/book.ts";
import type { VisitRow } from "../book/rows.ts";

const DAY_MS = 86_400_000;
const [OPENS_DAYS_BEFORE, CLOSES_DAYS_AFTER] = [6, 3];

const isActive = (book: Book, groupId: number, personId: number): boolean =>
  book.tables.memberships.some(
    (one) => one.group.id === groupId && one.person.id === personId && one.status === "active",
  );

/** Whether what a visit rests on is still so, told from the rows people changed and never from what the code made of them. */
export const isGood = (book: Book, { person, membership, hostMeeting, ending }: VisitRow): boolean =>
  ending !== "cancelled" &&
  hostMeeting.group.status === "active" &&
  membership.status === "active" &&
  !isActive(book, hostMeeting.group.id, person.id);

/** A good visit within its days. */
export function isExpected(book: Book, visit: VisitRow): boolean {
  const now = book.house.clock().getTime();
  const begins = visit.hostMeeting.startsAt.getTime();
  const ends = begins + visit.hostMeeting.lengthMinutes * 60_000;
  return isGood(book, visit) && now >= begins - OPENS_DAYS_BEFORE * DAY_MS && now < ends + CLOSES_DAYS_AFTER * DAY_MS;
}

/** Discord ids of those who are a group's guests at this moment (JS-14). */
export const guestsOf = (book: Book, groupId: number): string[] => [
  ...new Set(
    book.tables.visits
      .filter((visit) => visit.hostMeeting.group.id === groupId && isExpected(book, visit))
      .map(({ person }) => person.discordId!),
  ),
];
