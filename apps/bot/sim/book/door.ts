import { TRPCClientError } from "@trpc/client";
import { reportSchema, settleSchema } from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import { Refusal } from "../../../server/src/refusal.ts";
import { openRound } from "../../../server/src/sync/brief.ts";
import { dueNow } from "../../../server/src/sync/due.ts";
import { guildMemberChanged, guildMembers } from "../../../server/src/sync/guild-member-changed.ts";
import { holdLease } from "../../../server/src/sync/lease.ts";
import { recordReport } from "../../../server/src/sync/record-report.ts";
import { interruptRounds } from "../../../server/src/sync/rounds.ts";
import { settleRound } from "../../../server/src/sync/settle.ts";
import { together } from "../../../server/src/transaction.ts";
import { patiently } from "../../src/patience.ts";
import { isFinal, type Listener, type Server, type Unsubscribe } from "../../src/server.ts";
import type { Life } from "../life.ts";
import type { VirtualTime } from "../virtual-time.ts";
import type { Weather } from "../weather.ts";
import type { Book } from "./book.ts";

const TRAVEL_MS = 8;
const ANSWER_LOST_MS = 5_000;
const LOOK_MS = 5_000;
const TELL_AGAIN_MS = 60_000;

export interface Door {
  book: Book;
  time: VirtualTime;
  weather: Weather;
  life: Life;
  /** Whether what is said is read as the router reads it. */
  strict: boolean;
  violated: (invariant: string, what: string) => void;
  /** Something worth counting came to pass. */
  reached: (what: string) => void;
}

const silent = (why: string) => new TRPCClientError(why);

/** A refusal as the router sends it. */
function asSent(error: unknown): unknown {
  if (!(error instanceof Refusal)) return silent(String(error));
  const { kind, message: sentence, facts } = error;
  const data = { code: "CONFLICT", refusal: { kind, sentence, ...(facts ? { facts } : {}) } };
  return new TRPCClientError(sentence, { result: { error: { data } } as never });
}

/** The server as one bot reaches it: the shipped verbs, behind a wire that loses, delays and repeats. */
export function doorTo(door: Door): Server {
  const { book, time, life } = door;
  const said = <T>(operation: string, subject: string | null, verb: () => Promise<T>) =>
    call(door, { operation, subject, verb });
  const pause = (tries: number) => time.sleep(Math.min(200 * 2 ** tries, 10_000), life.owner, "patience");
  const again = <T>(ask: () => Promise<T>) => patiently(ask, { pause, isFinal });
  const unasked = (): never => {
    throw new Error("The fault simulator gives no commands");
  };
  return {
    lease: (input) => said("server.lease", null, () => holdLease(book.ctx(), input)),
    due: (epoch, listener) => subscribe(door, epoch, listener),
    brief: async (input) => {
      life.subject = input.subject;
      return again(() =>
        call(door, {
          operation: "server.brief",
          subject: input.subject,
          epoch: input.epoch,
          verb: () => openRound(book.ctx(), input),
        }),
      );
    },
    report: (report) => {
      const told = door.strict ? reportSchema.parse(report) : report;
      return again(() =>
        call(door, {
          operation: `server.${told.phase}`,
          subject: life.subject,
          epoch: told.epoch,
          verb: () => recordReport(book.ctx(), told),
        }),
      );
    },
    settle: (settle) => {
      const told = door.strict ? settleSchema.parse(settle) : settle;
      return again(() =>
        call(door, {
          operation: "server.settle",
          subject: life.subject,
          epoch: told.epoch,
          verb: () => watched(door, told.round, () => settleRound(book.ctx(), told)),
        }),
      );
    },
    guildMemberChanged: async (change) =>
      void (await said("server.members", null, () => guildMemberChanged(book.ctx(), change))),
    guildMembers: async (discordIds) =>
      void (await said("server.members", null, () => guildMembers(book.ctx(), { discordIds }))),
    cohortOptions: unasked,
    groupOptions: unasked,
    schedule: unasked,
    watchRun: unasked,
    scheduleResult: unasked,
    realize: unasked,
    watchRealize: unasked,
    realizeOutlook: unasked,
    planRealize: unasked,
    stopRun: unasked,
    stopRealize: unasked,
    personGroups: unasked,
    syncGroup: unasked,
    cohortStatus: unasked,
  };
}

/** Notes what the settling of a round met: that somebody asked meanwhile, or that something may still be on its way. */
async function watched<T>({ book, reached, violated }: Door, id: number, settle: () => Promise<T>): Promise<T> {
  const { rounds, tasks } = book.tables;
  const round = rounds.find((one) => one.id === id);
  const task = tasks.find(({ subject, system }) => subject === round?.subject && system === "discord");
  const wasOver = round?.ending !== null;
  const isStale = round !== undefined && task !== undefined && task.generation > round.generation;
  const settled = await settle();
  if (wasOver) violated("INV-10", `round ${id} was settled after it was over`);
  if (isStale) reached("stale generation");
  const isDone =
    round?.ending === "settled" && round.steps.every(({ result }) => result === "done" || result === "held");
  if (!isStale && isDone && task?.state === "waiting") reached("promotion held back");
  return settled;
}

/** Whatever the server takes from a bot, it takes from the one whose lease lives (INV-10). */
function judgeEpoch({ book, time, violated }: Door, operation: string, epoch: number): void {
  const [lease] = book.tables.leases;
  const isTheirs = lease?.epoch === epoch && lease.expiresAt > book.house.clock().getTime();
  if (!isTheirs)
    violated("INV-10", `${operation} of epoch ${epoch} was taken at ${time.now()} ms, in epoch ${lease?.epoch}`);
}

interface Asked<T> {
  operation: string;
  subject: string | null;
  verb: () => Promise<T>;
  /** In whose name it is asked. */
  epoch?: number;
}

async function call<T>(door: Door, { operation, subject, verb, epoch }: Asked<T>): Promise<T> {
  const { book, time, weather, life, reached } = door;
  const { fault, kill } = weather.meet(operation, subject);
  if (kill?.when === "before") life.kill(kill, operation);
  const answered = Promise.withResolvers<T>();
  // What was sent arrives whether or not its sender lives on.
  const arrive = async () => {
    if (fault?.fault === "lost-before" || !book.isUp()) throw silent("fetch failed");
    const result = await verb();
    if (epoch !== undefined) judgeEpoch(door, operation, epoch);
    if (fault?.fault === "lost-after") throw silent("fetch failed");
    return result;
  };
  const delay = fault?.fault === "slow" ? fault.ms : 0;
  const sender = kill?.when === "before" ? life.owner : life.world;
  time.after(
    TRAVEL_MS + delay,
    sender,
    operation,
    () => void book.doing(arrive).then(answered.resolve, answered.reject),
  );
  if (kill?.when === "after") life.kill(kill, operation);
  try {
    const result = await answered.promise;
    await time.sleep(TRAVEL_MS, life.owner, `answer of ${operation}`);
    return result;
  } catch (error) {
    const wasLost = error instanceof TRPCClientError;
    if (!wasLost && !(error instanceof Refusal)) book.crashes.push(error as Error);
    if (error instanceof Refusal && typeof error.facts?.["word"] === "string")
      reached(`refused ${error.facts["word"]}`);
    await time.sleep(wasLost ? ANSWER_LOST_MS : TRAVEL_MS, life.owner, `no answer of ${operation}`);
    throw wasLost ? error : asSent(error);
  }
}

/**
 * The stream of what is due: everything on connecting, then by bell, a look every five seconds in any case, and each
 * reason once a minute. The words are the server's; only its timer and its LISTEN are played here.
 */
function subscribe(door: Door, epoch: number, listener: Listener<Subject>): Unsubscribe {
  const { book, time, weather, life } = door;
  const told = new Map<string, { reason: string; at: number }>();
  let open = true;

  const deliver = (subject: Subject) =>
    time.after(TRAVEL_MS, life.owner, `due ${subject}`, () => open && listener.onData(subject));
  const look = async () => {
    if (!open || !book.isUp()) return;
    const ctx = book.ctx();
    for (const { subject, reason } of await dueNow(ctx.em, ctx.clock())) {
      const last = told.get(subject);
      if (last?.reason === reason && time.now() - last.at < TELL_AGAIN_MS) continue;
      told.set(subject, { reason, at: time.now() });
      const { fault } = weather.meet("server.bell", subject);
      if (fault?.fault === "lost-before") continue;
      deliver(subject);
      if (fault?.fault === "lost-after") deliver(subject);
    }
  };
  const beat = () => {
    if (!open || life.owner.dead) return;
    book.inBackground(look);
    time.after(LOOK_MS, book.owner, "look", beat);
  };
  const begin = async () => {
    if (!open) return;
    if (!book.isUp()) return drop();
    await together(book.ctx(), (tx) => interruptRounds(tx, { exceptEpoch: epoch }));
    beat();
  };
  const drop = () => {
    if (!open) return;
    open = false;
    time.after(TRAVEL_MS, life.owner, "stream broke", () => listener.onError(new Error("The stream broke off")));
  };
  streams.set(book, (streams.get(book) ?? new Set()).add(drop));
  book.onDue(() => book.inBackground(look));
  book.onDown(drop);
  time.after(TRAVEL_MS, book.owner, "subscribe", () => book.inBackground(begin));
  return () => void (open = false);
}

const streams = new WeakMap<Book, Set<() => void>>();
/** Every open stream breaks off. */
export const dropStreams = (book: Book): void => streams.get(book)?.forEach((drop) => drop());
