import { useQuery } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { ProposalBoard } from "./proposal-board.tsx";
import { acceptedWords, acceptWords, beforeAccepting, summaryWords, type Proposal } from "./run-words.ts";
import { UnplacedList } from "./unplaced-list.tsx";
import { useAccept } from "./use-accept.ts";

interface ProposalResultProps {
  runId: number;
  /** An interrupted run has said already that nothing was kept. */
  mayBeLost: boolean;
  startDate: string;
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
}

/** What a run proposes: the sentence, the groups, who is left out and why, and the deed. */
export function ProposalResult({ runId, mayBeLost, startDate, onAccepted, onDiscard }: ProposalResultProps) {
  const proposal = useQuery(trpc.scheduling.proposal.queryOptions({ runId }));
  if (proposal.error && mayBeLost) return null;
  if (proposal.error) return <Note tone="fail">{problemOf(proposal.error).sentence}</Note>;
  if (!proposal.data) return <Skeleton lines={6} label="Reading the proposal" />;
  const { groups, unplaced, run } = proposal.data;
  return (
    <>
      <Verdict proposal={proposal.data} onAccepted={onAccepted} onDiscard={onDiscard} />
      {groups.length > 0 && <ProposalBoard groups={groups} seats={run.settings.maxPeople} startDate={startDate} />}
      <UnplacedList people={unplaced} />
    </>
  );
}

interface VerdictProps {
  proposal: Proposal;
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
}

function Verdict({ proposal, onAccepted, onDiscard }: VerdictProps) {
  const { run, groups, proven, stale, staleBecause } = proposal;
  const accept = useAccept(() => onAccepted(acceptedWords(groups)));
  const open = run.status !== "accepted" && run.status !== "discarded";
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
