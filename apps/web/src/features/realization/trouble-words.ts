import type { Trouble } from "@muster/domain/report";

/** What to do about a step that failed, after the sentence that says what happened (SY-5). */
export function troubleHelp(trouble: Trouble | null): string {
  if (!trouble) return "It is tried again by itself.";
  switch (trouble.class) {
    case "passing":
      return trouble.retryAfterMs === undefined
        ? "It is tried again by itself."
        : `It is tried again by itself in ${waitWords(trouble.retryAfterMs)}.`;
    case "needs_person":
      return "Put this right on Discord, then retry.";
    case "ours":
      return "This is a fault of Muster's, so trying again does not help. Everything else goes on.";
  }
}

function waitWords(ms: number): string {
  const seconds = Math.max(1, Math.ceil(ms / 1000));
  return seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}

/** Why nothing can be created now; null when nothing is in the way. The first thing to mend comes first (PL-3). */
export function standsInTheWay(state: {
  bot: { connected: boolean; missingPermissions: readonly string[] };
  plan: {
    state: "looking" | "ready" | "failed";
    problems: readonly string[];
    limits: readonly { ok: boolean }[];
  } | null;
}): string | null {
  if (!state.bot.connected) return "the bot is not connected";
  if (state.bot.missingPermissions.length > 0) return "the bot lacks permissions, see the checks";
  if (!state.plan || state.plan.state === "looking") return "the plan is being made";
  if (state.plan.state === "failed") return "the plan could not be made";
  if (!state.plan.limits.every(({ ok }) => ok)) return "a limit of Discord is reached, see the checks";
  return state.plan.problems.length === 0 ? null : "this plan found something in the way, so plan again";
}
