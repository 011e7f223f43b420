import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import type { JoinableGroup, JoinCard } from "./joinable.ts";
import type { JoinProblem } from "./use-join.ts";

interface JoinProblemNoteProps {
  problem: JoinProblem | null;
  cards: readonly JoinCard[];
  busy: boolean;
  wait: (group: JoinableGroup) => void;
}

/** Why it did not work; for whoever was a moment late the waiting list is one press away (JS-6). */
export function JoinProblemNote({ problem, cards, busy, wait }: JoinProblemNoteProps) {
  if (!problem) return null;
  const filled = cards.find(({ group }) => group.groupId === problem.justFilled && group.line?.mine === null);
  return (
    <Note
      tone="warn"
      announce
      action={
        filled && (
          <Button busy={busy} onClick={() => wait(filled.group)}>
            Join waitlist
          </Button>
        )
      }
    >
      {problem.sentence}
    </Note>
  );
}
