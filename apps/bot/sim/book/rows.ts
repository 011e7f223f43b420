import type { Cohort } from "@muster/db/entities/cohort";
import { Group } from "@muster/db/entities/group";
import type { SyncTask } from "@muster/db/entities/sync-task";
import type { SyncRound } from "@muster/db/entities/sync-round";
import type { Availability } from "@muster/domain/availability";
import type { BotHealth } from "@muster/domain/report";

/** A row as the verbs see an entity: a plain object whose references are the rows themselves. */
export type Row = Record<string, unknown> & { id: number };

export interface PersonRow extends Row {
  name: string;
  discordId: string | null;
  inGuild: boolean | null;
  availability: Availability | null;
  email: string | null;
  timeZone: string | null;
}
export interface MembershipRow extends Row {
  group: Group;
  person: PersonRow;
  cohort: Cohort;
  role: "participant" | "facilitator";
  status: "active" | "left" | "removed" | "completed";
  joinedAt: Date;
  leftAt: Date | null;
}
export interface VisitRow extends Row {
  person: PersonRow;
  cohort: Cohort;
  membership: MembershipRow;
  homeMeeting: MeetingRow;
  hostMeeting: MeetingRow;
  number: number;
  meetsAt: Date;
  openedAt: Date | null;
  closedAt: Date | null;
  endedAt: Date | null;
  ending: string | null;
}
export interface MeetingRow extends Row {
  group: Group;
  startsAt: Date;
  status: string;
  number: number;
  lengthMinutes: number;
}
export interface RefRow extends Row {
  key: string;
  externalId: string | null;
  subject: string;
  wrote: string | null;
  missingSince: Date | null;
}
export interface NoteRow extends Row {
  key: string;
  kind: string;
  channel: string;
  personId: number;
  groupId: number;
  membershipId: number;
  status: string;
  attempts: number;
  error: string | null;
  externalId: string | null;
}
export interface IntentRow extends Row {
  key: string;
  subject: string;
  round: number;
  beganAt: Date;
}
export interface LeaseRow extends Row {
  guild: string;
  holder: string;
  epoch: number;
  expiresAt: number;
  health: BotHealth | null;
}

export type TaskRow = SyncTask & { updatedAt: Date };
export type RoundRow = SyncRound & { updatedAt: Date };

/** The tables the sync verbs touch. */
export interface Tables {
  courses: Row[];
  cohorts: (Cohort & Row)[];
  groups: Group[];
  people: PersonRow[];
  memberships: MembershipRow[];
  signups: Row[];
  runs: Row[];
  meetings: MeetingRow[];
  visits: VisitRow[];
  refs: RefRow[];
  tasks: TaskRow[];
  rounds: RoundRow[];
  intents: IntentRow[];
  notes: NoteRow[];
  leases: LeaseRow[];
  settings: { key: string; value: unknown }[];
}

export const emptyTables = (): Tables => ({
  courses: [],
  cohorts: [],
  groups: [],
  people: [],
  memberships: [],
  signups: [],
  runs: [],
  meetings: [],
  visits: [],
  refs: [],
  tasks: [],
  rounds: [],
  intents: [],
  notes: [],
  leases: [],
  settings: [],
});

/** A group with the entity's own methods. */
export const groupRow = (fields: object): Group => Object.assign(Object.create(Group.prototype) as Group, fields);
