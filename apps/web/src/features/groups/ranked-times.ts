import { weekMinuteWords } from "../../dates/week-words.ts";
import { listOf } from "../../ui/count-words.ts";
import type { Letters } from "./heat-model.ts";

/** One start a group could have, as the server ranks them. */
export interface RankedTime {
  weekday: number;
  startMinute: number;
  free: number;
  ifNeeded: number;
  cannot: readonly number[];
  partly: readonly number[];
  busy: readonly number[];
}

export const minuteOf = ({ weekday, startMinute }: Pick<RankedTime, "weekday" | "startMinute">): number =>
  weekday * 1_440 + startMinute;

/** `without Sofia and Ben, Ann on some dates only`: who could not come, and how much (GR-5). */
export function withoutWords(
  { cannot, partly, busy }: RankedTime,
  people: readonly Pick<Letters, "personId" | "name">[],
): string {
  const named = (ids: readonly number[]) =>
    listOf(ids.map((id) => firstName(people.find(({ personId }) => personId === id)?.name ?? "somebody")));
  const parts = [
    ...(cannot.length > 0 ? [`without ${named(cannot)}`] : []),
    ...(busy.length > 0 ? [`${named(busy)} in another group then`] : []),
    ...(partly.length > 0 ? [`${named(partly)} on some dates only`] : []),
  ];
  return parts.length === 0 ? "everyone" : parts.join(", ");
}

const firstName = (name: string): string => name.split(" ")[0] ?? name;

/** What typing looks for: `Tue 18:30 6 of 7 without Sofia`. */
export const timeWords = (time: RankedTime, people: readonly Pick<Letters, "personId" | "name">[]): string =>
  `${weekMinuteWords(minuteOf(time))} ${weekMinuteWords(minuteOf(time), "long")} ${time.free} of ${people.length} ${withoutWords(time, people)}`;

/** All but the time it has. */
export const otherTimes = <Time extends RankedTime>(best: readonly Time[], now: number): Time[] =>
  best.filter((time) => minuteOf(time) !== now);
