import type { Problem } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import type { Waiting } from "./join-card.tsx";
import type { JoinCard } from "./joinable.ts";

interface JoinProblemNoteProps {
  refused: Problem | null;
  cards: readonly JoinCard[];
  wait: Waiting;
}

/** Why it did not work; for whoever was a moment late the waiting list is one press away (JS-6). */
export function JoinProblemNote({ refused, cards, wait }: JoinProblemNoteProps) {
  if (!refused) return null;
  const { word, groupId } = refused.facts ?? {};
  const filled =
    word === "just_filled" && cards.find(({ group }) => group.groupId === groupId && group.line?.mine === null);
  return (
    <Note
      tone="warn"
      announce
      action={
        filled && (
          <Button busy={wait.isAtWork(filled.group)} onClick={() => wait.join(filled.group)}>
            Join waitlist
          </Button>
        )
      }
    >
      {refused.sentence}
    </Note>
  );
}
