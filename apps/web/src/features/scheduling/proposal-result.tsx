import { useQuery } from "@tanstack/react-query";
import { Check, RefreshCw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf, someNames } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ProposalBoard } from "./proposal-board.tsx";
import { acceptedWords, acceptWords, beforeAccepting, summaryWords, type Proposal } from "./run-words.ts";
import { UnplacedList, type ChosenRemedy } from "./unplaced-list.tsx";
import { useAccept } from "./use-accept.ts";

interface ProposalResultProps {
  runId: number;
  /** An interrupted run has said already that nothing was kept. */
  mayBeLost: boolean;
  startDate: string;
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
  /** Runs again with these people where they are, and moves as few others as it can (SC-19). */
  onAgain: (keep: number[]) => void;
  /** Runs again with the one change a remedy names (SC-14). */
  onRemedy: (chosen: ChosenRemedy) => void;
  /** A run is being started. */
  busy: boolean;
}

/** What a run proposes: the sentence, the groups, who is left out and why, and the deed. */
export function ProposalResult({
  runId,
  mayBeLost,
  startDate,
  onAgain,
  onRemedy,
  busy,
  ...deeds
}: ProposalResultProps) {
  const proposal = useQuery(trpc.scheduling.proposal.queryOptions({ runId }));
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  if (proposal.error && mayBeLost) return null;
  if (proposal.error) return <Note tone="fail">{problemOf(proposal.error).sentence}</Note>;
  if (!proposal.data) return <Skeleton lines={6} label="Reading the proposal" />;
  const { groups, run, stale } = proposal.data;
  const open = isOpen(run.status);
  const keep = groups.filter(({ name }) => kept.has(name)).flatMap((group) => group.members.map((one) => one.personId));
  return (
    <>
      <Verdict proposal={proposal.data} {...deeds}>
        {open && !stale && keep.length > 0 && (
          <Button icon={RefreshCw} onClick={() => onAgain([...new Set(keep)])}>
            Run again, keep {countOf(kept.size, "group")}
          </Button>
        )}
      </Verdict>
      {groups.length > 0 && (
        <ProposalBoard
          groups={groups}
          seats={run.settings.maxPeople}
          startDate={startDate}
          kept={open && !stale ? kept : null}
          onKeep={({ name }, on) =>
            setKept((before) => new Set([...before].filter((one) => one !== name).concat(on ? name : [])))
          }
        />
      )}
      <UnplacedList proposal={proposal.data} onRemedy={open && !stale ? onRemedy : null} busy={busy} />
    </>
  );
}

/** Neither accepted nor thrown away: there is still something to decide. */
const isOpen = (status: Proposal["run"]["status"]): boolean => status !== "accepted" && status !== "discarded";

interface VerdictProps {
  proposal: Proposal;
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
  children: ReactNode;
}

function Verdict({ proposal, onAccepted, onDiscard, children }: VerdictProps) {
  const { run, groups, proven, stale, staleBecause, changed } = proposal;
  const accept = useAccept(() => onAccepted(acceptedWords(groups)));
  const open = isOpen(run.status);
  return (
    <Card>
      <CardHead title={`Proposal of run ${run.number}`}>
        {proven && (
          <Chip tone="ok" bare>
            proven best
          </Chip>
        )}
        {open && groups.length > 0 && (
          <span className="push row wrap">
            <Button variant="quiet" onClick={onDiscard}>
              Discard run
            </Button>
            {children}
            <Button
              variant="primary"
              icon={Check}
              busy={accept.isPending}
              disabled={stale || accept.isPending}
              onClick={() => accept.mutate({ runId: run.id })}
            >
              {acceptWords(groups)}
            </Button>
          </span>
        )}
      </CardHead>
      <p className="card-body verdict">{summaryWords(proposal)}.</p>
      {changed.length > 0 && (
        <div className="card-body tight">
          <Note>
            <b>{countOf(changed.length, "person has", "people have")} another place</b> than in the run before, or none:{" "}
            {someNames(
              changed.map(({ name }) => name),
              6,
            )}
            .
          </Note>
        </div>
      )}
      {stale && (
        <div className="card-body tight">
          <Note tone="warn">
            <b>This proposal no longer fits.</b> {staleBecause ?? "Something changed since this run."} Schedule again.
          </Note>
        </div>
      )}
      {accept.error && (
        <div className="card-body tight">
          <Note tone="fail" announce>
            {problemOf(accept.error).sentence}
          </Note>
        </div>
      )}
      {open && <CardFoot>{beforeAccepting(groups)}</CardFoot>}
    </Card>
  );
}
