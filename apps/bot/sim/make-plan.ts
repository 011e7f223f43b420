import { chanceFrom, type Chance } from "./chance.ts";
import {
  HANDS,
  REST_FAULTS,
  REST_OPERATIONS,
  SERVER_FAULTS,
  SERVER_OPERATIONS,
  type Fault,
  type Kill,
  type Op,
  type Plan,
  type World,
} from "./plan.ts";

/** From here on nothing bad happens any more: what must be true in the end has this long to become true. */
export const QUIET_FROM_MS = 15 * 60_000;

/** Both sides of each window: the lease of 30 s, the settle window of 60 s, Discord's memory for nonces of 3 min. */
const DOWNTIMES = [200, 1_500, 9_000, 29_000, 31_000, 55_000, 65_000, 170_000, 190_000, 400_000];
/** A late deed is at most this late: the settle window is longer. */
const LATENESSES = [200, 2_000, 12_000, 30_000, 50_000];

/** A seed becomes a plan: the world, what people do in it, and what goes wrong. */
export function makePlan(seed: number): Plan {
  const chance = chanceFrom(seed);
  const world = makeWorld(chance);
  const ops = makeOps(chance, world);
  const faults = chance.often(0.06) ? [] : upTo(chance, 5, () => makeFault(chance, world));
  if (chance.often(0.08)) addLostAnswer(chance, { world, ops, faults });
  const drawn = chance.often(0.35) ? [] : upTo(chance, 2, () => makeKill(chance, world));
  const kills = chance.often(0.04) ? [...drawn, killedWhileTelling(chance, { world, ops })] : drawn;
  if (chance.often(0.04)) faults.push(lateTelling(chance, { world, ops }));
  if (chance.often(0.04)) ops.push(...pausedWhileRevoking(chance, world));
  const tape = chance.often(0.3) ? [] : Array.from({ length: 96 }, () => (chance.often(0.6) ? 0 : chance.below(4)));
  if (world.groups > 1 && chance.often(0.5)) ops.push(...aVisit(chance, world));
  ops.sort((a, b) => a.at - b.at);
  return { seed, world, ops, faults, kills, tape };
}

/** An answer is lost, and before anybody looks again a hand changes what was made: one witness must be enough. */
function addLostAnswer(chance: Chance, { world, ops, faults }: Pick<Plan, "world" | "ops" | "faults">): void {
  const group = chance.below(world.groups);
  const began = ops.find((op) => op.do === "realize")!.at;
  faults.push({
    operation: "channel.create",
    subject: `group:${group + 1}`,
    nth: 1,
    fault: "timeout-after",
    ms: 0,
  });
  // Without the right to read the audit log the topic is the only witness, and it is left alone by all hands.
  const hand = world.mayReadAuditLog
    ? chance.oneOf(["rename-text", "strip-topic", "move-text"] as const)
    : chance.oneOf(["rename-text", "move-text"] as const);
  ops.push({ at: began + 4_000 + chance.below(8_000), do: "hand", hand, group, person: 0 });
  if (world.mayReadAuditLog) return;
  for (const op of ops) if (op.do === "hand" && op.hand === "strip-topic") op.hand = "rename-text";
}

/** Somebody comes to a group that lives, and the message about it lands after the bot has looked for it in vain. */
function lateTelling(chance: Chance, { world, ops }: Pick<Plan, "world" | "ops">): Fault {
  const { operation, subject, nth } = killedWhileTelling(chance, { world, ops });
  return { operation, subject, nth, fault: "late", ms: chance.oneOf([6_000, 12_000]) };
}

/** The bot stands still between two revocations, and another has taken over when it goes on. */
function pausedWhileRevoking(chance: Chance, world: World): Op[] {
  const at = 66_000 + chance.below(8_000);
  const group = chance.below(world.groups);
  const person = world.members.slice(0, group).reduce((sum, count) => sum + count, 0);
  return [
    { at: 500, do: "start-second-bot" },
    { at, do: "leave", person, group },
    { at: at + 120 + chance.below(240), do: "pause-bot", ms: 45_000 },
  ];
}

/** Somebody comes to a group that lives, and the bot dies on telling its channel, for longer than Discord knows a nonce. */
function killedWhileTelling(chance: Chance, { world, ops }: Pick<Plan, "world" | "ops">): Kill {
  const group = chance.below(world.groups);
  const person = world.members.reduce((sum, count) => sum + count, world.others) - 1;
  ops.push({ at: 20_000 + chance.below(60_000), do: "join", person, group });
  const subject = `group:${group + 1}`;
  return {
    operation: "message.create",
    subject,
    nth: 2,
    when: "after",
    downMs: chance.oneOf([5_000, 190_000]),
    landsAfterMs: 0,
  };
}

/** Somebody of one group goes to the other for a meeting; often it comes to nothing, or days go by. */
function aVisit(chance: Chance, world: World): Op[] {
  const at = 90_000 + chance.below(90_000);
  const from = chance.below(2);
  const person = from === 0 ? chance.below(world.members[0]!) : world.members[0]! + chance.below(world.members[1]!);
  const about = { person, group: 1 - from, meeting: 1 + chance.below(world.meetings) };
  const soon = () => at + chance.oneOf([100, 4_000, 40_000, 100_000]);
  const ops: Op[] = [{ at, do: "visit", ...about }];
  if (chance.often(0.4)) ops.push({ at: soon(), do: "cancel-visit", ...about });
  if (chance.often(0.2)) ops.push({ at: soon() + 60_000, do: "visit", ...about });
  if (chance.often(0.15)) ops.push({ at: soon(), do: "join", person, group: about.group });
  if (chance.often(0.15)) ops.push({ at: soon(), do: "leave", person, group: from });
  for (const hours of [6, 7 * 24, 12 * 24])
    if (chance.often(0.25)) ops.push({ at: at + chance.below(200_000), do: "hours-pass", hours });
  return ops;
}

const upTo = <T>(chance: Chance, most: number, make: () => T): T[] =>
  Array.from({ length: 1 + chance.below(most) }, make);

function makeWorld(chance: Chance): World {
  const groups = 1 + chance.below(2);
  const members = Array.from({ length: groups }, () => 1 + chance.below(3));
  const others = chance.below(3);
  const people = members.reduce((sum, count) => sum + count, others);
  return {
    groups,
    members,
    others,
    absent: Array.from({ length: people }, (_, person) => person).filter(() => chance.often(0.12)),
    meetings: 1 + chance.below(2),
    seats: 4,
    categorySeats: chance.often(0.05) ? 3 : 50,
    mayReadAuditLog: !chance.often(0.1),
  };
}

function makeOps(chance: Chance, world: World): Op[] {
  const ops: Op[] = [{ at: 1_000 + chance.below(3_000), do: "realize" }];
  const busy = 1 + chance.below(5);
  for (let count = 0; count < busy; count++) ops.push(...someDeed(chance, world));
  if (chance.often(0.12)) ops.push({ at: 1_000 + chance.below(60_000), do: "start-second-bot" });
  return ops.toSorted((a, b) => a.at - b.at);
}

const moment = (chance: Chance): number =>
  chance.often(0.6) ? 1_500 + chance.below(8_000) : 2_000 + chance.below(QUIET_FROM_MS / 2);

function someDeed(chance: Chance, world: World): Op[] {
  const at = moment(chance);
  const person = chance.below(world.members.reduce((sum, count) => sum + count, world.others));
  const group = chance.below(world.groups);
  const dice = chance.next();
  if (dice < 0.18) return [{ at, do: "join", person, group }];
  if (dice < 0.34) return [{ at, do: "leave", person, group }];
  if (dice < 0.4)
    return [
      { at, do: "leave", person, group },
      { at: at + chance.oneOf([100, 3_000, 40_000]), do: "join", person, group },
    ];
  if (dice < 0.5) return [comingOrGoing(chance, { at, person, absent: world.absent })];
  if (dice < 0.56) return [{ at, do: "sync", group }];
  if (dice < 0.6) return [{ at, do: "realize" }];
  if (dice < 0.74) return [{ at, do: "hand", hand: chance.oneOf(HANDS), group, person }];
  if (dice < 0.82) return [{ at, do: "pause-bot", ms: chance.oneOf(DOWNTIMES) }];
  if (dice < 0.87) return [{ at, do: "server-down", ms: chance.oneOf(DOWNTIMES.slice(0, 8)) }];
  if (dice < 0.91) return [{ at, do: "gateway", what: chance.often(0.5) ? "drop" : "invalid-session" }];
  if (dice < 0.93) return [{ at, do: "drop-stream" }];
  if (dice < 0.95) return [{ at, do: "poison", group }];
  if (dice < 0.975)
    return [
      { at, do: "take-permission" },
      { at: at + chance.oneOf([5_000, 70_000]), do: "give-permission" },
    ];
  return [{ at: at + 60_000, do: "close", as: chance.often(0.5) ? "completed" : "cancelled" }];
}

/** Whoever is not in the Discord server yet comes first; some of it nobody hears of. */
function comingOrGoing(chance: Chance, about: { at: number; person: number; absent: readonly number[] }): Op {
  const { at, person, absent } = about;
  const silent = chance.often(0.4);
  if (absent.length > 0) return { at, do: "guild-join", person: chance.oneOf(absent), silent };
  return { at, do: chance.often(0.5) ? "guild-join" : "guild-leave", person, silent };
}

function makeFault(chance: Chance, world: World): Fault {
  if (chance.often(0.25))
    return {
      operation: chance.oneOf(SERVER_OPERATIONS),
      subject: someSubject(chance, world),
      nth: 1 + chance.below(4),
      fault: chance.oneOf(SERVER_FAULTS),
      ms: chance.oneOf([500, 3_000, 20_000]),
    };
  const fault = chance.often(0.3) ? "late" : chance.oneOf(REST_FAULTS);
  const operation = operationFor(chance, fault);
  const address = { operation, subject: someSubject(chance, world), nth: 1 + chance.below(3) };
  // Without the right to read the audit log nothing tells a late double of a voice channel from a stranger's copy.
  if (!world.mayReadAuditLog && (fault === "late" || fault === "read-lag"))
    return { ...address, fault: "reset-before", ms: 0 };
  return { ...address, fault, ms: msOf(fault, chance) };
}

function operationFor(chance: Chance, fault: Fault["fault"]): string {
  if (fault === "read-lag") return "channel.list";
  return chance.often(0.55) ? "channel.create" : chance.oneOf(REST_OPERATIONS);
}

function msOf(fault: Fault["fault"], chance: Chance): number {
  if (fault === "late") return chance.oneOf(LATENESSES);
  if (fault === "read-lag") return chance.oneOf([500, 2_000, 5_000]);
  if (fault === "slow") return chance.oneOf([500, 5_000, 14_000]);
  return chance.oneOf([800, 4_000, 9_000, 70_000]);
}

function makeKill(chance: Chance, world: World): Kill {
  const fromServer = chance.often(0.5);
  return {
    operation: fromServer ? chance.oneOf(SERVER_OPERATIONS.slice(1, 6)) : chance.oneOf(REST_OPERATIONS.slice(0, 10)),
    subject: someSubject(chance, world),
    nth: 1 + chance.below(5),
    when: chance.often(0.5) ? "before" : "after",
    downMs: chance.oneOf(DOWNTIMES),
    // Without the right to read the audit log a deed nobody heard of must land before anybody looks.
    landsAfterMs: world.mayReadAuditLog && !fromServer ? chance.oneOf([0, ...LATENESSES]) : 0,
  };
}

const someSubject = (chance: Chance, world: World): string | null =>
  chance.oneOf([null, "cohort:1", ...Array.from({ length: world.groups }, (_, index) => `group:${index + 1}`)]);
