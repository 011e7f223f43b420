import type { Outputs } from "../../app/trpc.ts";

type MyGroup = Outputs["signups"]["mine"][number]["groups"][number];

export interface ServerStep {
  sentence: string;
  /** Null where nobody can say more than the sentence. */
  link: { words: string; href: string; away: boolean } | null;
}

interface Standing {
  cohortId: number;
  hasDiscord: boolean;
  /** Whether this installation signs people in by Discord. */
  canConnect: boolean;
  group: Pick<MyGroup, "name" | "status" | "discord"> | undefined;
  /** The invitation to the server: a channel's own address lets nobody in who is not there yet. */
  inviteUrl: string | null;
}

/** What is missing to meet on Discord, with the way there and back to this page; null when nothing is (JS-16). */
export function serverStep({ cohortId, hasDiscord, canConnect, group, inviteUrl }: Standing): ServerStep | null {
  if (!hasDiscord) {
    if (!canConnect) return null;
    const href = `/auth/discord?next=${encodeURIComponent(`/join/${cohortId}`)}`;
    return {
      sentence: "Groups talk and meet on Discord. Connect your account, and you come back to this page.",
      link: { words: "Connect Discord", href, away: false },
    };
  }
  if (group?.status !== "active" || group.discord.access !== "waiting_for_you") return null;
  const opens = `${group.name}'s channels open by themselves once you are on the Discord server, and this line goes away.`;
  if (!inviteUrl) return { sentence: `${opens} Ask your organiser for the invitation.`, link: null };
  const link = { words: "Join the server", href: inviteUrl, away: true };
  return { sentence: `${opens} This page stays open meanwhile.`, link };
}
