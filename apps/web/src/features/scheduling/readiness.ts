import { isWorking } from "@muster/domain/scheduling-settings";
import { countOf } from "../../ui/count-words.ts";
import { shareOf, type RunState } from "./run-words.ts";

interface Readiness {
  /** Whether a run of this cohort works now. */
  working: boolean;
  preflight: { blocks: readonly unknown[]; candidates: number } | undefined;
  /** Whether every setting can be read. */
  valid: boolean;
}

/** Why a run cannot start now, as the sentence beside the button; null when it can (SC-5, SC-11). */
export function blockedWords({ working, preflight, valid }: Readiness): string | null {
  if (working) return "one run at a time";
  if (!valid) return "a setting needs a look";
  if (!preflight) return null;
  const { blocks, candidates } = preflight;
  if (blocks.length > 0) return `${countOf(blocks.length, "thing blocks", "things block")} it, see below`;
  return candidates === 0 ? "nobody waits for a place" : null;
}

/** The tab counts while a run works (SC-10). */
export function tabWords(run: RunState | null): string {
  if (!run?.progress || !isWorking(run.status)) return "Schedule";
  return `${Math.round(100 * shareOf(run.progress, run.settings.timeLimitSeconds))} % · Schedule`;
}
