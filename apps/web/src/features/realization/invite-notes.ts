interface Planned {
  steps: readonly { waiting: boolean }[];
}

/** People who are not on the server yet, and no invitation to hand them: somebody has to send it. */
export function inviteNotes(inviteUrl: string | null, groups: readonly Planned[]): string[] {
  const isSomebodyAbsent = groups.some(({ steps }) => steps.some(({ waiting }) => waiting));
  if (inviteUrl !== null || !isSomebodyAbsent) return [];
  return [
    "Muster has no invitation for those who are not on the server. Set DISCORD_INVITE_URL, or send it to them yourself.",
  ];
}
