import type { Outputs } from "../../app/trpc.ts";
import { momentOf, stretchOf } from "../../dates/instant-words.ts";

export type MyVisit = Outputs["visits"]["mine"]["visits"][number];
export type LostVisit = Outputs["visits"]["mine"]["lost"][number];

/** One line of how far a visit is. At most one is `now`: the thing to do. */
export interface VisitStep {
  key: "seat" | "told" | "rooms";
  title: string;
  sentence: string;
  state: "done" | "now" | "ahead";
  deed?: "connect_discord" | "join_server";
}

/** From a guest's seat to open rooms: what stands, what one can do, what then happens by itself (JS-9). */
export function visitSteps(visit: MyVisit, timeZone: string): VisitStep[] {
  const { host, home, number, startsAt, endsAt, opensAt, state } = visit;
  return [
    {
      key: "seat",
      title: `A guest's seat at meeting ${number}`,
      sentence: `${stretchOf(startsAt, endsAt, timeZone)}. Your seat in ${home} stays yours.`,
      state: "done",
    },
    {
      key: "told",
      title: "Both groups know",
      sentence:
        state === "open"
          ? `${home} knows that you are away, and ${host.name} that you come`
          : `${home} knows that you are away. ${host.name} hears of you on ${momentOf(opensAt, timeZone)}`,
      state: state === "open" ? "done" : "ahead",
    },
    roomsStep(visit, timeZone),
  ];
}

function roomsStep({ host, opensAt, closesAt, state, discord }: MyVisit, timeZone: string): VisitStep {
  const step = { key: "rooms", title: `${host.name}'s rooms` } as const;
  const until = momentOf(closesAt, timeZone);
  if (state === "ahead")
    return { ...step, sentence: `Open to you from ${momentOf(opensAt, timeZone)}, until ${until}`, state: "ahead" };
  switch (discord.access) {
    case "granted":
      return { ...step, sentence: `Open to you until ${until}`, state: "done" };
    case "no_account":
      return {
        ...step,
        sentence: "The group meets on Discord. Connect your account, and its rooms open.",
        state: "now",
        deed: "connect_discord",
      };
    case "waiting_for_you":
      return {
        ...step,
        sentence: "They open as soon as you are on the Discord server.",
        state: "now",
        deed: "join_server",
      };
    case "waiting":
    case "off":
      return { ...step, sentence: "They are being opened for you", state: "ahead" };
  }
}

/** A visit that others have ended, and why. */
export function lostWords({ host, home, number, because }: LostVisit): string {
  const off = `Your visit to ${host} for meeting ${number} is off`;
  switch (because) {
    case "host_ended":
      return `${off}: ${host} has ended.`;
    case "host_moved":
      return `${off}: ${host} has moved that meeting.`;
    case "stay_ended":
    case "joined_host":
    case "cancelled":
      return `${off}: you are no longer in ${home}.`;
  }
}
