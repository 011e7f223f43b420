import { WEEKDAYS } from "@muster/domain/week";
import type { JoinCard } from "./joinable.ts";

/** What a reader wants to see of the groups; nothing asked is everything shown. */
export interface JoinFilter {
  /** A day of the reader's own week, as cards name it; null for any. */
  day: string | null;
  /** Only groups whose every date lies within the reader's week. */
  onlyFitting: boolean;
}

export const EVERYTHING: JoinFilter = { day: null, onlyFitting: false };

/** The days of a week as cards name them, from Monday on. */
export const DAYS = WEEKDAYS.map((weekday) => weekday.slice(0, 3));

type Filtered = Pick<JoinCard, "day"> & { group: Pick<JoinCard["group"], "fit"> };

/** Those of them there are groups on. */
export function daysOf(cards: readonly Pick<JoinCard, "day">[]): string[] {
  const days = new Set(cards.map(({ day }) => day));
  return DAYS.filter((day) => days.has(day));
}

/** "Tue" in full. */
export const dayWords = (day: string): string => WEEKDAYS.find((weekday) => weekday.startsWith(day)) ?? day;

export const passing = <Card extends Filtered>(cards: readonly Card[], { day, onlyFitting }: JoinFilter): Card[] =>
  cards.filter((card) => (day === null || card.day === day) && (!onlyFitting || card.group.fit !== "not_free"));

/** What is shown of how much, for those who hear the page and those who see it. */
export const shownWords = (shown: number, all: number): string =>
  shown === all ? `All ${all} groups` : `${shown} of ${all} groups`;
