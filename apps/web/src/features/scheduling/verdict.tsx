import { Check } from "lucide-react";
import { useState, type ReactNode } from "react";
import { problemOf } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { someNames } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { NameAndNote, type NameDraft } from "./name-and-note.tsx";
import { sinceWords } from "./near-words.ts";
import { acceptedWords, acceptWords, beforeAccepting, isUndecided, summaryWords, type Proposal } from "./run-words.ts";
import { useAccept } from "./use-accept.ts";

interface VerdictProps {
  proposal: Proposal;
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
  /** What else one can do from here. */
  children: ReactNode;
}

/** The sentence, what has changed against the run before, and the deed: accepted under a name and with a note, if one likes (SC-16). */
export function Verdict({ proposal, onAccepted, onDiscard, children }: VerdictProps) {
  const { run, groups, proven, stale, staleBecause, since } = proposal;
  const [draft, setDraft] = useState<NameDraft>({ name: run.name ?? "", note: run.note ?? "" });
  const accept = useAccept(() => onAccepted(acceptedWords(groups)));
  const problem = accept.error && problemOf(accept.error);
  const inField = problem?.field === "name" || problem?.field === "note";
  const open = isUndecided(run.status);
  const acceptable = open && groups.length > 0;
  return (
    <Card>
      <CardHead title={`Proposal of run ${run.number}`}>
        {proven && (
          <Chip tone="ok" bare>
            proven best
          </Chip>
        )}
        {acceptable && (
          <span className="push row wrap">
            <Button variant="quiet" onClick={onDiscard}>
              Discard run
            </Button>
            <Button
              variant="primary"
              icon={Check}
              busy={accept.isPending}
              disabled={stale}
              onClick={() => accept.mutate({ runId: run.id, ...draft })}
            >
              {acceptWords(groups)}
            </Button>
          </span>
        )}
      </CardHead>
      <p className="card-body verdict">{summaryWords(proposal)}.</p>
      {!open && (run.name ?? run.note) && (
        <p className="card-body tight dim called">
          {run.name && <b>{run.name}</b>} {run.note}
        </p>
      )}
      {since && (
        <div className="card-body tight">
          <Note>
            <b>{sinceWords(since)}</b>
            {since.moved.length > 0 && ` Moved: ${someNames(since.moved, 6)}.`}
            {since.gained.length > 0 && ` Now placed: ${someNames(since.gained, 6)}.`}
            {since.lost.length > 0 && ` Without a place now: ${someNames(since.lost, 6)}.`}
          </Note>
        </div>
      )}
      {acceptable && children}
      {stale && (
        <div className="card-body tight">
          <Note tone="warn">
            <b>This proposal no longer fits.</b> {staleBecause ?? "Something changed since this run."} Schedule again.
          </Note>
        </div>
      )}
      {problem && !inField && (
        <div className="card-body tight">
          <Note tone="fail" announce>
            {problem.sentence}
          </Note>
        </div>
      )}
      {acceptable && !stale && (
        <NameAndNote
          draft={draft}
          onChange={setDraft}
          error={problem && inField ? { field: problem.field!, sentence: problem.sentence } : null}
        />
      )}
      {open && <CardFoot>{beforeAccepting(groups, run.replaces)}</CardFoot>}
    </Card>
  );
}
