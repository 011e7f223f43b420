import type { MeetingSlot } from "./meeting-slot.ts";
import type { SwapEnding } from "./swap.ts";
import type { VisitEnding } from "./visit.ts";

/** The things Muster tells people, and where each may be said. */
export const MESSAGE_KINDS = [
  "group_assigned",
  "member_joined",
  "member_left",
  "meeting_moved",
  "group_changed",
  "seat_offered",
  "line_closed",
  "swap_offered",
  "swap_over",
  "put_in_line",
  "hours_asked",
  "guest_coming",
  "guest_not_coming",
  "member_visits",
  "visit_off",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/**
 * What a telling carries beside whom and which group it is about: only what cannot be read afresh when it is said, such as
 * how things were before. As JSON: instants are texts of ISO 8601.
 */
export interface MessagePayloads {
  group_assigned: Nothing;
  member_joined: Nothing;
  member_left: Nothing;
  meeting_moved: MeetingChange;
  group_changed: TimeChange;
  /** Which offer, and until when the seat is kept. */
  seat_offered: { waitId: number; until: string };
  /** Groups by name that are there no longer, and the cohort they were of. */
  line_closed: { groups: string[]; cohortId: number };
  /** Which swap, and until when both can say yes. */
  swap_offered: { swapId: number; until: string };
  /** The reader's own group and the other's, as they were when it was proposed. */
  swap_over: { as: SwapEnding; mine: string; theirs: string };
  put_in_line: { waitId: number };
  /** Which question, of which cohort, and until when it can be answered. */
  hours_asked: { questionId: number; cohortId: number; until: string };
  /** To the group that is visited. */
  guest_coming: { number: number; startsAt: string };
  guest_not_coming: { number: number };
  /** To the visitor's own group. */
  member_visits: { number: number; host: string };
  visit_off: VisitOff;
}

/** The visit as it was meant: the host by name, and what has become of it. */
export interface VisitOff {
  number: number;
  host: string;
  because: VisitEnding;
}

/** When the group met as the reader last knew it, and who changed that; how it is now is read when it is said (EM-7). */
export interface TimeChange {
  from: MeetingSlot;
  by: string;
}

export interface MeetingTimes {
  startsAt: string;
  lengthMinutes: number;
}

/** One meeting as the reader last knew it and as it is from now on, and who changed that; null where it is cancelled. */
export interface MeetingChange {
  number: number;
  from: MeetingTimes;
  to: MeetingTimes | null;
  by: string;
}
type Nothing = Record<string, never>;

/** A kind together with its own payload. */
export type MessageOf<K extends MessageKind = MessageKind> = {
  [Each in K]: { kind: Each; payload: MessagePayloads[Each] };
}[K];

/** Kinds that go to the person they name, who need not be a member of the group; all others are the members' own. */
export const SAID_TO_THE_NAMED: readonly MessageKind[] = [
  "seat_offered",
  "line_closed",
  "swap_offered",
  "swap_over",
  "put_in_line",
  "hours_asked",
  "visit_off",
];

/** Kinds that are one person's own business, and never said in a group's channel. */
export const PRIVATE_KINDS = [
  "group_assigned",
  "seat_offered",
  "line_closed",
  "swap_offered",
  "swap_over",
  "put_in_line",
  "hours_asked",
] as const satisfies readonly MessageKind[];
type PrivateKind = (typeof PRIVATE_KINDS)[number];

export const isPrivate = (said: MessageOf): said is MessageOf<PrivateKind> =>
  PRIVATE_KINDS.some((kind) => kind === said.kind);

/** Kinds that may be said in a group's channel. */
export type ChannelKind = Exclude<MessageKind, PrivateKind>;

export const CHANNELS = ["email", "discord_channel", "discord_dm"] as const;
export type Channel = (typeof CHANNELS)[number];

/** What people choose about, each together with the kinds it means. What is in none of them is told by mail whatever is chosen. */
export const TOPICS = {
  my_group: ["group_assigned", "member_joined"],
  changes: ["meeting_moved", "group_changed"],
  seats: ["seat_offered", "line_closed", "swap_offered", "swap_over", "put_in_line", "hours_asked"],
} as const satisfies Record<string, readonly MessageKind[]>;
export type Topic = keyof typeof TOPICS;
export const TOPIC_NAMES = Object.keys(TOPICS) as [Topic, ...Topic[]];

interface Occurrence {
  kind: MessageKind;
  channel: Channel;
  /** For kinds that can happen to a stay more than once, what tells one time from the next: the version of what changed. */
  occasion?: string | undefined;
}

/**
 * Told once per membership, kind and channel: coming back is a new membership and is told again (C26). `about` is
 * `membership:12`, or whatever else the telling hangs on where the reader has no place in the group.
 */
export const notificationKey = (about: string, { kind, channel, occasion }: Occurrence): string =>
  [about, kind, channel, ...(occasion === undefined ? [] : [occasion])].join("/");
