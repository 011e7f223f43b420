import "./waiting.css";
import { useState } from "react";
import { useRefusal } from "../../app/use-refusal.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { DeclineSeat } from "./decline-seat.tsx";
import { waitWords, type MyWait } from "./line-words.ts";
import { useWaiting } from "./use-waiting.ts";

interface MyLinesProps {
  cohortId: number;
  timeZone: string;
  /** The group one would leave for a seat; null without one. */
  current: string | null;
  /** The groups below say already where one stands in line: only what is offered or over is told. */
  besideGroups?: boolean;
}

/** Seats that are kept for somebody, with yes and no; the lines they stand in; and what became of others (JS-11). */
export function MyLines({ cohortId, timeZone, current, besideGroups = false }: MyLinesProps) {
  const refusal = useRefusal();
  const { mine, leaving, accepting, acceptSeat, leaveLine } = useWaiting(refusal);
  const { refused } = refusal;
  const [declining, setDeclining] = useState<MyWait | null>(null);
  const here = mine.filter((wait) => wait.cohortId === cohortId);
  const told = here.filter(({ offerUntil, over }) => !besideGroups || offerUntil !== null || over !== null);
  if (told.length === 0 && !refused) return null;
  const others = here.filter(({ waitId, over }) => over === null && waitId !== declining?.waitId);
  return (
    <section className="mylines" aria-label="Waiting lists">
      {refused && (
        <Note tone="warn" announce>
          {refused.sentence}
        </Note>
      )}
      {told.map((wait) => (
        <Note
          key={wait.waitId}
          tone={wait.offerUntil ? "ok" : "info"}
          announce={wait.offerUntil !== null}
          action={
            wait.offerUntil ? (
              <span className="row wrap">
                <Button busy={leaving === wait.waitId} onClick={() => setDeclining(wait)}>
                  No, thank you
                </Button>
                <Button variant="primary" busy={accepting === wait.waitId} onClick={() => acceptSeat(wait)}>
                  {current ? `Switch to ${wait.name}` : `Take the seat`}
                </Button>
              </span>
            ) : (
              wait.over === null && (
                <Button busy={leaving === wait.waitId} onClick={() => leaveLine(wait, { keepOthers: true })}>
                  Leave the line
                </Button>
              )
            )
          }
        >
          {waitWords(wait, timeZone)}
          {wait.offerUntil && current && ` Taking it is a switch: you leave ${current}.`}
          {wait.offerUntil &&
            here.some(({ waitId, over }) => waitId !== wait.waitId && !over) &&
            " You then leave your other lines here."}
        </Note>
      ))}
      <DeclineSeat
        wait={declining}
        others={others.map(({ name }) => name)}
        close={() => setDeclining(null)}
        decline={(wait, keepOthers) => {
          setDeclining(null);
          leaveLine(wait, { keepOthers, text: `You declined the seat in ${wait.name}.` });
        }}
      />
    </section>
  );
}
