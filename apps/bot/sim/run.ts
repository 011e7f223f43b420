import type { REST } from "@discordjs/rest";
import type { OutcomeReport } from "@muster/domain/report";
import { repair } from "../../server/src/sync/repair.ts";
import { realizeCohort } from "../../server/src/realization/realize-cohort.ts";
import { Refusal } from "../../server/src/refusal.ts";
import { retrySubject } from "../../server/src/sync/retry.ts";
import { syncNow } from "../../server/src/sync/sync-now.ts";
import { openBook, SWEEP_MS, type Book } from "./book/book.ts";
import { chanceFrom, type Chance } from "./chance.ts";
import { fleetOf } from "./fleet.ts";
import { addStrangers } from "./hands.ts";
import { watchAlways, type Monitor, type Violation } from "./judge/always.ts";
import { judgeEventually, judgePrivacy } from "./judge/eventually.ts";
import { act, isQuiet, type Stage } from "./people.ts";
import type { Plan } from "./plan.ts";
import { discordIdOf, setScene } from "./scene.ts";
import { sometimesOf } from "./judge/sometimes.ts";
import type { Life } from "./life.ts";
import { restOver, type Sky } from "./transport.ts";
import { virtualTime, type VirtualTime } from "./virtual-time.ts";
import { weatherOf } from "./weather.ts";
import { ALL_PERMISSIONS, foundGuild, type Deed } from "./world/guild.ts";

export interface Ran {
  violations: Violation[];
  checked: number;
  /** What was reached, and how often. */
  sometimes: Map<string, number>;
  /** Calls to Discord that change something, in the whole run. */
  changingCalls: number;
  /** Every step and when it was taken, in one number. */
  trace: number;
}

const LONGEST_RUN = 60_000;
/** Nothing bad happens any more for this long: what must be true in the end has become true by then. */
const BOUND_MS = 15 * 60_000;
const SLICE_MS = 10_000;

/** What of a run is real: where the rows lie, and how far a call to Discord goes through the library. */
export interface Level {
  open: (plan: Plan, time: VirtualTime, chance: Chance) => Promise<Book>;
  restOver: (sky: Sky, life: Life) => REST;
}

/** Level 0: rows in memory, and the library's place taken. */
const PLAYED: Level = {
  async open({ world, seed }, time, chance) {
    const book = openBook(time, chance);
    setScene(book, world, seed % 16 === 0);
    return book;
  },
  restOver,
};

/** One run of one plan, from the first click to the judgement. `inspect` sees everything at the end. */
export async function run(plan: Plan, inspect?: (stage: Stage) => void, level: Level = PLAYED): Promise<Ran> {
  const time = virtualTime(plan.tape, LONGEST_RUN);
  const weather = weatherOf(plan);
  const guild = foundGuild({ now: time.now, members: membersOf(plan) });
  if (!plan.world.mayReadAuditLog) guild.botPermissions &= ~(1n << 7n);
  const sky: Sky = {
    guild,
    time,
    weather,
    limits: { categorySeats: plan.world.categorySeats },
    onTheirWay: new Map(),
    onSent: () => {},
    forbiddenUntil: 0,
  };
  const book = await level.open(plan, time, chanceFrom(plan.seed ^ 0x5eed));
  if (plan.seed % 4 === 0) addStrangers(guild);
  const accepted: Violation[] = [];
  sky.onSent = (holder, operation) => {
    if (book.isInTransaction())
      accepted.push({ invariant: "INV-8", at: time.now(), what: `${operation} was asked inside a transaction` });
    const [lease] = book.tables.leases;
    if (lease && lease.holder !== holder && lease.expiresAt > book.house.clock().getTime())
      accepted.push({
        invariant: "INV-10",
        at: time.now(),
        what: `${holder} sent ${operation} while ${lease.holder} acts`,
      });
  };
  const reached = new Map<string, number>();
  const fleet = fleetOf({
    book,
    sky,
    restOver: level.restOver,
    strict: plan.seed % 20 === 0,
    violated: (invariant, what) => accepted.push({ invariant, at: time.now(), what }),
    reached: (what) => reached.set(what, (reached.get(what) ?? 0) + 1),
  });
  const stage: Stage = { book, sky, fleet, touched: new Set() };
  const monitor = watchAlways(book, sky);
  const violations = await play(plan, stage, monitor).catch((error: unknown): Violation[] => [
    crash(error, time.now()),
  ]);
  await book.readAll();
  inspect?.(stage);
  await book.close();
  return {
    violations: [
      ...book.crashes.map((error) => crash(error, time.now())),
      ...accepted,
      ...monitor.violations,
      ...violations,
    ],
    checked: monitor.checked() + 12 + 10 * plan.world.groups,
    sometimes: sometimesOf({ book, sky, fleet, reached }),
    changingCalls: guild.changingCalls,
    trace: time.hash(),
  };
}

const crash = (error: unknown, at: number): Violation => ({
  invariant: "no-crash",
  at,
  what: error instanceof Error ? (error.stack ?? error.message) : String(error),
});

const membersOf = ({ world }: Plan): string[] => {
  const count = world.members.reduce((sum, members) => sum + members, world.others);
  return Array.from({ length: count }, (_, person) => person)
    .filter((person) => !world.absent.includes(person))
    .map(discordIdOf);
};

async function play(plan: Plan, stage: Stage, { look }: Monitor): Promise<Violation[]> {
  const { book, sky, fleet } = stage;
  const { time } = sky;
  fleet.start("first");
  for (const op of plan.ops) time.after(op.at, book.owner, op.do, () => act(stage, op));
  const last = plan.ops.reduce((latest, op) => Math.max(latest, op.at + ("ms" in op ? op.ms : 0)), 0);
  await time.runUntil(Math.max(last, 30_000) + 10_000, look);
  await time.runUntil(time.now() + 20_000, look);
  clearUp(stage, plan);
  await untilIdle(stage, look);
  await book.readAll();
  let unasked: Violation[] = [];
  if (needsOrganiser(plan, stage)) {
    unasked = await askOrganiser(stage, look);
  }
  await book.readAll();
  const violations = [...unasked, ...judgeEventually(book, sky)];
  return violations.length > 0 ? violations : judgeSecondSync(stage, look);
}

/** From here on nothing bad happens any more, and the gateway is connected anew. */
function clearUp({ sky, fleet }: Stage, plan: Plan): void {
  sky.weather.clear();
  sky.forbiddenUntil = 0;
  sky.guild.botPermissions = ALL_PERMISSIONS & ~(1n << 3n) & ~(plan.world.mayReadAuditLog ? 0n : 1n << 7n);
  fleet.reconnect(true);
  fleet.hear((reactions) => reactions.onRolesChanged());
}

async function untilIdle(stage: Stage, look: () => void): Promise<void> {
  const { time } = stage.sky;
  const end = time.now() + BOUND_MS;
  do await time.runUntil(time.now() + SLICE_MS, look);
  while (time.now() < end && !isIdle(stage));
  await time.runUntil(time.now() + SLICE_MS, look);
}

function isIdle(stage: Stage): boolean {
  if (!isQuiet(stage) || !hasLookedRound(stage)) return false;
  const resting = new Set(["settled", "needs_person", "set_aside"]);
  return stage.book.tables.tasks.every(({ system, state }) => system !== "discord" || resting.has(state));
}

/** Since time last went by at once, everything that looks by itself has looked. */
const hasLookedRound = ({ sky: { time } }: Stage): boolean => time.now() - time.passedAt() > 2 * SWEEP_MS;

/** Some things only a person can end: what hands did, a refused permission, a poisoned row, a group nobody was in. */
function needsOrganiser(plan: Plan, { touched, book }: Stage): boolean {
  const asks = plan.faults.some(({ fault }) => fault.startsWith("403") || fault === "404-once");
  const ops = plan.ops.some(
    (op) => op.do === "poison" || op.do === "take-permission" || op.do === "hand" || op.do === "guild-leave",
  );
  const emptied = book.tables.rounds.some(({ result }) => result?.needs_infrastructure === true);
  return asks || ops || emptied || touched.size > 0;
}

/** The organiser goes through the sync page: looks, tries again what was set aside, restores everything, realizes the rest. */
async function askOrganiser(stage: Stage, look: () => void): Promise<Violation[]> {
  const { book } = stage;
  const { tables } = book;
  tables.settings = tables.settings.filter(({ key }) => !key.startsWith("poison/"));
  for (const { subject, system, state } of tables.tasks)
    if (system === "discord" && (state === "needs_person" || state === "set_aside"))
      await retrySubject(book.ctx(), { subject, system });
  // Twice: the first look may be taken up with putting right what is put right unasked.
  for (const _ of [1, 2]) {
    for (const { id } of tables.groups) await syncNow(book.ctx(), { groupId: id });
    await untilIdle(stage, look);
  }
  await book.readAll();
  const unasked = judgePrivacy(book, stage.sky);
  for (const { id, cohort } of tables.groups) {
    const subjects = [`group:${id}`, `cohort:${cohort.id}`];
    const held = tables.tasks
      .filter(({ subject }) => subjects.includes(subject))
      .flatMap(({ outcomes, policy }) =>
        Object.values(outcomes).filter((outcome) => isHeldBack(outcome) && !policy.ignore.includes(outcome.key)),
      )
      .filter(({ kind }) => kind !== "access");
    if (held.length > 0) await repair(book.ctx(), { groupId: id, keys: held.map(({ key }) => key) });
  }
  await realizeCohort(book.ctx(), { cohortId: 1, reason: "they are" }).catch((error: unknown) => {
    if (!(error instanceof Refusal)) throw error;
  });
  await untilIdle(stage, look);
  return unasked;
}

/** What a policy holds because somebody changed it on Discord. */
const isHeldBack = ({ result, action }: OutcomeReport): boolean =>
  result === "held" && action !== "create" && action !== "keep";

/** Everything once more: nothing may be changed by it (INV-17). */
async function judgeSecondSync(stage: Stage, look: () => void): Promise<Violation[]> {
  const { book, sky } = stage;
  const before = sky.guild.changingCalls;
  const told = sky.guild.deeds.length;
  for (const { id } of book.tables.groups) await syncNow(book.ctx(), { groupId: id });
  await untilIdle(stage, look);
  const changed = sky.guild.changingCalls - before;
  if (changed === 0) return [];
  // Who came to the server after their group was completed may read there from now on.
  const isForEnded = ({ did, key }: Deed) =>
    did === "overwrite.put" &&
    book.tables.groups.some((group) => !group.isLive() && key?.startsWith(`${group.subject()}/`));
  if (sky.guild.deeds.length > told && sky.guild.deeds.slice(told).every(isForEnded)) return [];
  const what = sky.guild.deeds.slice(told).map(({ did, key }) => `${did} ${key}`);
  return [
    {
      invariant: "INV-17",
      at: sky.time.now(),
      what: `a further sync made ${changed} changing calls: ${what.join(", ")}`,
    },
  ];
}
