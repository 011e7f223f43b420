import { unpack } from "./packed.ts";

/** Everything one run is made of. Data, so that it can be kept, sent and shrunk. */
export interface Plan {
  seed: number;
  world: World;
  ops: Op[];
  faults: Fault[];
  kills: Kill[];
  /** Which of the tasks that are ready goes next; empty is the oldest, always. */
  tape: number[];
}

export interface World {
  groups: number;
  /** Members of each group at the beginning. */
  members: number[];
  /** People signed up who are in no group yet. */
  others: number;
  /** Numbers of people who are not in the Discord server at the beginning. */
  absent: number[];
  meetings: number;
  seats: number;
  /** How many channels the category takes before Discord says it is full. */
  categorySeats: number;
  mayReadAuditLog: boolean;
}

/** What people and machines do, at a moment in milliseconds. Persons and groups are numbers from 0. */
export type Op = { at: number } & (
  | { do: "realize" }
  | { do: "join" | "leave"; person: number; group: number }
  | { do: "move"; person: number; group: number }
  | { do: "visit" | "cancel-visit"; person: number; group: number; meeting: number }
  | { do: "hours-pass"; hours: number }
  | { do: "guild-join" | "guild-leave"; person: number; silent: boolean }
  | { do: "sync" | "poison" | "cure"; group: number }
  | { do: "close"; as: "completed" | "cancelled" }
  | { do: "hand"; hand: Hand; group: number; person: number }
  | { do: "start-second-bot" }
  | { do: "pause-bot"; ms: number }
  | { do: "server-down"; ms: number }
  | { do: "gateway"; what: "drop" | "invalid-session" }
  | { do: "drop-stream" }
  | { do: "take-permission" | "give-permission" }
);

export const HANDS = [
  "delete-text",
  "delete-voice",
  "delete-category",
  "rename-text",
  "move-text",
  "strip-topic",
  "open-text",
  "let-in",
  "shut-out",
  "lock-bot-out",
  "delete-event",
  "start-event",
  "write-in-text",
] as const;
export type Hand = (typeof HANDS)[number];

export const REST_FAULTS = [
  "500-before",
  "500-after",
  "timeout-before",
  "timeout-after",
  "late",
  "reset-before",
  "reset-after",
  "fin",
  "slow",
  "429-user",
  "429-shared",
  "429-global",
  "403-until",
  "403-once",
  "404-once",
  "read-lag",
  "html-502",
  "malformed-json",
] as const;
export const SERVER_FAULTS = ["lost-before", "lost-after", "slow"] as const;
export type FaultName = (typeof REST_FAULTS)[number] | (typeof SERVER_FAULTS)[number];

/** Where something happens: the n-th time (from 1) this operation is done for this subject, or for any (null). */
export interface Address {
  operation: string;
  subject: string | null;
  nth: number;
}
export interface Fault extends Address {
  fault: FaultName;
  ms: number;
}
/** The process that does it dies there, and is started again after `downMs`. */
export interface Kill extends Address {
  when: "before" | "after";
  downMs: number;
  /** Killed after asking Discord: so much later the deed is done that nobody waits for. */
  landsAfterMs?: number;
}

/** Calls to Discord and to the server that faults and kills can be aimed at. */
export const REST_OPERATIONS = [
  "channel.create",
  "channel.edit",
  "channel.delete",
  "overwrite.put",
  "overwrite.delete",
  "event.create",
  "event.edit",
  "event.delete",
  "message.create",
  "message.edit",
  "channel.list",
  "event.list",
  "member.list",
  "message.list",
  "audit.list",
  "guild.get",
] as const;
export const SERVER_OPERATIONS = [
  "server.lease",
  "server.brief",
  "server.planned",
  "server.began",
  "server.outcome",
  "server.settle",
  "server.members",
  "server.bell",
] as const;

/** A plan as it was printed or kept; throws on what is none. */
export function read(text: string): Plan {
  const plan = unpack(text) as Plan;
  if (!Array.isArray(plan.ops) || !Array.isArray(plan.tape)) throw new Error("This is no plan.");
  return plan;
}
