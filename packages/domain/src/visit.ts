import type { GroupStatus } from "./group.ts";

/** A guest sees the room they visit from so many days before the meeting begins (JS-14). */
export const VISIT_OPENS_DAYS_BEFORE = 6;
/** And until so many days after it has ended. */
export const VISIT_CLOSES_DAYS_AFTER = 3;

const DAY_MS = 86_400_000;

export interface VisitWindow {
  opensAt: Date;
  closesAt: Date;
}

/** When the rooms of the host group are open to a guest of this meeting. */
export const visitWindow = ({ startsAt, endsAt }: { startsAt: Date; endsAt: Date }): VisitWindow => ({
  opensAt: new Date(startsAt.getTime() - VISIT_OPENS_DAYS_BEFORE * DAY_MS),
  closesAt: new Date(endsAt.getTime() + VISIT_CLOSES_DAYS_AFTER * DAY_MS),
});

/**
 * How a visit comes to an end that it was not meant to have: the guest takes it back; the host group ends, or the meeting
 * is no longer when it was agreed; the stay it hangs on ends; the guest becomes a member there.
 */
export const VISIT_ENDINGS = ["cancelled", "host_ended", "host_moved", "stay_ended", "joined_host"] as const;
export type VisitEnding = (typeof VISIT_ENDINGS)[number];

/** What a visit rests on, as the rows have it now. */
export interface VisitFacts extends VisitWindow {
  hostStatus: GroupStatus;
  /** The meeting is still planned, with its number, at the time that was agreed. */
  stands: boolean;
  /** The visitor still has the place in their own group from which they visit. */
  hasStay: boolean;
  isMemberOfHost: boolean;
}

export type VisitStanding =
  | { state: "ahead" }
  | { state: "open" }
  | { state: "over" }
  | { state: "ended"; as: VisitEnding };

/**
 * What a visit is worth at an instant. Everything that asks (who may see a room, what the sweep must do, what pages show)
 * asks this, so that a missed event costs nothing.
 *
 * | host lives | member there | stay | meeting stands | now        | standing       |
 * |------------|--------------|------|----------------|------------|----------------|
 * | no         | –            | –    | –              | –          | host has ended |
 * | yes        | yes          | –    | –              | –          | joined there   |
 * | yes        | no           | no   | –              | –          | stay has ended |
 * | yes        | no           | yes  | no             | –          | host has moved |
 * | yes        | no           | yes  | yes            | the window | ahead, open, over |
 */
export function visitStanding(facts: VisitFacts, now: Date): VisitStanding {
  if (facts.hostStatus !== "active") return { state: "ended", as: "host_ended" };
  if (facts.isMemberOfHost) return { state: "ended", as: "joined_host" };
  if (!facts.hasStay) return { state: "ended", as: "stay_ended" };
  if (!facts.stands) return { state: "ended", as: "host_moved" };
  if (now < facts.opensAt) return { state: "ahead" };
  return { state: now < facts.closesAt ? "open" : "over" };
}
