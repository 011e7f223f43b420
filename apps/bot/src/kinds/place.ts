import type { Discord } from "../rest.ts";

/** The one guild a round happens in, and the bot in it. */
export interface Place {
  discord: Discord;
  guildId: string;
  botId: string;
  /** What the bot may do in the guild as a whole: nobody can hand on what they do not have. */
  botPermissions: bigint;
  /** Our name inside marks and audit reasons. */
  installation: string;
  /** Categories with no seat left: refused here rather than by Discord (RE-7). */
  full: ReadonlySet<string>;
}
