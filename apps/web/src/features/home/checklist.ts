import { totalMinutes } from "@muster/domain/week";
import { calendarDay } from "../../dates/instant-words.ts";
import { hoursWords } from "../../dates/week-words.ts";
import { listOf } from "../../ui/count-words.ts";
import type { Reader } from "./answer.ts";
import type { MyCohort, MyGroup } from "./my-cohort.ts";

/** One line of what is done and what is next. At most one is `now`: the thing to do. */
export interface Todo {
  key: "week" | "seat" | "server" | "channels";
  title: string;
  sentence: string;
  state: "done" | "now" | "ahead";
  /** What the button of a `now` does. */
  deed?: "mark_week" | "find_group" | "connect_discord" | "join_server";
}

/** From a painted week to open channels: what stands, what one can do next, what then happens by itself. */
export function checklistOf(cohort: MyCohort, reader: Reader): Todo[] {
  const group = leastReady(cohort.groups);
  const todos = [weekTodo(cohort, reader), seatTodo(cohort, group), serverTodo(group), channelsTodo(group)];
  const next = todos.findIndex(({ state }) => state === "now");
  return todos.map((todo, at) => (todo.state === "now" && at > next ? { ...todo, state: "ahead" } : todo));
}

const READINESS = ["no_account", "waiting_for_you", "off", "waiting", "granted"] as const;

/** Of several groups one leads, the one with the most still to come. */
function leastReady(groups: readonly MyGroup[]): MyGroup | undefined {
  const rank = ({ status, discord }: MyGroup) => (status === "preview" ? -1 : READINESS.indexOf(discord.access));
  return groups.toSorted((one, other) => rank(one) - rank(other))[0];
}

function weekTodo(cohort: MyCohort, { week }: Reader): Todo {
  const words = { key: "week", title: "Your week" } as const;
  if (!week) return { ...words, sentence: "When can you usually meet?", state: "now", deed: "mark_week" };
  if (!cohort.usability.usable)
    return { ...words, sentence: cohort.usability.sentence, state: "now", deed: "mark_week" };
  const sums = `${hoursWords(totalMinutes(week.available))} available, ${hoursWords(totalMinutes(week.ifNeeded))} if needed`;
  return { ...words, sentence: sums, state: "done" };
}

function seatTodo(cohort: MyCohort, group: MyGroup | undefined): Todo {
  if (cohort.role === "facilitator") return leadTodo(cohort);
  const words = { key: "seat", title: "A seat" } as const;
  if (group) {
    const people = group.members.length > 1 ? `, one of ${group.members.length} people` : "";
    return {
      ...words,
      sentence: `${group.name}${people}${group.status === "preview" ? ", forming" : ""}`,
      state: "done",
    };
  }
  if (cohort.seatFits)
    return { ...words, sentence: "A group has a free seat at your hours", state: "now", deed: "find_group" };
  if (cohort.leftOut) return { ...words, sentence: "The organiser is not placing you at present", state: "ahead" };
  const waits = `Groups are made before ${calendarDay(cohort.startDate)}. Nothing to do for you now.`;
  return { ...words, sentence: cohort.reason?.sentence ?? waits, state: "ahead" };
}

function leadTodo({ groups, startDate, leftOut }: MyCohort): Todo {
  const words = { key: "seat", title: "Your groups" } as const;
  if (groups.length > 0)
    return { ...words, sentence: `You lead ${listOf(groups.map(({ name }) => name))}`, state: "done" };
  return {
    ...words,
    sentence: leftOut
      ? "The organiser is not placing you at present"
      : `Groups are made before ${calendarDay(startDate)}. Nothing to do for you now.`,
    state: "ahead",
  };
}

function serverTodo(group: MyGroup | undefined): Todo {
  const words = { key: "server", title: "The Discord server" } as const;
  switch (group?.discord.access) {
    case "granted":
    case "waiting":
      return { ...words, sentence: "You are on it", state: "done" };
    case "no_account":
      return {
        ...words,
        title: "Connect Discord",
        sentence: "The group talks and meets there. You come back here by yourself.",
        state: "now",
        deed: "connect_discord",
      };
    case "waiting_for_you":
      return {
        ...words,
        title: "Join the Discord server",
        sentence: "The group talks and meets there. This page sees it by itself.",
        state: "now",
        deed: "join_server",
      };
    case "off":
    case undefined:
      return { ...words, sentence: "The group talks and meets there", state: "ahead" };
  }
}

function channelsTodo(group: MyGroup | undefined): Todo {
  const words = { key: "channels", title: "Your channels" } as const;
  if (!group) return { ...words, sentence: "A text channel and a voice room of your group's own", state: "ahead" };
  if (group.status === "preview")
    return { ...words, sentence: `${group.name} gets its channels when the organiser opens it`, state: "ahead" };
  switch (group.discord.access) {
    case "granted":
      return { ...words, sentence: `${group.name}'s channels are open to you`, state: "done" };
    case "waiting_for_you":
    case "no_account":
      return { ...words, sentence: `${group.name}'s channels open as soon as you have joined`, state: "ahead" };
    case "waiting":
    case "off":
      return { ...words, sentence: `${group.name}'s channels are being opened for you`, state: "ahead" };
  }
}

const NUMBER_WORDS = ["None", "One", "Two", "Three", "Four"];

/** "Two of four done" */
export function doneWords(todos: readonly Todo[]): string {
  const done = todos.filter(({ state }) => state === "done").length;
  return `${NUMBER_WORDS[done]} of ${NUMBER_WORDS[todos.length]!.toLowerCase()} done`;
}
