import { expect, test } from "vitest";
import { whatMattersFirst } from "./what-matters-first.ts";

const cohort = (name: string, startDate: string, more: { status?: "active" | "completed"; meets?: string } = {}) => ({
  name,
  startDate,
  status: more.status ?? ("active" as const),
  groups: more.meets ? [{ nextMeeting: { startsAt: new Date(more.meets) } }] : [],
});

test("the nearest meeting stands above a later cohort that has no group yet, and closed ones come last [JS-1]", () => {
  const mine = [
    cohort("spring, closed", "2026-03-01", { status: "completed" }),
    cohort("later, waiting", "2027-01-19"),
    cohort("sooner, waiting", "2026-12-01"),
    cohort("placed", "2026-12-07", { meets: "2026-12-10T19:30:00Z" }),
    cohort("summer, closed", "2026-06-01", { status: "completed" }),
  ];
  expect(whatMattersFirst(mine).map(({ name }) => name)).toEqual([
    "placed",
    "sooner, waiting",
    "later, waiting",
    "summer, closed",
    "spring, closed",
  ]);
});
