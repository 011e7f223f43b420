import type { Brief, BriefLetter, KindName, PersonBrief } from "@muster/domain/brief";
import {
  STOP_WRITING_CODES,
  type OutcomeReport,
  type PlannedStep,
  type Settle,
  type Trouble,
} from "@muster/domain/report";
import type { Subject } from "@muster/domain/subject";
import { dueNow } from "../src/sync/due.ts";
import { interruptRounds } from "../src/sync/rounds.ts";
import { together } from "../src/transaction.ts";
import { fingerprintOf, isWithin, makersOf, stepsFor, type Step } from "./scripted-plan.ts";
import type { TestHouse } from "./sync-house.ts";

export type Weather =
  | "fine"
  | Trouble
  /** The thing is made, the answer never comes. */
  | "ambiguous"
  /** The process ends before the create is sent, or after it was sent and before its outcome is told. */
  | "dies before"
  | "dies after";

/** The bot's process ended in the middle of something. */
export class BotDied extends Error {}

type Outcome = Omit<OutcomeReport, "round" | "epoch" | "phase">;

/**
 * A bot that speaks the protocol through the real router, with a guild of its own in memory. It can be late, die, do
 * things twice and lie; what the guild holds is what the tests judge by.
 */
export class ScriptedBot {
  /** What stands on Discord: our key → ids, oldest first. More than one is a double. */
  readonly guild = new Map<string, string[]>();
  /** Who is in the guild. */
  readonly present = new Set<string>();
  /** Overwrites that were there before anybody asked: key → Discord id. */
  readonly strangers = new Map<string, string>();
  /** What hands changed, and how it differs from what we made. */
  readonly changed = new Map<string, PlannedStep["differences"]>();
  /** Every change made on Discord, in order. */
  readonly calls: string[] = [];
  readonly briefs: Brief[] = [];
  /** What was written to whom, by Discord id. */
  readonly letters: { to: string; letter: BriefLetter }[] = [];
  weather: (step: { kind: KindName; key: string; action: string }) => Weather = () => "fine";
  /** Answers this instead of going through the plan. */
  ending: Omit<Settle, "round" | "epoch"> | null = null;
  /** Called just before the round is settled. */
  beforeSettle: (subject: Subject) => Promise<void> = async () => {};
  epoch = 0;
  private ids = 1_000;
  private readonly house: TestHouse;
  holder: string;

  constructor(house: TestHouse, holder = "bot-number-one") {
    this.house = house;
    this.holder = holder;
  }

  get server() {
    return this.house.asBot();
  }

  async connect(health: Partial<Parameters<typeof this.server.sync.lease>[0]["health"]> = {}): Promise<number | null> {
    const { epoch } = await this.server.sync.lease({
      holder: this.holder,
      health: {
        gateway: "ready",
        guild: { id: "500", name: "Test guild" },
        trouble: null,
        missingPermissions: [],
        ...health,
      },
    });
    if (epoch !== null) this.epoch = epoch;
    return epoch;
  }

  /** Another process takes over: with a new name, once the old one's lease has run out. */
  async restart(): Promise<void> {
    await this.house.em().execute("update bot_leases set expires_at = now() - interval '1 second'");
    this.holder = `${this.holder}+`;
    await this.connect();
    await together(this.house.ctx(), (tx) => interruptRounds(tx, { exceptEpoch: this.epoch }));
  }

  /** Everything that is due, in the order the server tells it, until nothing is. */
  async work({ rounds = 40 } = {}): Promise<Subject[]> {
    if (this.epoch === 0) await this.connect();
    const worked: Subject[] = [];
    for (;;) {
      const [next] = await dueNow(this.house.em(), this.house.now);
      if (!next || worked.length >= rounds) return worked;
      worked.push(next.subject);
      await this.round(next.subject);
    }
  }

  /** One round; null when there was nothing to do. */
  async round(subject: Subject): Promise<Brief | null> {
    const brief = await this.server.sync.brief({ subject, epoch: this.epoch });
    if (!brief) return null;
    if (brief.about === "person") return this.write(brief);
    this.briefs.push(brief);
    const frame = { round: brief.round, epoch: brief.epoch };
    if (this.ending) {
      await this.server.sync.settle({ ...frame, ...this.ending });
      return brief;
    }
    const steps = this.plan(brief);
    await this.tellPlan(brief, steps);
    const { approvedFingerprint } = brief.policy;
    if (approvedFingerprint !== null && !isWithin(approvedFingerprint, fingerprintOf(steps))) {
      await this.server.sync.settle({ ...frame, ending: "plan_changed" });
      return brief;
    }
    if (!brief.policy.dryRun) await this.apply(brief, steps);
    await this.beforeSettle(subject);
    await this.server.sync.settle({ ...frame, ending: "settled" });
    return brief;
  }

  /** Direct messages, each as the weather allows: what was written stands in `calls` and `letters`. */
  private async write(brief: PersonBrief): Promise<null> {
    const frame = { round: brief.round, epoch: brief.epoch };
    for (const letter of brief.letters) {
      const { key } = letter;
      const step = { kind: "message", key, action: "create", label: letter.subject } as const;
      const outcome = await this.take(brief, step, new Set());
      if (outcome.result === "done") this.letters.push({ to: brief.discordId, letter });
      await this.server.sync.report({ ...frame, phase: "outcome", ...outcome });
      if (outcome.trouble && STOP_WRITING_CODES.has(outcome.trouble.code)) break;
    }
    await this.server.sync.settle({ ...frame, ending: "settled" });
    return null;
  }

  private async tellPlan(brief: Brief, steps: Step[]): Promise<void> {
    await this.server.sync.report({
      round: brief.round,
      epoch: brief.epoch,
      phase: "planned",
      fingerprint: fingerprintOf(steps),
      steps: steps.map(({ kind, key, action, label, held = false, waiting = false, differences = [] }) => ({
        kind,
        key,
        action,
        label,
        held,
        waiting,
        carried: false,
        differences,
      })),
      facts: {
        guildId: "500",
        guildName: "Test guild",
        channels: this.guild.size,
        events: this.events().length,
        members: this.present.size,
        missingPermissions: [],
      },
    });
  }

  private async apply(brief: Brief, steps: Step[]): Promise<void> {
    const frame = { round: brief.round, epoch: brief.epoch };
    const failed = new Set<string>();
    for (const step of steps) {
      const outcome = await this.take(brief, step, failed);
      if (outcome.result !== "done" && outcome.result !== "waiting") failed.add(step.key);
      await this.server.sync.report({ ...frame, phase: "outcome", ...outcome });
    }
  }

  private async take(brief: Brief | PersonBrief, step: Step, failed: ReadonlySet<string>): Promise<Outcome> {
    const { kind, key, action, label, discordId, departed } = step;
    const base = { kind, key, action, label, ...(discordId ? { discordId } : {}), ...(departed ? { departed } : {}) };
    const id = this.guild.get(key)?.[0] ?? brief.remembered.find((one) => one.key === key)?.id;
    if (step.waiting) return { ...base, result: "waiting" };
    if (step.held) return { ...base, result: "held", ...(id ? { id } : {}) };
    if (action === "keep") return { ...base, result: "done", id: id! };
    if (makersOf(brief, step).some((maker) => failed.has(maker) && !this.guild.has(maker)))
      return { ...base, result: "blocked" };
    const weather = this.weather({ kind, key, action });
    if (typeof weather === "object") return { ...base, result: "failed", trouble: weather };
    if (action === "create" || action === "recreate")
      await this.server.sync.report({ round: brief.round, epoch: brief.epoch, phase: "began", kind, key });
    if (weather === "dies before") throw new BotDied();
    const made = this.change(step);
    if (weather === "dies after") throw new BotDied();
    if (weather === "ambiguous")
      return { ...base, result: "ambiguous", trouble: { class: "passing", code: "timeout", message: "No answer" } };
    return { ...base, result: "done", ...(made ? { id: made } : {}) };
  }

  private change({ key, action }: Step): string | null {
    this.calls.push(`${action} ${key}`);
    if (action === "delete") {
      this.guild.delete(key);
      this.strangers.delete(key);
      return null;
    }
    if (action === "update") {
      this.changed.delete(key);
      return this.guild.get(key)![0]!;
    }
    const id = String(++this.ids);
    this.guild.set(key, [...(this.guild.get(key) ?? []), id]);
    return id;
  }

  /** What would have to happen, judged by this guild. */
  plan(brief: Brief): Step[] {
    return stepsFor(brief, this);
  }

  /** Keys of the events that stand. */
  events(): string[] {
    return [...this.guild.keys()].filter((key) => key.includes("/event-"));
  }

  /** Ids that stand under more than one name, or names with more than one id. */
  doubles(): string[] {
    return [...this.guild].filter(([, ids]) => ids.length > 1).map(([key]) => key);
  }
}

/** Passes by itself. */
export const passing = (code: string, message = code): Trouble => ({ class: "passing", code, message });
/** Needs a person. */
export const needsPerson = (code: string, message = code): Trouble => ({ class: "needs_person", code, message });
