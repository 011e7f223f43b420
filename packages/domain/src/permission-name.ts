const NAMED: Record<string, string> = {
  VIEW_CHANNEL: "View Channels",
  CREATE_INSTANT_INVITE: "Create Invite",
  CONNECT: "Connect",
};

/** `MANAGE_CHANNELS` as Discord's own pages call it, so that one finds it there: Manage Channels. */
export const permissionName = (permission: string): string =>
  NAMED[permission] ??
  permission
    .toLowerCase()
    .split("_")
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(" ");
