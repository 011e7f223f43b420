import type { Difference, ExternalId, Key, KindName, Kinds } from "./kind.ts";
import type { Plan, Step } from "./plan.ts";
import type { Outcome, Told } from "./report.ts";
import { anythingPasses, type Judge } from "./trouble.ts";

/** Turns our key into the outside world's id; throws `Unresolved` while that does not exist. */
export type Resolve = (key: Key) => ExternalId;

/** A create that made more than one thing in a single call: a channel born with its members' access. */
export interface Created {
  id: ExternalId;
  carried: ReadonlyMap<Key, ExternalId>;
}

/** What a thing should become, and in what it differs from that. */
export interface Change<Spec> {
  spec: Spec;
  differences: readonly Difference[];
}

/** The half of a kind that touches the world. */
export interface Actuator<Spec> {
  create(spec: Spec, resolve: Resolve): Promise<ExternalId | Created>;
  update(id: ExternalId, change: Change<Spec>, resolve: Resolve): Promise<void>;
  delete(id: ExternalId): Promise<void>;
}
export type Actuators<K extends Kinds> = { [N in KindName<K>]: Actuator<K[N]["spec"]> };

/**
 * Walks the plan one step at a time and tells each thing as it happens: that a create *began* before it is tried, and
 * each outcome before the next step begins. Whoever listens may stop the walk by leaving the loop. Never throws for a
 * step: an error becomes an outcome, judged by `judge`.
 */
export async function* apply<K extends Kinds>(
  plan: Plan,
  actuators: Actuators<K>,
  judge: Judge = anythingPasses,
): AsyncGenerator<Told, void, void> {
  const ids = new Map([...plan.held, ...plan.steps].filter(stands).map(({ key, id }) => [key, id]));
  const carried = new Map<Key, ExternalId>();
  const resolve: Resolve = (key) => ids.get(key) ?? raise(new Unresolved(key));

  for (const step of plan.held) yield { step, result: "held" };
  for (const { step, reason } of plan.waiting) yield { step, result: "waiting", reason };
  for (const step of plan.steps) {
    const already = isCreate(step) ? carried.get(step.key) : undefined;
    if (already === undefined && isCreate(step)) yield { step, result: "began" };
    const outcome = already === undefined ? await attempt(step) : { step, result: "done" as const, id: already };
    if (outcome.result === "done" && step.action !== "delete") ids.set(step.key, outcome.id);
    yield outcome;
  }

  async function attempt(step: Step): Promise<Outcome> {
    try {
      const made = await take(step, actuatorFor(step, actuators), resolve);
      if (typeof made === "string") return { step, result: "done", id: made };
      for (const [key, id] of made.carried) carried.set(key, id);
      return { step, result: "done", id: made.id };
    } catch (error) {
      return error instanceof Unresolved ? { step, result: "blocked", missing: error.key } : judged(step, error, judge);
    }
  }
}

function judged(step: Step, error: unknown, judge: Judge): Outcome {
  const { result, trouble } = judge(error);
  if (result === "waiting") return { step, result, reason: trouble.message };
  if (result === "ambiguous") return { step, result, trouble };
  // What should go and is gone already has gone.
  if (result === "gone" && step.action === "delete") return { step, result: "done", id: step.id };
  return { step, result: "failed", trouble };
}

async function take(step: Step, actuator: Actuator<object>, resolve: Resolve): Promise<ExternalId | Created> {
  switch (step.action) {
    case "keep":
      return step.id;
    case "create":
    case "recreate":
      return actuator.create(step.spec, resolve);
    case "update":
      await actuator.update(step.id, step, resolve);
      return step.id;
    case "delete":
      await actuator.delete(step.id);
      return step.id;
  }
}

const isCreate = (step: Step) => step.action === "create" || step.action === "recreate";

/** A thing whose update fails is outdated, not absent: what stands inside it can still be made. */
const stands = (step: Step): step is Extract<Step, { action: "keep" | "update" }> =>
  step.action === "keep" || step.action === "update";

/** Same reason as in plan.ts: a step's kind and spec always travel together. */
function actuatorFor<K extends Kinds>(step: Step, actuators: Actuators<K>) {
  return actuators[step.kind] as Actuator<object>;
}

/** A step needed something that does not stand: its maker failed or was held. */
class Unresolved extends Error {
  override name = "Unresolved";
  readonly key: Key;
  constructor(key: Key) {
    super(`${key} does not stand`);
    this.key = key;
  }
}

const raise = (error: Error): never => {
  throw error;
};
