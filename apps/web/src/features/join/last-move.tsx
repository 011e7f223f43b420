import { Link } from "@tanstack/react-router";
import { Undo2 } from "lucide-react";
import { useNow } from "../../dates/clock.ts";
import { dayOf, momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { moveWords, undoTerms, undoWords, type MyMove } from "./move-words.ts";

interface LastMoveProps {
  moves: readonly MyMove[];
  timeZone: string;
  busy: boolean;
  undo: (move: MyMove) => void;
}

/** What one has just done with one's place: how far it is, and for a quarter of an hour the way back (JS-8, JS-9). */
export function LastMove({ moves: [last], timeZone, busy, undo }: LastMoveProps) {
  const at = useNow();
  const back = last?.undo && at <= last.undo.until ? last.undo : null;
  if (!last || !back) return null;
  return (
    <Note
      tone="ok"
      announce
      action={
        back.notBecause === null && (
          <Button icon={Undo2} busy={busy} onClick={() => undo(last)}>
            {undoWords(last)}
          </Button>
        )
      }
    >
      {moveWords(last)}. {back.notBecause ?? undoTerms(last, momentOf(back.until, timeZone))}{" "}
      <Link to="/">{last.to === null ? "See what is next" : "See how far it is"}</Link>
    </Note>
  );
}

/** The moves before, in one line each. */
export function MoveHistory({ moves, timeZone }: Pick<LastMoveProps, "moves" | "timeZone">) {
  const at = useNow();
  const past = moves.filter(({ undo }) => !undo || at > undo.until);
  if (past.length === 0) return null;
  return (
    <section aria-labelledby="moves" className="moves">
      <h2 id="moves">What you changed</h2>
      <ul>
        {past.map((move) => (
          <li key={move.moveId}>
            {moveWords(move)} on {dayOf(move.at, timeZone)}.
          </li>
        ))}
      </ul>
    </section>
  );
}
