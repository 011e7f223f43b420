import type { Brief, KindName } from "@muster/domain/brief";
import type { GuildFacts, OutcomeReport, PlannedStep, Report } from "@muster/domain/report";
import type { ExternalId, Found, Key, Wanted } from "@muster/reconcile/kind";
import type { Plan, Step } from "@muster/reconcile/plan";
import type { Outcome, Told } from "@muster/reconcile/report";
import { writtenMark } from "./drift.ts";
import type { Family } from "./kinds/family.ts";
import { wireTrouble } from "./troubles.ts";

/** What a plan was made of: names for its steps, and whom an access step concerns. */
export interface Material {
  desired: readonly Wanted<Family>[];
  found: readonly Found<Family>[];
  remembered: ReadonlyMap<Key, ExternalId>;
  plan: Plan;
}

const frame = ({ round, epoch }: Brief) => ({ round, epoch });
const cutTo = (text: string, longest: number) => [...text].slice(0, longest).join("");

/** The plan as people read it, told before its first step. */
export function planned(brief: Brief, material: Material, told: { fingerprint: string; facts: GuildFacts }): Report {
  const { plan } = material;
  const carried = new Set(plan.steps.filter(isCreate).flatMap((step) => carriedBy(step)));
  const row = (step: Step, held: boolean, waiting: boolean): PlannedStep => ({
    kind: step.kind as KindName,
    key: step.key,
    action: step.action,
    label: labelOf(step, material),
    held,
    waiting,
    carried: isCreate(step) && carried.has(step.key),
    differences: step.action === "update" ? step.differences.slice(0, 50).map(readable) : [],
  });
  return {
    ...frame(brief),
    phase: "planned",
    fingerprint: told.fingerprint,
    facts: told.facts,
    steps: [
      ...plan.steps.map((step) => row(step, false, false)),
      ...plan.held.map((step) => row(step, true, false)),
      ...plan.waiting.map(({ step }) => row(step, false, true)),
    ],
  };
}

/** One thing `apply` told, as the server hears it. */
export function reportOf(brief: Brief, told: Told, material: Material): Report {
  const { step } = told;
  const kind = step.kind as KindName;
  if (told.result === "began") return { ...frame(brief), phase: "began", kind, key: step.key };
  const access = accessBehind(step, material);
  return {
    ...frame(brief),
    phase: "outcome",
    kind,
    key: step.key,
    label: labelOf(step, material),
    ...fateOf(told, material),
    ...(access && access.whose !== "role" ? { discordId: access.discordId } : {}),
    ...(access?.whose === "departed" ? { departed: true } : {}),
    ...wroteBy(told, material),
  };
}

type Fate = Pick<OutcomeReport, "action" | "result" | "id" | "trouble" | "adopted" | "repairedDuplicates">;

function fateOf(outcome: Outcome, material: Material): Fate {
  const { step } = outcome;
  const adopted = (step.action === "keep" || step.action === "update") && step.adopted && step.kind !== "access";
  return {
    action: step.action,
    result: outcome.result,
    ...idAfter(outcome, material),
    ...troubleOf(outcome),
    ...(adopted && outcome.result === "done" ? { adopted: true } : {}),
    ...(step.action === "delete" && step.double && outcome.result === "done" ? { repairedDuplicates: 1 } : {}),
  };
}

/** The outside id whenever the thing is known to exist, or to have existed when it is missing. */
function idAfter(outcome: Outcome, { found, remembered }: Material): { id?: string } {
  if (outcome.result === "done") return { id: outcome.id };
  if ("id" in outcome.step) return { id: outcome.step.id };
  const { key } = outcome.step;
  const standing = found.find((thing) => thing.key === key)?.id ?? remembered.get(key);
  return standing === undefined ? {} : { id: standing };
}

function troubleOf(outcome: Outcome): Pick<OutcomeReport, "trouble"> {
  if (outcome.result === "failed" || outcome.result === "ambiguous") return { trouble: wireTrouble(outcome.trouble) };
  if (outcome.result !== "blocked") return {};
  const category = /\/(category|archive)-\d+$/.test(outcome.missing);
  return {
    trouble: {
      class: "passing",
      code: category ? "no_category" : "no_channel",
      message: category ? "The category it belongs in does not stand" : "The channel it belongs in does not stand",
    },
  };
}

/** What stands now as we asked: later differences with this mark are somebody else's doing. */
function wroteBy(outcome: Outcome, { desired }: Material): { wrote?: string } {
  if (outcome.result !== "done" || outcome.step.action === "delete") return {};
  const wanted = desired.find(({ key }) => key === outcome.step.key);
  const wrote = wanted && writtenMark(wanted);
  return wrote === undefined ? {} : { wrote };
}

function labelOf(step: Step, { desired, found }: Material): string {
  const wanted = step.action === "delete" ? undefined : desired.find(({ key }) => key === step.key);
  const seen = "id" in step ? found.find(({ id }) => id === step.id) : undefined;
  return cutTo(wanted?.spec.label ?? seen?.state.label ?? step.key, 200);
}

function accessBehind(
  step: Step,
  { desired, found }: Material,
): { discordId: string; whose: "person" | "departed" | "role" } | undefined {
  if (step.kind !== "access") return undefined;
  const seen = "id" in step ? found.find(({ id }) => id === step.id) : undefined;
  if (seen?.kind === "access") return seen.state;
  const wanted = desired.find(({ key }) => key === step.key);
  return wanted?.kind === "access" ? { discordId: wanted.spec.discordId, whose: "person" } : undefined;
}

const isCreate = (step: Step): step is Extract<Step, { action: "create" | "recreate" }> =>
  step.action === "create" || step.action === "recreate";

const carriedBy = ({ spec }: { spec: object }): string[] =>
  "carries" in spec ? (spec.carries as { key: string }[]).map(({ key }) => key) : [];

const readable = ({ field, from, to }: { field: string; from: unknown; to: unknown }) => ({
  field: cutTo(field, 60),
  from: cutTo(inWords(from), 300),
  to: cutTo(inWords(to), 300),
});

function inWords(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" ? value : JSON.stringify(value);
}
