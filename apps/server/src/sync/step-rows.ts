import type { SyncRound } from "@muster/db/entities/sync-round";
import type { OutcomeReport, PlannedStep, StepResult, Trouble } from "@muster/domain/report";
import { latestOutcomes } from "./latest-outcomes.ts";
import { troubleWords } from "./trouble-words.ts";

/** One step as a page shows it, before, during and after (PL-9). */
export interface StepRow extends PlannedStep {
  result: StepResult | null;
  state: "waiting" | "doing" | "done" | "skipped" | "failed";
  sentence: string;
  trouble: Trouble | null;
  id: string | null;
}

type Shown = Pick<SyncRound, "plan" | "steps" | "ending" | "dryRun">;

/** The plan of a round with what has become of each step so far. */
export function stepRows(round: Shown): StepRow[] {
  const outcomes = latestOutcomes(round.steps);
  const plan = round.plan ?? [];
  // The round goes through its plan in order: what is being done is the first step nothing has been told of.
  const next = round.ending === null && !round.dryRun ? plan.find(({ key }) => !outcomes[key])?.key : undefined;
  return plan.map((step) => rowOf(step, outcomes[step.key], step.key === next));
}

function rowOf(step: PlannedStep, outcome: OutcomeReport | undefined, isNext: boolean): StepRow {
  const state = outcome ? stateOf(outcome) : isNext ? "doing" : step.action === "keep" ? "skipped" : "waiting";
  return {
    ...step,
    label: outcome?.label ?? step.label,
    result: outcome?.result ?? null,
    state,
    sentence: outcome ? outcomeSentence(outcome) : plannedSentence(step),
    trouble: outcome?.trouble ?? null,
    id: outcome?.id ?? null,
  };
}

function stateOf({ result, action }: OutcomeReport): StepRow["state"] {
  if (result === "done") return action === "keep" ? "skipped" : "done";
  return result === "failed" || result === "ambiguous" ? "failed" : result === "blocked" ? "waiting" : "skipped";
}

const nouns: Record<PlannedStep["kind"], string> = {
  category: "Category",
  "text-channel": "Text channel",
  "voice-channel": "Voice channel",
  access: "Access",
  event: "Event",
  welcome: "Welcome",
  message: "Message",
};

function plannedSentence({ kind, label, action, held, waiting }: PlannedStep): string {
  const thing = `${nouns[kind]} ${label}`;
  if (waiting) return `${thing} waits until they join the Discord server`;
  if (action === "keep") return `${thing} is as it should be`;
  if (held) return action === "recreate" ? `${thing} was taken away on Discord` : `${thing} is left as it is`;
  const verbs = {
    create: "will be made",
    recreate: "will be made again",
    update: "will be changed",
    delete: "will be removed",
  };
  if (kind === "access") return action === "delete" ? `${label} will no longer see it` : `${label} can see it`;
  if (kind === "welcome" || kind === "message") return `${thing} will be posted`;
  return `${thing} ${verbs[action]}`;
}

function outcomeSentence({ kind, label, action, result, trouble, departed }: OutcomeReport): string {
  const thing = `${nouns[kind]} ${label}`;
  switch (result) {
    case "waiting":
      return `${label} has not joined the Discord server yet`;
    case "blocked":
      return `${thing} waits for what it stands in`;
    case "held":
      return action === "recreate" ? `${thing} was taken away on Discord` : `${thing} is left as it is`;
    case "failed":
    case "ambiguous":
      return `${thing}: ${troubleWords(trouble ?? null)}`;
    case "done": {
      if (departed) return `${label} has left the Discord server`;
      const verbs = {
        create: "made",
        recreate: "made again",
        update: "changed",
        keep: "already so",
        delete: "removed",
      };
      return `${thing} ${verbs[action]}`;
    }
  }
}
