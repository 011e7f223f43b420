import { MessageChannel } from "node:worker_threads";
import { Piscina } from "piscina";
import { checkedProblem } from "./instance-file.ts";
import { ProgressTeller, scopeOf, type Scope } from "./ledger.ts";
import { type Problem, type ProblemInput } from "./problem.ts";
import { type Progress, type Proposal } from "./proposal.ts";
import { BLOCK, isBetterAttempt, NO_ATTEMPT, type BestAttempt } from "./run-attempts.ts";
import { SchedulingError } from "./scheduling-error.ts";
import { type Seating } from "./seating.ts";
import { askToStop, begunAt, epochNow, newCells, readMoment, type SharedCells } from "./shared-ledger.ts";
import { shareProblem, type SharedProblem } from "./shared-problem.ts";
import { type Answer, type Best, type RunTask, type Task, type Work } from "./worker.ts";

export interface PoolOptions {
  threads: number;
  /** Threads that wait ready before anybody asks; one unless given. */
  warm?: number;
  /** Another file for the threads, which answers as `worker.ts` does. */
  worker?: URL;
  /** Heap of one worker; passing it ends the worker, not the process (WK-2). */
  memoryLimitMb?: number;
  /** Runs that may wait or work at once; one more is answered `busy` (WK-6). */
  maxRuns?: number;
  /** How long a thread may take to end by itself once asked to, before it is ended. */
  graceMs?: number;
}

export interface RunHooks {
  onProgress?: (progress: Progress) => void;
  /** A checked proposal of the best so far, at most one a second: what to keep should this process end. */
  onBest?: (proposal: Proposal) => void;
  /** Stop and keep the best. */
  stop?: AbortSignal;
  /** Discard the run. */
  signal?: AbortSignal;
}

export type RunOutcome =
  | { kind: "proposal"; proposal: Proposal }
  | { kind: "refused"; message: string }
  | { kind: "busy"; message: string }
  /** Also where it was stopped while it waited: there is nothing to keep. */
  | { kind: "discarded" }
  | { kind: "failed"; cause: "memory" | "deadline" | "crash" | "invalid_result"; message: string };

export interface Pool extends AsyncDisposable {
  /** Never rejects for anything that can be expected. */
  run: (problem: ProblemInput, hooks?: RunHooks) => Promise<RunOutcome>;
  close: () => Promise<void>;
}

/** Attempts times people from which a second thread pays for being told what it is about. */
const WORTH_SHARING = 100_000;
const LOOK_EVERY_MS = 100;
const TELL_AT_LEAST_EVERY_MS = 900;
/** Making a proposal of what a lost thread had found may wait for a new thread, and reads the problem anew. */
const RESCUE_GRACES = 5;

/** Worker threads that schedule. The caller's thread only reads counters. */
export function createPool(options: PoolOptions): Pool {
  const { threads, warm = 1, memoryLimitMb = 1_024, maxRuns = 16, graceMs = 2_000 } = options;
  const { worker = new URL("./worker.ts", import.meta.url) } = options;
  const piscina = new Piscina({
    filename: worker.href,
    minThreads: warm,
    maxThreads: threads,
    maxQueue: maxRuns * threads,
    idleTimeout: 30_000,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: memoryLimitMb },
  });
  const running = new Set<PooledRun>();
  let waiting = 0;
  // A worker that dies outside a task, say while it loads, is nobody's rejection: whoever waits for one is told.
  piscina.on("error", (error: Error) => {
    for (const one of running) one.lose(error);
  });
  const run: Pool["run"] = async (input, hooks = {}) => {
    if (waiting >= maxRuns)
      return { kind: "busy", message: "Too many runs are waiting already; try again in a minute" };
    waiting++;
    try {
      const problem = checkedProblem(input);
      const pooled = new PooledRun({ piscina, problem, hooks, threads, graceMs });
      running.add(pooled);
      return await pooled.outcome().finally(() => running.delete(pooled));
    } catch (error) {
      if (error instanceof SchedulingError) return { kind: "refused", message: error.message };
      throw error;
    } finally {
      waiting--;
    }
  };
  const close = () => piscina.destroy();
  return { run, close, [Symbol.asyncDispose]: close };
}

interface RunSetting {
  piscina: Piscina;
  problem: Problem;
  hooks: RunHooks;
  threads: number;
  graceMs: number;
}

/** One run on the pool: attempts on every thread, the rest on one, its counters watched meanwhile. */
class PooledRun {
  readonly #setting: RunSetting;
  readonly #shared: SharedProblem;
  readonly #cells: SharedCells = newCells();
  readonly #channels = new Set<MessageChannel>();
  readonly #tasks: Promise<Answer>[] = [];
  readonly #ending = new AbortController();
  readonly #lost = Promise.withResolvers<never>();
  readonly #queuedAt = epochNow();
  readonly #scope: Scope;
  #best: Seating | null = null;
  /** When it was asked to end, in milliseconds since the epoch. */
  #askedAt: number | null = null;

  constructor(setting: RunSetting) {
    this.#setting = setting;
    this.#shared = shareProblem(setting.problem);
    this.#scope = scopeOf(setting.problem);
  }

  /** A worker is gone in a way that no task was told of. Once a run has begun, its own tasks tell it what happens to them. */
  lose(error: Error): void {
    if (begunAt(this.#cells, this.#queuedAt) !== null) return;
    this.#lost.promise.catch(() => {});
    this.#lost.reject(error);
  }

  async outcome(): Promise<RunOutcome> {
    const { hooks } = this.#setting;
    if (hooks.signal?.aborted) return { kind: "discarded" };
    const askEnd = () => this.#askToEnd();
    const stopWatching = this.#watch();
    hooks.stop?.addEventListener("abort", askEnd);
    hooks.signal?.addEventListener("abort", askEnd);
    if (hooks.stop?.aborted) askEnd();
    try {
      const answer = await Promise.race([this.#work(), this.#lost.promise]);
      return hooks.signal?.aborted ? { kind: "discarded" } : outcomeOf(answer);
    } catch (error) {
      return hooks.signal?.aborted ? { kind: "discarded" } : await this.#rescue(error);
    } finally {
      stopWatching();
      this.#endTasks();
      hooks.stop?.removeEventListener("abort", askEnd);
      hooks.signal?.removeEventListener("abort", askEnd);
      for (const { port1 } of this.#channels) port1.close();
    }
  }

  async #work(): Promise<Answer> {
    const { problem, threads } = this.#setting;
    const { attemptsTotal: attempts } = this.#scope;
    const sharing = Math.min(threads, Math.ceil(attempts / BLOCK));
    const small = attempts * problem.people.length <= WORTH_SHARING;
    if (sharing < 2 || small) return this.#send({ kind: "solve", from: null });
    const answers = await Promise.all(Array.from({ length: sharing }, () => this.#send({ kind: "attempts" })));
    const refused = answers.find(({ kind }) => kind === "refused");
    if (refused) return refused;
    const best = answers.reduce<BestAttempt>(
      (known, answer) => (answer.kind === "attempts" && isBetterAttempt(answer.best, known) ? answer.best : known),
      NO_ATTEMPT,
    );
    return this.#send({ kind: "solve", from: best });
  }

  #send(work: Work, signal: AbortSignal = this.#ending.signal): Promise<Answer> {
    const { piscina } = this.#setting;
    const channel = new MessageChannel();
    this.#channels.add(channel);
    channel.port1.on("message", ({ seating, proposal }: Best) => {
      if (this.#best && seating.tenths <= this.#best.tenths) return;
      this.#best = seating;
      if (proposal) this.#setting.hooks.onBest?.(proposal);
    });
    channel.port1.unref();
    const run: RunTask = {
      problem: this.#shared,
      cells: this.#cells,
      attempts: this.#scope.attemptsTotal,
      queuedAt: this.#queuedAt,
      port: channel.port2,
      interim: this.#setting.hooks.onBest !== undefined,
    };
    const task: Task = { ...run, ...work };
    const answer = piscina.run(task, { transferList: [channel.port2], signal }) as Promise<Answer>;
    this.#tasks.push(answer);
    return answer;
  }

  #askToEnd(): void {
    this.#askedAt ??= epochNow();
    askToStop(this.#cells);
  }

  /**
   * Workers mind the time limit themselves; one that does not is asked to end (WK-1). Threads that have not ended the
   * grace after they were asked are ended; so is what waits for one still, and whose stop nobody has seen therefore.
   */
  #endOverdue(): void {
    const { graceMs } = this.#setting;
    const { timeLimitMs } = this.#scope;
    const [now, begun] = [epochNow(), begunAt(this.#cells, this.#queuedAt)];
    if (begun !== null && timeLimitMs !== null && now >= begun + timeLimitMs + graceMs) this.#askToEnd();
    if (this.#askedAt !== null && now >= Math.max(this.#askedAt, begun ?? 0) + graceMs) this.#ending.abort();
  }

  /** What still works for it once it is over ends by itself, or after the grace. */
  #endTasks(): void {
    askToStop(this.#cells);
    const overdue = setTimeout(() => this.#ending.abort(), this.#setting.graceMs);
    void Promise.allSettled(this.#tasks).then(() => clearTimeout(overdue));
  }

  /** A thread was lost. What the run had found is made a proposal of by another; without that, it failed. */
  async #rescue(error: unknown): Promise<RunOutcome> {
    const { hooks, graceMs } = this.#setting;
    const ended = this.#ending.signal.aborted;
    if (ended && begunAt(this.#cells, this.#queuedAt) === null) return { kind: "discarded" };
    const failure = failureOf(error, { ended, found: this.#best !== null });
    if (!this.#best) return failure;
    askToStop(this.#cells);
    const overdue = AbortSignal.timeout(RESCUE_GRACES * graceMs);
    const signal = hooks.signal ? AbortSignal.any([overdue, hooks.signal]) : overdue;
    try {
      return outcomeOf(await this.#send({ kind: "solve", from: this.#best }, signal));
    } catch {
      return hooks.signal?.aborted ? { kind: "discarded" } : failure;
    }
  }

  /** Looks ten times a second whether it has to end, and how far it is. */
  #watch(): () => void {
    const tell = this.#teller();
    const timer = setInterval(() => {
      this.#endOverdue();
      tell();
    }, LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      tell();
    };
  }

  /** Reads the counters and tells what changed, and at least every second that work goes on. */
  #teller(): () => void {
    const { onProgress } = this.#setting.hooks;
    if (!onProgress) return () => {};
    const teller = new ProgressTeller(this.#scope);
    let [seen, toldAt] = ["", -Infinity];
    return () => {
      const now = epochNow();
      const moment = readMoment(this.#cells);
      const counters = JSON.stringify(moment);
      if (counters === seen && now - toldAt < TELL_AT_LEAST_EVERY_MS) return;
      [seen, toldAt] = [counters, now];
      onProgress(teller.tell(moment, now - (begunAt(this.#cells, this.#queuedAt) ?? now)));
    };
  }
}

function outcomeOf(answer: Answer): RunOutcome {
  if (answer.kind === "proposal" || answer.kind === "refused") return answer;
  const message = answer.kind === "invalid" ? answer.message : "The worker answered something else than a proposal";
  return { kind: "failed", cause: "invalid_result", message: `The result did not pass its check: ${message}` };
}

function failureOf(error: unknown, { ended, found }: { ended: boolean; found: boolean }): RunOutcome {
  const { code, message = "The worker ended unexpectedly" } = error as { code?: string; message?: string };
  if (code === "ERR_WORKER_OUT_OF_MEMORY")
    return { kind: "failed", cause: "memory", message: "The run needed more memory than it may have" };
  if (!ended) return { kind: "failed", cause: "crash", message };
  const lost = found ? "what it had found was lost" : "had found no groups";
  return { kind: "failed", cause: "deadline", message: `The run did not end in time and ${lost}` };
}
