/** The words of a sync's result, every one required (round: 5). People's ids are strings (C28). */
export type InfrastructureStatus = "existed" | "created" | "channel_missing" | "failed" | "skipped";

export interface InfrastructurePart {
  status: InfrastructureStatus;
  id: string | null;
  /** `bot_unavailable`, `no_guild`, `cohort_not_found`, `group_not_found`, `no_category`, or Discord's code and words. */
  error?: string;
}

export interface Infrastructure {
  category: InfrastructurePart;
  text_channel: InfrastructurePart;
  voice_channel: InfrastructurePart;
  meetings: {
    created: number;
    existed: number;
    error?: "no_meeting_time" | "invalid_meeting_time" | "cohort_not_found" | "group_not_found";
  };
  /** Skipped: past, beyond the horizon, or without a voice channel. */
  discord_events: { created: number; existed: number; skipped: number; failed: number };
  /** True only if it was posted by this very round. */
  welcome_message_sent: boolean;
}

export interface AccessResult {
  granted: number;
  revoked: number;
  unchanged: number;
  failed: number;
  /** Overwrites of people who left the guild, cleaned up; never among the revoked (C27). */
  departed: number;
  /** Members who are not in the guild yet. */
  waiting: number;
  granted_user_ids: number[];
  granted_discord_ids: string[];
  revoked_user_ids: number[];
  revoked_discord_ids: string[];
  error?: string;
}

/** A world nobody connected is no error. */
export type OtherPart =
  | { error: "not_configured" }
  | { error: string }
  | { created: number; updated: number; deleted: number; failed: number };

export interface NotificationsResult {
  sent: number;
  skipped: number;
  channel_announcements: number;
}

export interface SyncResult {
  group_id: number;
  /** Where the group stands now, and whether this round is what made it active. */
  status: "preview" | "active" | "completed" | "merged" | "cancelled" | null;
  promoted: boolean;
  /** The round has not come back yet; its outcome will appear on the sync page. */
  pending: boolean;
  infrastructure: Infrastructure;
  needs_infrastructure?: true;
  error?: "group_not_found" | "no_members";
  discord: AccessResult;
  calendar: OtherPart;
  reminders: OtherPart;
  rsvps: OtherPart;
  notifications: NotificationsResult;
}

/** The skeleton every answer starts from (Y4). */
export const nothingDone = (): Infrastructure => ({
  category: { status: "skipped", id: null },
  text_channel: { status: "skipped", id: null },
  voice_channel: { status: "skipped", id: null },
  meetings: { created: 0, existed: 0 },
  discord_events: { created: 0, existed: 0, skipped: 0, failed: 0 },
  welcome_message_sent: false,
});

export const noAccessChanged = (): AccessResult => ({
  granted: 0,
  revoked: 0,
  unchanged: 0,
  failed: 0,
  departed: 0,
  waiting: 0,
  granted_user_ids: [],
  granted_discord_ids: [],
  revoked_user_ids: [],
  revoked_discord_ids: [],
});

/**
 * Whether everything that makes a group real stands (round: 6, Y12). A missing or held channel always blocks; events,
 * welcome and absent members never do.
 */
export function isFullyRealized(
  { category, text_channel, voice_channel, meetings }: Infrastructure,
  withAccess: number,
): boolean {
  const stands = ({ status }: InfrastructurePart) => status === "existed" || status === "created";
  return (
    [category, text_channel, voice_channel].every(stands) && meetings.created + meetings.existed > 0 && withAccess > 0
  );
}
