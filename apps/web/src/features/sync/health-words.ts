import type { System } from "@muster/domain/system";
import type { Outputs } from "../../app/trpc.ts";
import type { ChipTone } from "../../ui/chip.tsx";

export type Health = Outputs["sync"]["health"];
export type GroupHealth = Health["groups"][number];
export type SystemHealth = GroupHealth["systems"][number];
export type SystemState = SystemHealth["state"];
export type DriftCardData = Health["drift"][number];

const LOOK: Record<SystemState, { tone: ChipTone; word: string }> = {
  in_sync: { tone: "ok", word: "In sync" },
  waiting: { tone: "wait", word: "Waiting" },
  changed_outside: { tone: "warn", word: "Changed outside" },
  failed: { tone: "fail", word: "Failed" },
  off: { tone: "off", word: "Off" },
};

/** A state as tone and word, the icon with it (SY-1). */
export const stateLook = (state: SystemState) => LOOK[state];

const SYSTEM: Record<System, string> = {
  discord: "Discord",
  calendar: "Calendar",
  reminders: "Reminders",
  rsvps: "Answers",
};

export const systemName = (system: System): string => SYSTEM[system];

/** How many of all group × system pairs that are switched on stand in each state. */
export function countStates(groups: readonly GroupHealth[]): Record<SystemState | "on", number> {
  const counts = { in_sync: 0, waiting: 0, changed_outside: 0, failed: 0, off: 0, on: 0 };
  for (const { state } of groups.flatMap(({ systems }) => systems)) {
    counts[state] += 1;
    if (state !== "off") counts.on += 1;
  }
  return counts;
}

/** A person should look: something was changed outside, or failed. */
export const needsAttention = ({ systems }: Pick<GroupHealth, "systems">): boolean =>
  systems.some(({ state }) => state === "changed_outside" || state === "failed");

/** Everything that failed, by group and system. */
export const failures = (groups: readonly GroupHealth[]): { group: GroupHealth; system: SystemHealth }[] =>
  groups.flatMap((group) =>
    group.systems.filter(({ state }) => state === "failed").map((system) => ({ group, system })),
  );
