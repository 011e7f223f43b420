import { weekdayName } from "../../dates/week-words.ts";
import { WORKDAYS } from "./quick-weeks.ts";

/** Where one day may be copied to: the weekdays, every day, or one other. Monday is 0. */
export function copyTargets(day: number): { label: string; days: number[] }[] {
  const others = [0, 1, 2, 3, 4, 5, 6].filter((other) => other !== day);
  return [
    { label: "all weekdays", days: WORKDAYS.filter((other) => other !== day) },
    { label: "every day", days: others },
    ...others.map((other) => ({ label: weekdayName(other, "long"), days: [other] })),
  ];
}
