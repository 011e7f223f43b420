import { TRPCClientError } from "@trpc/client";
import type { Brief, CohortBrief, GroupBrief, PersonBrief } from "@muster/domain/brief";
import {
  reportSchema,
  settleSchema,
  type BotHealth,
  type OutcomeReport,
  type Report,
  type Settle,
} from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import type { SyncResult } from "@muster/domain/sync-result";
import type {
  Choice,
  Listener,
  PersonGroups,
  PlanState,
  RealizeState,
  RunState,
  ScheduleResult,
  Server,
} from "../src/server.ts";

type Frame = "round" | "epoch" | "generation" | "remembered" | "pending";
export type Said = Omit<CohortBrief, Frame> | Omit<GroupBrief, Frame>;

/** A refusal as the real server sends it. */
export function refused(sentence: string, word?: string, kind = "conflict"): Error {
  const data = { code: "CONFLICT", refusal: { kind, sentence, ...(word ? { facts: { word } } : {}) } };
  return new TRPCClientError(sentence, { result: { error: { data } } as never });
}

/** A server of the protocol alone: remembers ids and intents, says no to an old epoch or round, and can die in between. */
export class FakeServer implements Pick<Server, "brief" | "report" | "settle"> {
  epoch = 1;
  readonly said = new Map<Subject, Said>();
  /** What people asked to be told. */
  readonly people = new Map<Subject, Omit<PersonBrief, Frame>>();
  readonly remembered = new Map<string, { id: string; wrote: string | null }>();
  readonly pending = new Map<string, Date>();
  readonly reports: Report[] = [];
  readonly settled: Settle[] = [];
  /** Called before each report is taken in; throws to lose it. */
  onReport: (report: Report, server: FakeServer) => void = () => {};
  now: () => Date = () => new Date();
  #round = 0;

  brief = async ({ subject, epoch }: { subject: Subject; epoch: number }): Promise<Brief | PersonBrief | null> => {
    if (epoch !== this.epoch) throw refused("Another bot acts now", "old_epoch");
    const said = this.said.get(subject) ?? this.people.get(subject);
    if (!said) return null;
    const frame = {
      round: ++this.#round,
      epoch: this.epoch,
      generation: 1,
      remembered: [...this.remembered].map(([key, { id, wrote }]) => ({ key, id, wrote })),
      pending: [...this.pending].map(([key, beganAt]) => ({ key, beganAt })),
    };
    return { ...said, ...frame } as Brief | PersonBrief;
  };

  report = async (report: Report): Promise<void> => {
    this.#check(report);
    this.onReport(report, this);
    this.reports.push(reportSchema.parse(report));
    if (report.phase === "began") this.pending.set(report.key, this.now());
    if (report.phase === "outcome") this.#remember(report);
  };

  settle = async (settle: Settle): Promise<{ again: boolean }> => {
    this.#check(settle);
    this.settled.push(settleSchema.parse(settle));
    return { again: false };
  };

  #check({ epoch, round }: { epoch: number; round: number }): void {
    if (epoch !== this.epoch) throw refused("Another bot acts now", "old_epoch");
    if (round !== this.#round) throw refused("This round is over", "old_round");
  }

  #remember({ kind, key, action, result, id, wrote }: OutcomeReport): void {
    if (result !== "ambiguous") this.pending.delete(key);
    if (kind === "access" || result !== "done") return;
    if (action === "delete") this.remembered.delete(key);
    else this.remembered.set(key, { id: id!, wrote: wrote ?? null });
  }

  /** Another round was opened meanwhile. */
  openAnother(): void {
    this.#round++;
  }

  outcomes(): OutcomeReport[] {
    return this.reports.filter((report) => report.phase === "outcome");
  }

  /** `text-channel create done` and how often. */
  tally(): Record<string, number> {
    const words = this.outcomes().map(({ kind, action, result }) => `${kind} ${action} ${result}`);
    return Object.fromEntries(
      Map.groupBy(words, (word) => word)
        .entries()
        .map(([word, those]) => [word, those.length]),
    );
  }

  forget(): void {
    this.reports.length = 0;
    this.settled.length = 0;
  }
}

type Heard = { discordId: string; change: "joined" | "left" } | { everybody: string[] };

/** The whole server as the bot sees it: lease, bells, relays and commands besides the protocol. */
export class WholeFakeServer extends FakeServer implements Server {
  /** Who holds the lease; another holder is refused while it is set. */
  holder: string | undefined;
  leaseMs = 30_000;
  down = false;
  readonly healths: BotHealth[] = [];
  readonly heard: Heard[] = [];
  readonly asked: { command: string; input: unknown }[] = [];
  readonly listeners = new Set<Listener<Subject>>();
  run: RunState[] = [];
  result: ScheduleResult | null = null;
  realized: RealizeState[] = [];
  choices: Choice[] = [];
  refusal: Error | undefined;

  #answer<T>(command: string, input: unknown, answer: T): Promise<T> {
    if (this.down) return Promise.reject(new TRPCClientError("fetch failed"));
    this.asked.push({ command, input });
    return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(answer);
  }

  lease: Server["lease"] = async ({ holder, health }) => {
    if (this.down) throw new TRPCClientError("fetch failed");
    this.healths.push(health);
    if (this.holder !== undefined && this.holder !== holder) return { epoch: null, expiresInMs: 100 };
    if (this.holder === undefined) this.epoch++;
    this.holder = health.trouble?.code === "stopping" ? undefined : holder;
    return { epoch: this.epoch, expiresInMs: this.leaseMs };
  };

  due: Server["due"] = (_epoch, listener) => {
    this.listeners.add(listener);
    for (const subject of this.said.keys()) queueMicrotask(() => listener.onData(subject));
    return () => this.listeners.delete(listener);
  };

  ring(subject: Subject): void {
    for (const listener of this.listeners) listener.onData(subject);
  }

  guildMemberChanged: Server["guildMemberChanged"] = async (change) => {
    if (this.down) throw new TRPCClientError("fetch failed");
    this.heard.push(change);
  };
  guildMembers: Server["guildMembers"] = async (everybody) => {
    if (this.down) throw new TRPCClientError("fetch failed");
    this.heard.push({ everybody });
  };
  cohortOptions: Server["cohortOptions"] = (input) => this.#answer("cohortOptions", input, this.choices);
  groupOptions: Server["groupOptions"] = (input) => this.#answer("groupOptions", input, this.choices);
  schedule: Server["schedule"] = (input) => this.#answer("schedule", input, { runId: 9, people: 24 });
  /** Asked so often in vain before there is a result. */
  resultAfter = 0;
  scheduleResult: Server["scheduleResult"] = (input) =>
    this.#answer("scheduleResult", input, this.resultAfter-- > 0 ? null : this.result);
  watchRun: Server["watchRun"] = (_runId, { onData }) => {
    for (const state of this.run) onData(state);
    return () => {};
  };
  realize: Server["realize"] = (input) =>
    this.#answer("realize", input, {
      cohortName: "October",
      groups: (this.realized[0]?.groups ?? []).map(({ groupId, name }) => ({ groupId, name })),
    });
  watchRealize: Server["watchRealize"] = (_input, { onData }) => {
    for (const state of this.realized) onData(state);
    return () => {};
  };
  asksFirst = false;
  plan: PlanState[] = [];
  person: PersonGroups = { name: "Ann", groups: [], waitingIn: [] };
  /** Refusals of the buttons alone. */
  outOfDate: Error | undefined;
  realizeOutlook: Server["realizeOutlook"] = (input) =>
    this.#answer("realizeOutlook", input, { asksFirst: this.asksFirst });
  planRealize: Server["planRealize"] = (input, { onData }) => {
    this.asked.push({ command: "planRealize", input });
    for (const state of this.plan) onData(state);
    return () => {};
  };
  stopRun: Server["stopRun"] = async (input) => {
    await this.#answer("stopRun", input, undefined);
    if (this.outOfDate) throw this.outOfDate;
  };
  stopRealize: Server["stopRealize"] = async (input) => {
    const answer = await this.#answer("stopRealize", input, { groups: 2 });
    if (this.outOfDate) throw this.outOfDate;
    return answer;
  };
  personGroups: Server["personGroups"] = (input) => this.#answer("personGroups", input, this.person);
  syncGroup: Server["syncGroup"] = (input) => this.#answer("syncGroup", input, {} as SyncResult);
  cohortStatus: Server["cohortStatus"] = (input) =>
    this.#answer("cohortStatus", input, { cohortName: "October", lines: ["3 groups active", "1 waiting"] });
}
