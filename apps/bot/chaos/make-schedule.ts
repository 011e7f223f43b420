import { chanceFrom, type Chance } from "../sim/chance.ts";
import { BOUNDARIES, type Boundary } from "./boundaries.ts";
import { LEASE_SECONDS, SETTLE_SECONDS } from "./processes.ts";
import { HANDS, type Act, type Cast, type Deed, type Schedule, type Strike } from "./schedule.ts";

/** Both sides of each window of such a run: the lease, the settle window, and the bot's patience with its server. */
const DOWNTIMES = [0, 300, LEASE_SECONDS * 1_000 - 700, LEASE_SECONDS * 1_000 + 700, SETTLE_SECONDS * 1_000 + 2_500];
/** Later than this nothing lands: the settle window promises no more. */
const LATENESSES = [200, 1_000, SETTLE_SECONDS * 1_000 - 800];

/** So many schedules; together they aim at every boundary as often as any other, whatever the seed. */
export function makeSchedules(seed: number, count: number): Schedule[] {
  const order = shuffled(BOUNDARIES, chanceFrom(seed));
  const aimed = Math.max(1, Math.ceil(order.length / count));
  return Array.from({ length: count }, (_, index) => {
    const boundaries = Array.from({ length: aimed }, (_one, more) => order[(index * aimed + more) % order.length]!);
    return makeSchedule(seed * 1_000 + index, boundaries);
  });
}

function shuffled<T>(all: readonly T[], chance: Chance): T[] {
  const left = [...all];
  return all.map(() => left.splice(chance.below(left.length), 1)[0]!);
}

function makeSchedule(seed: number, boundaries: readonly Boundary[]): Schedule {
  const chance = chanceFrom(seed);
  const cast = makeCast(chance, boundaries);
  const acts: Act[] = [{ deeds: [{ do: "realize" }], strikes: [] }, changes(chance, cast), afterwards(chance, cast)];
  for (const boundary of boundaries) {
    const act = acts[boundary.reachedBy === "realize" ? 0 : 1]!;
    act.strikes.push(strikeAt(boundary, chance));
  }
  // Often enough whoever has just come back is killed again.
  if (chance.often(0.4)) acts[0]!.strikes.push(strikeAt(chance.oneOf(AGAIN), chance));
  return { seed, cast, acts };
}

/** Boundaries every round passes: a second strike finds one of them whatever the first has left to do. */
const AGAIN = BOUNDARIES.filter(({ name }) =>
  ["brief opened, not yet read", "plan told", "in-flight mark set", "before settle"].includes(name),
);

/** Somebody of each group is in the server from the beginning: the first of it, who also never leaves. */
function makeCast(chance: Chance, boundaries: readonly Boundary[]): Cast {
  const members = Array.from({ length: 1 + chance.below(2) }, () => 2 + chance.below(2));
  const comes = boundaries.some(({ reachedBy }) => reachedBy === "come");
  return { members, others: 1, absent: comes || chance.often(0.3) ? [1] : [], meetings: 1 + chance.below(2) };
}

/** Someone joins, someone leaves, and whoever was absent comes to the server. */
function changes(chance: Chance, { members, others, absent }: Cast): Act {
  const people = members.reduce((sum, count) => sum + count, others);
  const groups = members.length;
  const deeds: Deed[] = [
    { do: "join", person: people - 1, group: chance.below(groups) },
    ...absent.map((person): Deed => ({ do: "come", person })),
  ];
  // The last of the last group goes, or switches to the first.
  const last = people - others - 1;
  if (groups > 1 && chance.often(0.5)) deeds.push({ do: "join", person: last, group: 0 });
  else deeds.push({ do: "leave", person: last, group: groups - 1 });
  return { deeds, strikes: [] };
}

/** Hands change something on Discord, and somebody asks to look. */
function afterwards(chance: Chance, { members }: Cast): Act {
  const hand = chance.oneOf(HANDS);
  const stranger = members.reduce((sum, count) => sum + count, 0) - 1;
  const person = hand === "let-in" ? stranger : 0;
  return { deeds: [{ do: "hand", hand, group: 0, person }, { do: "sync" }], strikes: [] };
}

/** A round makes several things: each of them is a place of its own to die at. */
const PASSED_OFTEN = /^(began|create|outcome)/;

function strikeAt({ name, victims, edge, when }: Boundary, chance: Chance): Strike {
  const [first] = victims;
  const one = chance.often(0.5) ? first! : chance.oneOf(victims);
  const both = chance.often(0.2) ? victims.filter((victim) => victim !== one).slice(0, 1) : [];
  const mayLand = edge === "bot → Discord" && when === "before";
  return {
    boundary: name,
    nth: PASSED_OFTEN.test(name) ? 1 + chance.below(4) : 1,
    victims: [one, ...both],
    downMs: chance.oneOf(DOWNTIMES),
    landsAfterMs: mayLand && chance.often(0.6) ? chance.oneOf(LATENESSES) : null,
  };
}
