import { Link } from "@tanstack/react-router";
import type { Outputs } from "../../app/trpc.ts";
import { Note } from "../../ui/note.tsx";

interface StandingNotesProps {
  cohort: Outputs["signups"]["mine"][number];
  hasGroup: boolean;
  /** Whether there are groups to choose from. */
  hasChoice: boolean;
  closedBecause: string | null;
}

/** Where one stands without a seat of one's own, and why one cannot choose where one cannot (JS-1). */
export function StandingNotes({ cohort, hasGroup, hasChoice, closedBecause }: StandingNotesProps) {
  const leads = cohort.role === "facilitator";
  if (leads)
    return (
      <Note>
        You lead here, so your groups are set by the organiser. Your hours decide which ones:{" "}
        <Link to="/availability">edit my week</Link>.
      </Note>
    );
  return (
    <>
      {!hasGroup && cohort.away === null && (
        <Note>
          You have no group yet.{" "}
          {cohort.reason?.sentence ??
            (cohort.leftOut
              ? `The organiser is not placing you at present${hasChoice ? "; you may take a free seat here." : "."}`
              : hasChoice
                ? "You may take a free seat here, or wait until groups are made."
                : "You are placed when groups are made.")}
        </Note>
      )}
      {closedBecause && <Note tone="warn">{closedBecause}</Note>}
    </>
  );
}
