import type { SyncTask, SyncTaskState } from "@muster/db/entities/sync-task";
import type { Trouble } from "@muster/domain/report";
import type { System } from "@muster/domain/system";

export type SystemState = "in_sync" | "waiting" | "changed_outside" | "failed" | "off";

/** Discord's numbers and our own words, with what a person can do (SY-5). */
const words: Record<string, string> = {
  "10003": "The channel is gone. Restore it on the sync page, or leave it.",
  "10070": "The event is gone. Restore it on the sync page, or leave it.",
  "20026": "Discord has stopped this bot from writing to people for now.",
  "30003": "The channel holds as many pinned messages as Discord allows. Unpin one.",
  "30005": "The server holds as many roles as Discord allows. Remove one.",
  "30013": "The server holds as many channels as Discord allows (500). Remove some and try again.",
  "30038": "The server holds as many events as Discord allows (100). They are added as others pass.",
  "30060": "The channel holds as many permissions as Discord allows. Remove some.",
  "40003": "Discord asks for a pause before more messages.",
  "50001": "The bot cannot see the channel. Give its role View Channels.",
  "50007": "This person accepts no direct messages. They still get mail.",
  "50013": "The bot lacks a permission, or its role is below another. Move its role up and check its permissions.",
  "50278": "The bot and this person share no server.",
  "180000": "The event is already over.",
  bot_unavailable: "The bot is not connected. It goes on by itself when the bot returns.",
  bot_removed: "The bot was removed from the Discord server. Invite it again: nothing was deleted.",
  no_guild: "The bot is in no server, or in several. Invite it to one, or name the server in DISCORD_GUILD_ID.",
  guild_unavailable: "Discord says that the server is not available just now. It is tried again.",
  missing_permissions: "The bot lacks permissions on the Discord server. Give them to its role and it goes on.",
  category_full: "The category is full, so the next one is opened.",
  category_missing: "Somebody deleted the category on Discord. Restore it on the sync page.",
  no_category: "Its category does not stand yet. It is tried again.",
  merge_waits: "Its members are let into the other group first.",
  plan_changed: "What stands on Discord has changed since the plan was read. Look at the plan again.",
  no_members: "Nobody is in this group.",
  group_not_found: "This group no longer exists.",
  rate_limited: "Discord asks us to wait a moment. It is tried again.",
  timeout: "Discord did not answer in time. It is tried again.",
  network: "Discord could not be reached. It is tried again.",
  no_answer: "Discord's answer never came. We look before doing it again.",
  not_configured: "Not connected",
};

export function troubleWords(trouble: Trouble | null): string {
  if (!trouble) return "It did not go well. It is tried again.";
  return words[trouble.code] ?? trouble.message;
}

export const codeWords = (code: string): string => words[code] ?? code;

interface Standing {
  state: SystemState;
  sentence: string;
}

/** A group's standing in one world as icon and word (SY-1). */
export function stateWords(system: System, task: SyncTask | null, drifts = 0): Standing {
  if (system !== "discord") return { state: "off", sentence: "Not connected" };
  if (!task) return { state: "off", sentence: "Not on Discord yet" };
  return standingOf(task, task.lastError ? codeWords(task.lastError) : null, drifts);
}

function standingOf(task: SyncTask, error: string | null, drifts: number): Standing {
  const states: Record<SyncTaskState, () => Standing> = {
    due: () => ({ state: "waiting", sentence: error ?? "Its turn comes next." }),
    working: () => ({ state: "waiting", sentence: "Being looked at now." }),
    waiting: () => ({
      state: "waiting",
      sentence: error ?? "Everything is there. It is looked at once more before it counts.",
    }),
    needs_person: () => ({ state: "failed", sentence: error ?? "Somebody has to look at this." }),
    set_aside: () => ({
      state: "failed",
      sentence: `Set aside after failing several times: ${error ?? "no reason was told"}`,
    }),
    settled: () => settledWords(task, error, drifts),
  };
  return states[task.state as SyncTaskState]();
}

function settledWords(task: SyncTask, error: string | null, drift: number): Standing {
  if (drift > 0)
    return {
      state: "changed_outside",
      sentence: drift === 1 ? "One thing was changed on Discord." : `${drift} things were changed on Discord.`,
    };
  if (task.result?.needs_infrastructure) return { state: "off", sentence: error ?? "Not on Discord yet" };
  const absent = task.result?.discord.waiting ?? 0;
  if (absent > 0)
    return {
      state: "in_sync",
      sentence:
        absent === 1
          ? "One member has not joined the Discord server yet."
          : `${absent} members have not joined the Discord server yet.`,
    };
  return { state: "in_sync", sentence: "In step" };
}
