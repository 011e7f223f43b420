import { dayOf } from "../../dates/instant-words.ts";
import type { Outputs } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { awayWords } from "./away-words.ts";
import { useTakingPart } from "./use-taking-part.ts";

type MyCohort = Outputs["signups"]["mine"][number];

interface AwayNoteProps {
  cohort: Pick<MyCohort, "cohortId" | "course" | "away" | "status">;
  timeZone: string;
}

/** That one does not take part at the moment, since when, and the way back (JS-13). */
export function AwayNote({ cohort: { cohortId, course, away, status }, timeZone }: AwayNoteProps) {
  const { busy, comeBack } = useTakingPart(cohortId);
  if (!away) return null;
  return (
    <Note
      action={
        status === "active" && (
          <Button variant="primary" busy={busy} onClick={comeBack}>
            Come back
          </Button>
        )
      }
    >
      {awayWords(away.instead, { course, since: dayOf(away.since, timeZone) })}
    </Note>
  );
}
