import "./swaps.css";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { useSwaps } from "./use-swaps.ts";

/** Somebody in a group one waits for would trade places: yes, no, and what became of it (JS-17). */
export function MySwaps({ cohortId, timeZone }: { cohortId: number; timeZone: string }) {
  const { mine, agreeing, declining, problem, agree, decline } = useSwaps();
  const here = mine.filter((swap) => swap.cohortId === cohortId);
  if (here.length === 0 && !problem) return null;
  return (
    <section className="myswaps" aria-label="Trades of places">
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      {here.map((swap) => {
        const { swapId, state, hasAgreed, sentence, theirs, nextMeetingAt, until } = swap;
        const isOpen = state === "open";
        return (
          <Note
            key={swapId}
            tone={isOpen && !hasAgreed ? "ok" : "info"}
            announce={isOpen}
            action={
              isOpen && (
                <span className="row wrap">
                  <Button busy={declining === swapId} onClick={() => decline(swap)}>
                    {hasAgreed ? "Take my yes back" : "No, thank you"}
                  </Button>
                  {!hasAgreed && (
                    <Button variant="primary" busy={agreeing === swapId} onClick={() => agree(swap)}>
                      Trade for {theirs}
                    </Button>
                  )}
                </span>
              )
            }
          >
            {sentence}
            {isOpen && nextMeetingAt && ` ${theirs} meets next on ${momentOf(nextMeetingAt, timeZone)}.`}
            {isOpen && ` Open until ${momentOf(until, timeZone)}; until then nothing changes.`}
          </Note>
        );
      })}
    </section>
  );
}
