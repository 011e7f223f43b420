import type { Outputs } from "../../app/trpc.ts";
import { countOf } from "../../ui/count-words.ts";

export type Overview = Outputs["cohorts"]["overview"];

export interface NextStep {
  title: string;
  sentence: string;
  go: { room: "schedule" | "groups" | "realize" | "sync"; label: string } | null;
}

/** The one thing to do next with a cohort, and why. */
export function nextStepOf(cohort: Overview): NextStep {
  const { people, answered, placed, groups } = cohort;
  if (cohort.status !== "active")
    return {
      title: `This cohort is ${cohort.status}`,
      sentence: "Nothing more is scheduled or created for it.",
      go: null,
    };
  if (cohort.runningRun)
    return {
      title: `Run ${cohort.runningRun.number} is working`,
      sentence: "It goes on when this page closes. Stop it whenever the best so far is good enough.",
      go: { room: "schedule", label: `Watch run ${cohort.runningRun.number}` },
    };
  if (groups.preview > 0)
    return {
      title: `Next: review ${countOf(groups.preview, "group")}, then create them on Discord`,
      sentence: "Nothing has left Muster yet. You can still move people, remove groups or schedule again.",
      go: { room: "groups", label: `Review ${countOf(groups.preview, "group")}` },
    };
  if (people === 0)
    return {
      title: "Next: share the sign-up link",
      sentence: "Whoever opens it signs up as participant or facilitator and marks a week.",
      go: null,
    };
  const missing = people - answered;
  const scheduling = { room: "schedule", label: `Schedule ${countOf(answered - placed, "person", "people")}` } as const;
  if (groups.active > 0) return whileRunning(cohort, scheduling);
  if (missing > 0)
    return {
      title: `Next: get the last ${countOf(missing, "answer")}, then schedule`,
      sentence: "You can schedule now; whoever is missing is listed as not placed.",
      go: answered > 0 ? scheduling : null,
    };
  return {
    title: "Next: schedule",
    sentence: "Everybody has answered.",
    go: scheduling,
  };
}

function whileRunning({ people, answered, placed, groups }: Overview, scheduling: NextStep["go"]): NextStep {
  if (answered > placed)
    return {
      title: `${countOf(groups.active, "group")} on Discord, ${countOf(answered - placed, "person is", "people are")} not placed`,
      sentence: "Another run looks for groups among those who are left; groups that stand are not touched.",
      go: scheduling,
    };
  return {
    title: `${countOf(groups.active, "group")} on Discord`,
    sentence: `${placed} of ${countOf(people, "person", "people")} are placed. Muster keeps Discord in step by itself.`,
    go: { room: "sync", label: "See what is in step" },
  };
}
