import { KINDS, type KindName } from "@muster/domain/brief";
import type { Outputs } from "../../app/trpc.ts";
import { countOf, someNames } from "../../ui/count-words.ts";
import { troubleHelp } from "./trouble-words.ts";

/** One step of a plan, with what has become of it. */
export type Step = Outputs["sync"]["health"]["groups"][number]["steps"][number];

/** `+` creates, `~` changes, `−` removes, `=` is unchanged, `!` needs a decision (PL-1). */
export type Sign = "+" | "~" | "−" | "=" | "!";

export function signOf({ action, held }: Pick<Step, "action" | "held">): Sign {
  if (action === "keep") return "=";
  if (held) return "!";
  if (action === "update") return "~";
  return action === "delete" ? "−" : "+";
}

/** What Discord is asked for; what another step's call carries, or waits for somebody to come, is no action of its own. */
export const isAction = ({ action, held, waiting, carried }: Step): boolean =>
  action !== "keep" && !held && !waiting && !carried;

/** What belongs to a subject itself: a group's round also looks at its category, which is the cohort's to make. */
export const ownSteps = ({ subject, steps }: { subject: string; steps: readonly Step[] }): Step[] =>
  steps.filter(({ key }) => key.startsWith(`${subject}/`));

/** How many of each sign a plan has: actions for the first three, things for the others. */
export function countSigns(steps: readonly Step[]): Record<Sign, number> {
  const counts: Record<Sign, number> = { "+": 0, "~": 0, "−": 0, "=": 0, "!": 0 };
  for (const step of steps) {
    const sign = signOf(step);
    if (sign === "=" || sign === "!" || isAction(step)) counts[sign] += 1;
  }
  return counts;
}

export interface StepLine {
  key: string;
  sign: Sign;
  verb: string;
  kind: string;
  what: string;
  /** What people notice of it. */
  effect: string;
  state: Step["state"];
  /** In place of the state's word, where a count says more. */
  result: string | null;
  /** On failure: why, and what to do. */
  help: string | null;
}

const KIND: Record<KindName, string> = {
  category: "category",
  "text-channel": "text channel",
  "voice-channel": "voice channel",
  access: "access",
  event: "event",
  welcome: "message",
  message: "message",
};

const VERB: Record<Sign, string> = { "+": "create", "~": "change", "−": "remove", "=": "unchanged", "!": "decide" };

/** A group's steps as lines to read, makers before users: each thing one line, everybody's access and all events together. */
export function linesOf(steps: readonly Step[]): StepLine[] {
  return KINDS.flatMap((kind) => {
    const those = steps.filter((step) => step.kind === kind);
    if (kind === "access") return accessLines(those);
    return kind === "event" && those.length > 2 ? eventLines(those) : those.map((step) => lineOf(step, steps));
  });
}

function lineOf(step: Step, all: readonly Step[]): StepLine {
  const sign = signOf(step);
  return {
    key: step.key,
    sign,
    verb: VERB[sign],
    kind: KIND[step.kind],
    what: step.label,
    effect: effectOf(step, sign, peopleIn(all.filter(({ kind, action }) => kind === "access" && action !== "delete"))),
    state: step.state,
    result: null,
    help: step.state === "failed" ? helpOf(step) : null,
  };
}

const differenceWords = ({ field, from, to }: Step["differences"][number]): string =>
  field === "category" ? `moves into ${to}` : `${field}: ${from} → ${to}`;

function effectOf(step: Step, sign: Sign, people: number): string {
  if (sign === "~") return step.differences.map(differenceWords).join(", ");
  if (sign === "!") return step.action === "recreate" ? "taken away on Discord" : "left as it is";
  if (sign !== "+") return "";
  switch (step.kind) {
    case "category":
      return "hidden from everybody else";
    case "text-channel":
      return `${countOf(people, "person", "people")} can read and write`;
    case "voice-channel":
      return "the same people";
    case "event":
      return "seen by the group only";
    case "welcome":
      return `mentions ${countOf(people, "person", "people")}`;
    case "message":
      return "posted once";
    case "access":
      return "";
  }
}

const personOf = ({ key }: Step): string => key.split("/").at(-1) ?? key;
const peopleIn = (access: readonly Step[]): number => new Set(access.map(personOf)).size;

type Sort = "coming" | "waiting" | "leaving" | "changed" | "asked" | "kept";
const SORTS: readonly Sort[] = ["coming", "waiting", "changed", "leaving", "asked", "kept"];

function sortOf(step: Step): Sort {
  const sign = signOf(step);
  if (sign === "!") return "asked";
  if (sign === "=") return "kept";
  if (sign === "−") return "leaving";
  if (step.waiting || step.result === "waiting") return "waiting";
  return sign === "~" ? "changed" : "coming";
}

const ACCESS: Record<Sort, { sign: Sign; effect: string }> = {
  coming: { sign: "+", effect: "nobody else sees the group" },
  waiting: { sign: "+", effect: "by itself when they join the server" },
  changed: { sign: "~", effect: "as members should" },
  leaving: { sign: "−", effect: "no longer see the group" },
  asked: { sign: "!", effect: "left as it is" },
  kept: { sign: "=", effect: "" },
};

/** Discord's number for seeing a channel and reading what was said there, and nothing beside. */
const READ_ONLY = (1n << 10n) | (1n << 16n);
const onlyReads = ({ differences }: Step): boolean => differences.some(({ to }) => to.startsWith(`${READ_ONLY}/`));
const ACCESS_READING = { sign: "~", effect: "still read, and write no more" } as const;

function accessLines(access: readonly Step[]): StepLine[] {
  return SORTS.flatMap((sort) => {
    const steps = access.filter((step) => sortOf(step) === sort);
    if (steps.length === 0) return [];
    const { sign, effect } = sort === "changed" && steps.every(onlyReads) ? ACCESS_READING : ACCESS[sort];
    const names = [...new Map(steps.map((step) => [personOf(step), step.label])).values()];
    const failed = steps.filter(({ state }) => state === "failed");
    return [
      {
        key: `access-${sort}`,
        sign,
        verb: VERB[sign],
        kind: KIND.access,
        what: names.length > 3 && sort !== "waiting" ? countOf(names.length, "person", "people") : someNames(names, 4),
        effect,
        state: sort === "waiting" ? waitingState(steps) : stateTogether(steps),
        result: sort === "waiting" ? "on joining" : resultTogether(steps, names.length),
        help: failed.length > 0 ? helpOf(failed[0]!) : null,
      },
    ];
  });
}

/** A term's events, as many lines as they have signs. */
function eventLines(events: readonly Step[]): StepLine[] {
  return [...Map.groupBy(events, signOf)].flatMap(([, steps]) => {
    if (steps.length < 3) return steps.map((step) => lineOf(step, steps));
    const failed = steps.filter(({ state }) => state === "failed");
    // What is removed goes the other way round.
    const inTerm = steps[0]!.action === "delete" ? steps.toReversed() : steps;
    const first = lineOf(inTerm[0]!, steps);
    return [
      {
        ...first,
        what: `${countOf(steps.length, "event")}, ${first.what} to ${inTerm.at(-1)!.label}`,
        state: stateTogether(steps),
        result: resultTogether(steps, steps.length),
        help: failed.length > 0 ? helpOf(failed[0]!) : null,
      },
    ];
  });
}

/** Nobody can be let in who is not there: before the run it waits, afterwards it was passed over for now. */
const waitingState = (steps: readonly Step[]): Step["state"] =>
  steps.some(({ result }) => result === "waiting") ? "skipped" : "waiting";

function stateTogether(steps: readonly Step[]): Step["state"] {
  const has = (state: Step["state"]) => steps.some((step) => step.state === state);
  if (has("failed")) return "failed";
  if (has("doing")) return "doing";
  if (has("waiting")) return has("done") ? "doing" : "waiting";
  return has("done") ? "done" : "skipped";
}

/** `5 of 8 done`, or `1 of 8 failed`: how many people or events, while it is not simply one word for all. */
function resultTogether(steps: readonly Step[], total: number): string | null {
  const state = stateTogether(steps);
  if (state !== "doing" && state !== "failed") return null;
  const having = (...states: Step["state"][]) =>
    new Set(steps.filter((step) => states.includes(step.state)).map(personOf)).size;
  if (state === "failed") return `${having("failed")} of ${total} failed`;
  return `${total - having("waiting", "doing")} of ${total} done`;
}

const helpOf = (step: Step): string => `${step.sentence}. ${troubleHelp(step.trouble)}`.replace(/\.\. /, ". ").trim();

/** `3 of 5`, and the worst state among the lines: what stands in a group's own line. */
export function groupState(lines: readonly StepLine[]): {
  done: number;
  total: number;
  state: Step["state"];
  failed: number;
} {
  const settled = lines.filter(({ state }) => state === "done" || state === "skipped").length;
  const failed = lines.filter(({ state }) => state === "failed").length;
  const moving = lines.some(({ state }) => state === "doing") || (settled > 0 && settled + failed < lines.length);
  const state = failed > 0 ? "failed" : moving ? "doing" : settled === lines.length ? "done" : "waiting";
  return { done: settled, total: lines.length, state, failed };
}
