import type { GuildFacts } from "@muster/domain/report";
import type { StepRow } from "../sync/step-rows.ts";

export interface Limit {
  what: string;
  used: number;
  adds: number;
  max: number;
  ok: boolean;
}

interface Planned {
  steps: readonly StepRow[];
}

const MOST_CHANNELS = 500;
const MOST_EVENTS = 100;
const MOST_OVERWRITES_IN_A_CALL = 100;
const CHANNEL_KINDS = new Set(["category", "text-channel", "voice-channel"]);

/**
 * Discord's own limits against what stands and what the plan would add (PL-3; platforms 3). `meetings` is how many of
 * these groups want an event in the end: those that follow later are said, not hidden.
 */
export function limitsOf(facts: GuildFacts, groups: readonly Planned[], meetings: number): Limit[] {
  const steps = groups.flatMap((group) => group.steps).filter(({ held }) => !held);
  const made = steps.filter(({ action }) => action === "create" || action === "recreate");
  const channels = made.filter(({ kind }) => CHANNEL_KINDS.has(kind)).length;
  const events = made.filter(({ kind }) => kind === "event").length;
  const room = Math.max(0, MOST_EVENTS - facts.events);
  const beyond = Math.max(0, meetings - steps.filter(({ kind }) => kind === "event").length);
  const later = beyond + Math.max(0, events - room);
  return [
    limit("channels on the server", { used: facts.channels, adds: channels, max: MOST_CHANNELS }),
    {
      what: later > 0 ? `events on the server (${later} more follow as others pass)` : "events on the server",
      used: facts.events,
      adds: Math.min(events, room),
      max: MOST_EVENTS,
      // Whatever finds no room is made later, and nothing waits for it.
      ok: true,
    },
    // A channel's create call names everybody, the bot and one member after the other.
    limit("people in one channel", {
      used: 0,
      adds: Math.max(0, ...groups.map(peopleOf)) + 2,
      max: MOST_OVERWRITES_IN_A_CALL,
    }),
  ];
}

const limit = (what: string, counts: Pick<Limit, "used" | "adds" | "max">): Limit => ({
  what,
  ...counts,
  ok: counts.used + counts.adds <= counts.max,
});

const peopleOf = ({ steps }: Planned): number =>
  steps.filter(({ kind, key, action }) => kind === "access" && key.includes("/access-text/") && action !== "delete")
    .length;

export const limitSentence = ({ what, used, adds, max }: Limit): string =>
  `There is room for at most ${max} ${what}: ${used} stand and ${adds} would be added. Remove some on Discord, or realize fewer groups.`;
