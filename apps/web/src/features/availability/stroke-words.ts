import { clockRange, weekdayName } from "../../dates/week-words.ts";
import type { Brush, Cell, Level } from "./painting.ts";

const LEVEL_WORDS: Record<Level, string> = { available: "available", if_needed: "if needed", empty: "empty" };

export const levelWords = (level: Level): string => LEVEL_WORDS[level];

export const brushLevel = (brush: Brush): Level => (brush === "erase" ? "empty" : brush);

/** What a cell is called: "Tuesday 18:00, available" (AG-15). */
export function cellName({ day, minute }: Cell, level: Level): string {
  const clock = clockRange({ start: minute, end: minute + 1 }).slice(0, 5);
  return `${weekdayName(day, "long")} ${clock}, ${levelWords(level)}`;
}

/** What stands beside a cell one points at: "Tue 18:00–18:30 · available" (AG-5). */
export const cellHint = ({ day, minute }: Cell, step: number, level: Level): string =>
  `${weekdayName(day)} ${clockRange({ start: minute, end: minute + step })} · ${levelWords(level)}`;

/** One sentence after a stroke: "Tuesday 18:00 to 20:00 set to available" (AG-15). */
export function strokeSentence(
  from: Cell,
  to: Cell,
  done: { brush: Brush; days: readonly number[]; step: number },
): string {
  const columns = [done.days.indexOf(from.day), done.days.indexOf(to.day)].toSorted((one, other) => one - other);
  const [first, last] = columns.map((column) => weekdayName(done.days[column]!, "long"));
  const [top, bottom] = [Math.min(from.minute, to.minute), Math.max(from.minute, to.minute) + done.step];
  const clocks = clockRange({ start: top, end: bottom }).replace("–", " to ");
  return `${first === last ? first : `${first} to ${last},`} ${clocks} set to ${levelWords(brushLevel(done.brush))}`;
}
