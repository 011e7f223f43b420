import type { Fit } from "@muster/domain/availability";
import { weekMinuteOf, type MeetingSlot } from "@muster/domain/meeting-slot";
import { cityOf } from "../../dates/instant-words.ts";
import { weekMinuteWords } from "../../dates/week-words.ts";

/** What putting somebody into a group would mean. */
export interface Effect {
  groupId: number;
  name: string;
  slot: MeetingSlot;
  taken: number;
  seats: number;
  fit: Fit;
  /** The rules it would break, in sentences (GR-13). */
  breaks: readonly string[];
  /** Why it cannot be done at all; null where it can. */
  notBecause: string | null;
}

const FIT_WORDS: Record<Fit, string> = { available: "available", if_needed: "if needed", not_free: "not free" };

/** `becomes 7 of 8`, and one more than there are seats in words. */
export function sizeAfter({ taken, seats }: Pick<Effect, "taken" | "seats">): string {
  const over = taken + 1 - seats;
  return over <= 0 ? `becomes ${taken + 1} of ${seats}` : `becomes ${taken + 1} of ${seats}, ${over} more than seats`;
}

/** `Tue 18:00 (London) · becomes 7 of 8 · available`: said before a person is let go (GR-4). */
export const effectWords = (effect: Effect): string =>
  effect.notBecause ??
  [`${startWords(effect.slot)} · ${sizeAfter(effect)} · ${FIT_WORDS[effect.fit]}`, ...effect.breaks].join(" · ");

/** `Tue 18:00 (London)` */
export const startWords = (slot: MeetingSlot): string =>
  `${weekMinuteWords(weekMinuteOf(slot))} (${cityOf(slot.timeZone)})`;

/** What a place under the pointer means, for those who see it and those who hear it. */
export function overWords(name: string, over: Over): string {
  switch (over.what) {
    case "nowhere":
      return `${name}: let go over a group, or over Not placed. Esc lets go here.`;
    case "waiting":
      return `${name} out of the group: waits for a place`;
    case "same":
      return `${name} stays where they are`;
    case "group":
      return over.effect ? `${over.effect.name}: ${effectWords(over.effect)}` : over.name;
  }
}

export type Over =
  | { what: "nowhere" }
  | { what: "waiting" }
  | { what: "same" }
  | { what: "group"; groupId: number; name: string; effect: Effect | null };
