import { isDouble } from "@muster/domain/brief";
import type { GroupStatus } from "@muster/domain/group";
import type { OutcomeReport, Trouble } from "@muster/domain/report";
import {
  noAccessChanged,
  nothingDone,
  type AccessResult,
  type Infrastructure,
  type InfrastructurePart,
  type NotificationsResult,
  type SyncResult,
} from "@muster/domain/sync-result";

type Outcome = Omit<OutcomeReport, "round" | "epoch" | "phase">;

/** What a round knew and did: everything the required words are made of. */
export interface RoundTold {
  groupId: number;
  status: GroupStatus | null;
  promoted: boolean;
  outcomes: readonly Outcome[];
  meetings: Infrastructure["meetings"];
  /** Meetings that get no event now: past, cancelled, or beyond the horizon. */
  eventsNotWanted: number;
  /** Whose Discord id is whose. */
  people: ReadonlyMap<string, number>;
  notifications: NotificationsResult;
  /** Trouble with the round as a whole: no bot, no guild. */
  trouble: Trouble | null;
}

const notConfigured = { error: "not_configured" } as const;
const nothingTold: NotificationsResult = { sent: 0, skipped: 0, channel_announcements: 0 };

/** The skeleton of every answer, before anything is known of the worlds (Y4). */
export function emptyResult(groupId: number, status: GroupStatus | null): SyncResult {
  return {
    group_id: groupId,
    status,
    promoted: false,
    pending: false,
    infrastructure: nothingDone(),
    discord: noAccessChanged(),
    calendar: notConfigured,
    reminders: notConfigured,
    rsvps: notConfigured,
    notifications: nothingTold,
  };
}

/** Outcomes in the required words (round: 5). */
export function syncResult(told: RoundTold): SyncResult {
  const infrastructure = infrastructureOf(told);
  const result: SyncResult = {
    ...emptyResult(told.groupId, told.status),
    promoted: told.promoted,
    infrastructure,
    discord: accessOf(told),
    notifications: told.notifications,
  };
  // Only a text channel that was never made says so; one that is remembered and gone is held instead (Y6, Y9).
  if (infrastructure.text_channel.id === null) result.needs_infrastructure = true;
  return result;
}

function infrastructureOf({ outcomes, meetings, eventsNotWanted, trouble }: RoundTold): Infrastructure {
  // A double that goes or is held has an outcome of its own: what stands for the group is the one that stays.
  const of = (kind: Outcome["kind"]) => outcomes.find((one) => one.kind === kind && !isDouble(one.key));
  const part = (kind: Outcome["kind"]) => partOf(of(kind), trouble);
  const welcome = of("welcome");
  return {
    category: part("category"),
    text_channel: part("text-channel"),
    voice_channel: part("voice-channel"),
    meetings,
    discord_events: eventsOf(outcomes, eventsNotWanted),
    welcome_message_sent: welcome?.action === "create" && welcome.result === "done",
  };
}

/**
 * | outcome            | keep, update | create  | recreate        | delete  |
 * |--------------------|--------------|---------|-----------------|---------|
 * | done               | existed      | created | created         | skipped |
 * | held               | existed      | skipped | channel_missing | existed |
 * | failed, ambiguous  | failed       | failed  | failed          | failed  |
 * | blocked, waiting   | skipped      | skipped | skipped         | skipped |
 */
export function partOf(outcome: Outcome | undefined, trouble: Trouble | null): InfrastructurePart {
  if (!outcome) return trouble ? { status: "failed", id: null, error: trouble.code } : { status: "skipped", id: null };
  const id = outcome.id ?? null;
  switch (outcome.result) {
    case "done":
      return { status: doneWords[outcome.action], id };
    case "held":
      return { status: heldWords[outcome.action], id };
    case "failed":
    case "ambiguous":
      return { status: "failed", id, error: errorWords(outcome.trouble) };
    case "blocked":
      return { status: "skipped", id, error: "no_category" };
    case "waiting":
      return { status: "skipped", id };
  }
}

const doneWords = {
  create: "created",
  recreate: "created",
  update: "existed",
  keep: "existed",
  delete: "skipped",
} as const satisfies Record<Outcome["action"], InfrastructurePart["status"]>;

const heldWords = {
  create: "skipped",
  recreate: "channel_missing",
  update: "existed",
  keep: "existed",
  delete: "existed",
} as const satisfies Record<Outcome["action"], InfrastructurePart["status"]>;

/** Our own words stand alone; Discord's number comes with what it said. */
export function errorWords(trouble: Trouble | undefined): string {
  if (!trouble) return "unknown";
  return /^\d+$/.test(trouble.code) ? `${trouble.code}: ${trouble.message}` : trouble.code;
}

function eventsOf(outcomes: readonly Outcome[], notWanted: number): Infrastructure["discord_events"] {
  const counts = { created: 0, existed: 0, skipped: notWanted, failed: 0 };
  for (const { kind, action, result } of outcomes) {
    if (kind !== "event" || action === "delete") continue;
    if (result === "failed" || result === "ambiguous") counts.failed++;
    else if (result !== "done") counts.skipped++;
    else if (action === "create" || action === "recreate") counts.created++;
    else counts.existed++;
  }
  return counts;
}

type Standing = "failed" | "waiting" | "granted" | "revoked" | "departed" | "unchanged";
/** One person has two keys, one for each channel; the weightiest word counts. */
const byWeight: readonly Standing[] = ["failed", "waiting", "granted", "revoked", "departed", "unchanged"];

function standingOf({ action, result, departed }: Outcome): Standing | null {
  if (result === "waiting") return "waiting";
  if (result === "held") return null;
  if (result !== "done") return "failed";
  if (action === "delete") return departed ? "departed" : "revoked";
  return action === "create" || action === "recreate" ? "granted" : "unchanged";
}

/** Counted by person (T1): granted now, taken away now, as it was, or not possible; who left the guild counts apart (C27). */
function accessOf({ outcomes, people, trouble }: RoundTold): AccessResult {
  const standings = new Map<string, Standing>();
  for (const outcome of outcomes) {
    if (outcome.kind !== "access" || !outcome.discordId) continue;
    const standing = standingOf(outcome);
    if (!standing) continue;
    const before = standings.get(outcome.discordId);
    if (!before || byWeight.indexOf(standing) < byWeight.indexOf(before)) standings.set(outcome.discordId, standing);
  }
  const those = (standing: Standing) => [...standings].filter(([, its]) => its === standing).map(([id]) => id);
  const named = (ids: string[]) => ids.flatMap((id) => people.get(id) ?? []);
  const [granted, revoked] = [those("granted"), those("revoked")];
  return {
    granted: granted.length,
    revoked: revoked.length,
    unchanged: those("unchanged").length,
    failed: those("failed").length,
    departed: those("departed").length,
    waiting: those("waiting").length,
    granted_user_ids: named(granted),
    granted_discord_ids: granted,
    revoked_user_ids: named(revoked),
    revoked_discord_ids: revoked,
    ...(trouble ? { error: trouble.code } : {}),
  };
}

/** Discord ids of those who see every channel of theirs now. */
export function withAccess(outcomes: readonly Outcome[]): Set<string> {
  const wanted = outcomes.filter(
    ({ kind, discordId, action }) => kind === "access" && discordId && action !== "delete",
  );
  const byPerson = Map.groupBy(wanted, ({ discordId }) => discordId!);
  return new Set([...byPerson].filter(([, its]) => its.every(({ result }) => result === "done")).map(([id]) => id));
}
