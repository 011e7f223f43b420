import { invalid } from "./refusal.ts";

type Rule = {
  frequency: number;
  interval: number;
  by_weekday?: number[] | null;
  by_n_weekday?: object[] | null;
  by_month?: number[] | null;
  by_month_day?: number[] | null;
};

/** The only runs of weekdays a daily event may keep; 0 is Monday. */
const DAILY = ["0,1,2,3,4", "1,2,3,4,5", "6,0,1,2,3", "4,5", "5,6", "6,0"].map((set) =>
  set
    .split(",")
    .toSorted((a, b) => Number(a) - Number(b))
    .join(),
);

/** Which combinations of a recurrence rule Discord takes: yearly 0, monthly 1, weekly 2, daily 3. */
export function judgeRecurrence(given: object): void {
  const rule = given as Rule;
  const refuse = (message: string): never => {
    throw invalid(["recurrence_rule"], "GUILD_SCHEDULED_EVENT_RECURRENCE_RULE_INVALID", message);
  };
  const ways = [
    rule.by_weekday?.length,
    rule.by_n_weekday?.length,
    rule.by_month?.length || rule.by_month_day?.length,
  ].filter(Boolean);
  if (ways.length > 1) refuse("by_weekday, by_n_weekday and by_month with by_month_day exclude each other.");
  if (rule.frequency === 2 && rule.by_weekday?.length !== 1) refuse("A weekly event takes exactly one weekday.");
  if (rule.frequency !== 2 && rule.interval !== 1) refuse("Only weekly events may skip one.");
  if (rule.frequency === 3 && rule.by_weekday && !DAILY.includes(rule.by_weekday.toSorted((a, b) => a - b).join()))
    refuse("A daily event takes one of six sets of weekdays.");
  if (rule.frequency === 1 && rule.by_n_weekday?.length !== 1) refuse("A monthly event takes one by_n_weekday.");
  if (rule.frequency === 0 && !(rule.by_month?.length === 1 && rule.by_month_day?.length === 1))
    refuse("A yearly event takes one month and one day.");
}
