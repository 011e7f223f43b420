/** The things Muster tells people, and where each may be said. */
export const MESSAGE_KINDS = [
  "group_assigned",
  "member_joined",
  "member_left",
  "meeting_moved",
  "group_changed",
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

export const CHANNELS = ["email", "discord_channel", "discord_dm"] as const;
export type Channel = (typeof CHANNELS)[number];

/** Told once per membership, kind and channel: coming back is a new membership and is told again (C26). */
export const notificationKey = (membershipId: number, kind: MessageKind, channel: Channel): string =>
  `membership:${membershipId}/${kind}/${channel}`;
