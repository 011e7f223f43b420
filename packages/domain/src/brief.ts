import type { GroupStatus } from "./group.ts";
import type { MeetingSlot } from "./meeting-slot.ts";
import type { Role } from "./membership.ts";
import type { ChannelKind, MessageOf } from "./message-kind.ts";
import type { Subject } from "./subject.ts";

/** What a round may do without asking a person (round: allowCreate governs making things, never access). */
export interface RoundPolicy {
  allowCreate: boolean;
  /** Look and plan, touch nothing. */
  dryRun: boolean;
  /** Keys whose loss an organiser asked to mend: they may be made again. */
  repair: readonly string[];
  /** Keys a person chose to leave as they are. */
  ignore: readonly string[];
  /** The plan a person approved. A different plan at apply time stops the round. */
  approvedFingerprint: string | null;
}

/** The sorts of things a group and its cohort are made of on Discord, makers before users. */
export const KINDS = ["category", "text-channel", "voice-channel", "access", "event", "welcome", "message"] as const;
export type KindName = (typeof KINDS)[number];

/** Names of things, stable for ever: what the server remembers ids under, and what our marks carry. */
export const keys = {
  /** A cohort overflows into further categories when one is full; `number` counts from 1. */
  category: (cohortId: number, number: number) => `cohort:${cohortId}/category-${number}`,
  /** Where a cohort's ended groups stand; a full one is followed by the next. */
  archive: (cohortId: number, number: number) => `cohort:${cohortId}/archive-${number}`,
  textChannel: (groupId: number) => `group:${groupId}/text-channel`,
  voiceChannel: (groupId: number) => `group:${groupId}/voice-channel`,
  /** One person's sight of one channel; the person by Discord id, since strangers' overwrites have no other name. */
  access: (groupId: number, channel: "text" | "voice", discordId: string) =>
    `group:${groupId}/access-${channel}/${discordId}`,
  event: (groupId: number, meetingId: number) => `group:${groupId}/event-${meetingId}`,
  welcome: (groupId: number) => `group:${groupId}/welcome`,
  message: (groupId: number, notificationId: number) => `group:${groupId}/message-${notificationId}`,
  letter: (personId: number, notificationId: number) => `person:${personId}/message-${notificationId}`,
} as const;

/** A superfluous second of something has a key of its own: that of the thing, then its outside id. */
export const isDouble = (key: string): boolean => /\/double-\d+$/.test(key);

/** Access that somebody has to a double, beside what they have to the thing that stays. */
export const keyInDouble = (access: string, doubleId: string): string => `${access}/in-${doubleId}`;
export const isInDouble = (key: string): boolean => /\/in-\d+$/.test(key);

/** What every brief says, whatever it is about. Ids of the outside world are strings. */
interface BriefFrame {
  round: number;
  /** The lease this round belongs to; reports carrying another are refused. */
  epoch: number;
  generation: number;
  subject: Subject;
  /** This installation's name inside our marks. */
  installation: string;
  policy: RoundPolicy;
  /** What we once made and wrote down; `wrote` is the mark of what we last asked it to be. */
  remembered: readonly { key: string; id: string; wrote: string | null }[];
  /** Creates that began and never told their outcome: look for them by mark before making anything. */
  pending: readonly { key: string; beganAt: Date }[];
}

interface CourseFrame extends BriefFrame {
  course: { title: string };
  cohort: { id: number; name: string; status: "active" | "completed" | "cancelled" };
  /** Discord ids whose access is never taken away, unless they have it as members: organisers and a protect list. */
  protected: readonly string[];
}

/** A cohort as Discord should know it: its categories. */
export interface CohortBrief extends CourseFrame {
  about: "cohort";
  categories: readonly { key: string; number: number }[];
}

export interface BriefMember {
  membershipId: number;
  personId: number;
  name: string;
  discordId: string | null;
  role: Role;
  timeZone: string | null;
}

/** Somebody of another group who may see this one's rooms for a while: never counted, never welcomed as a member. */
export interface BriefGuest {
  visitId: number;
  personId: number;
  name: string;
  discordId: string | null;
}

export interface BriefMeeting {
  id: number;
  number: number;
  startsAt: Date;
  endsAt: Date;
  /** Whether Discord should show an event for it now. */
  event: "wanted" | "past" | "beyond_horizon" | "cancelled";
}

/** Something people must be told in the group's channel, once. */
export type BriefMessage = BriefMessageFrame & MessageOf<ChannelKind>;

interface BriefMessageFrame {
  key: string;
  notificationId: number;
  /** The person it is about, mentioned where they have a Discord account. */
  about: { name: string; discordId: string | null };
  /** At most 25 letters; Discord posts one message per nonce. */
  nonce: string;
}

/** A group as Discord should know it, in the words of the course. */
export interface GroupBrief extends CourseFrame {
  about: "group";
  group: { id: number; name: string; status: GroupStatus; slot: MeetingSlot; seats: number };
  /** The category it stands in, by key; its id is among the remembered ones once it exists. */
  categoryKey: string;
  members: readonly BriefMember[];
  /** Guests of its meetings, each only while the rooms are open to them (JS-14). */
  guests: readonly BriefGuest[];
  meetings: readonly BriefMeeting[];
  numberOfMeetings: number;
  messages: readonly BriefMessage[];
  /** Where a member finds their group in the app. */
  homeUrl: string;
}

/** Something one person asked to be told by a direct message, once. */
export interface BriefLetter {
  key: string;
  notificationId: number;
  subject: string;
  /** Sentences; an instant stands in them as `instantMark` writes it, and is read in the reader's own zone. */
  lines: readonly string[];
  /** Where to go from here. */
  link: { words: string; url: string };
  nonce: string;
}

/** A person who asked to be written to: nothing of theirs is kept in step but what they are told. */
export interface PersonBrief extends BriefFrame {
  about: "person";
  discordId: string;
  letters: readonly BriefLetter[];
}

export type Brief = CohortBrief | GroupBrief;

/** An instant inside a sentence, for whoever shows it. */
export const instantMark = (at: Date): string => `{${at.toISOString()}}`;
export const INSTANT_MARKS = /\{(\d{4}-\d{2}-\d{2}T[\d:.]+Z)\}/g;
