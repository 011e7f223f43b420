import { expect, test } from "vitest";
import { cohortOf, leader, person, stillClock } from "../testing/cohorts.ts";
import { checkProposal } from "./check-proposal.ts";
import { type Pin, type Problem } from "./problem.ts";
import { randomFrom } from "./random.ts";
import { schedule } from "./schedule.ts";
import { SchedulingError } from "./scheduling-error.ts";

const MONDAY_9 = 540;
const STARTS = { M: MONDAY_9, T: 1_440 + 540, W: 2 * 1_440 + 540 };
const ANY = "M09:00 M10:00, T09:00 T10:00, W09:00 W10:00";

interface Room {
  start: number;
  people: string[];
}

/** A small cohort, led or not, with up to two groups pinned to Monday at nine. */
function pinnedCohort(seed: number): Problem {
  const random = randomFrom(seed, 0);
  const below = (count: number) => Math.floor(random() * count);
  const isLed = below(2) === 1;
  const week = () => {
    const days = Object.keys(STARTS).filter(() => below(3) > 0);
    return (days.length > 0 ? days : ["M"]).map((day) => `${day}09:00 ${day}10:00`).join(", ");
  };
  const guests = Array.from({ length: 4 + below(3) }, (_, index) => person(`p${index}`, week()));
  const leaders = isLed ? ["f0", "f1", "f2"].map((id) => leader(id, ANY)) : [];
  const free = guests.filter(({ available }) => available[0]!.start === MONDAY_9).map(({ id }) => id);
  const first = free.slice(0, 1 + below(3));
  const second = free.slice(first.length, first.length + below(3));
  const into = (group: string, ids: readonly string[]): Pin[] =>
    ids.map((personId) => ({ personId, start: MONDAY_9, group }));
  const led = [...(isLed && below(2) ? into("A", ["f0"]) : []), ...(isLed && below(2) ? into("B", ["f1"]) : [])];
  const pins = [...into("A", first), ...into("B", second), ...led];
  return cohortOf([...leaders, ...guests], {
    minPeople: 2,
    maxPeople: 3 + below(2),
    stepMinutes: 60,
    pins,
    remedyTrials: 0,
  });
}

/** By trying everything: the most people in groups that keep every pin; null where no grouping does. */
function mostByTrying({ people, pins, minPeople, maxPeople }: Problem): number | null {
  const guests = people.filter(({ role }) => role === "participant");
  const leaders = people.length - guests.length;
  const lead = Number(leaders > 0);
  const groupOf = new Map(pins.map(({ personId, group }) => [personId, group]));
  const rooms: Room[] = Object.values(STARTS).flatMap((start) => [0, 1, 2].map(() => ({ start, people: [] })));
  let most: number | null = null;
  const keepsPins = (used: readonly Room[]): boolean => {
    const named = (group: string) => used.filter((room) => room.people.some((id) => groupOf.get(id) === group));
    for (const { personId } of pins.filter((pin) => groupOf.has(pin.personId) && !pin.personId.startsWith("f")))
      if (!used.some((room) => room.start === MONDAY_9 && room.people.includes(personId))) return false;
    if (["A", "B"].some((group) => named(group).length > 1)) return false;
    if (named("A")[0] && named("A")[0] === named("B")[0]) return false;
    // Whoever leads a pinned group that nobody else is pinned into needs a room of their own at that hour.
    const alone = pins.filter(({ personId, group }) => personId.startsWith("f") && named(group!).length === 0).length;
    const others = used.filter((room) => room.start === MONDAY_9 && !room.people.some((id) => groupOf.has(id)));
    return alone <= others.length;
  };
  const place = (index: number): void => {
    const guest = guests[index];
    if (guest) {
      place(index + 1);
      for (const room of rooms.filter(({ start }) => guest.available.some((free) => free.start === start))) {
        room.people.push(guest.id);
        place(index + 1);
        room.people.pop();
      }
      return;
    }
    const used = rooms.filter((room) => room.people.length > 0);
    const sizes = used.map((room) => room.people.length + lead);
    if (sizes.some((size) => size < minPeople || size > maxPeople) || (lead && used.length > leaders)) return;
    if (keepsPins(used))
      most = Math.max(
        most ?? 0,
        sizes.reduce((sum, size) => sum + size, 0),
      );
  };
  place(0);
  return most;
}

test("groups that are pinned stay whole and apart, and no grouping that keeps them is better, as trying everything finds", async () => {
  const found: string[] = [];
  const tried: string[] = [];
  for (let seed = 1; seed <= 120; seed++) {
    const problem = pinnedCohort(seed);
    tried.push(`${seed}: ${mostByTrying(problem) ?? "refused"}`);
    found.push(`${seed}: ${await outcomeOf(problem)}`);
  }
  expect(found).toEqual(tried);
  const refused = tried.filter((one) => one.endsWith("refused")).length;
  expect(Math.min(refused, tried.length - refused)).toBeGreaterThan(10);
});

/** Its proven quality, or what is wrong with it. */
async function outcomeOf(problem: Problem): Promise<string> {
  try {
    const proposal = await schedule(problem, stillClock);
    const wrong = checkProposal(problem, proposal);
    return wrong.length > 0 ? wrong.join() : `${proposal.quality}${proposal.proven ? "" : ", not proven"}`;
  } catch (error) {
    if (error instanceof SchedulingError) return "refused";
    throw error;
  }
}
