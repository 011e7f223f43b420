import { useQuery } from "@tanstack/react-query";
import { Check, RefreshCw } from "lucide-react";
import { useState, type ReactNode } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardFoot, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf, someNames } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { Segmented } from "../../ui/segmented.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { sinceWords } from "./near-words.ts";
import { scoreOf } from "./score.ts";
import { ScoreTable } from "./score-table.tsx";
import { ProposalBoard } from "./proposal-board.tsx";
import { acceptedWords, acceptWords, beforeAccepting, summaryWords, type Proposal } from "./run-words.ts";
import { UnplacedList, type ChosenRemedy } from "./unplaced-list.tsx";
import { useAccept } from "./use-accept.ts";

interface ProposalResultProps {
  runId: number;
  /** An interrupted run has said already that nothing was kept. */
  mayBeLost: boolean;
  terms: { startDate: string; numberOfMeetings: number; minSize: number; maxSize: number };
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
  /** Runs again with these people where they are, and moves as few others as it can (SC-19). */
  onAgain: (keep: number[], moving: Moving) => void;
  /** Runs again with the one change a remedy names (SC-14). */
  onRemedy: (chosen: ChosenRemedy) => void;
  /** A run is being started. */
  busy: boolean;
}

/** What a run proposes: the sentence, the groups, who is left out and why, and the deed. */
export function ProposalResult({ runId, mayBeLost, terms, onAgain, onRemedy, busy, ...deeds }: ProposalResultProps) {
  const proposal = useQuery(trpc.scheduling.proposal.queryOptions({ runId }));
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set());
  if (proposal.error && mayBeLost) return null;
  if (proposal.error) return <Note tone="fail">{problemOf(proposal.error).sentence}</Note>;
  if (!proposal.data) return <Skeleton lines={6} label="Reading the proposal" />;
  const { groups, run, stale } = proposal.data;
  const open = isOpen(run.status);
  const placed = groups
    .filter(({ joins }) => joins === null)
    .flatMap(({ members }) => members.map((one) => one.personId));
  const keep = groups.filter(({ name }) => kept.has(name)).flatMap((group) => group.members.map((one) => one.personId));
  return (
    <>
      <Verdict proposal={proposal.data} {...deeds}>
        {open && !stale && (
          <RunAgain
            kept={kept.size}
            busy={busy}
            onAgain={(others) =>
              onAgain([...new Set(others === "nobody" ? placed : keep)], others === "freely" ? "freely" : "least")
            }
          />
        )}
      </Verdict>
      {groups.length > 0 && <ScoreTable rows={scoreOf(proposal.data, terms)} quality={proposal.data.quality} />}
      {groups.length > 0 && (
        <ProposalBoard
          groups={groups}
          seats={run.settings.maxPeople}
          startDate={terms.startDate}
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

/** How the scheduler treats everybody who is not pinned: the cost of moving, in words. */
const OTHERS = [
  {
    value: "nobody",
    label: "All stay",
    why: "Everybody keeps their place; people without one are seated where there is room.",
  },
  { value: "least", label: "Few move", why: "Somebody moves only where that makes the whole better." },
  { value: "freely", label: "All may move", why: "Places are dealt afresh, except those kept." },
] as const;
type Others = (typeof OTHERS)[number]["value"];
export type Moving = "least" | "freely";

interface RunAgainProps {
  /** Groups that are pinned. */
  kept: number;
  busy: boolean;
  onAgain: (others: Others) => void;
}

/** Another run from here: pinned groups stay as they are, and how much the others may move (SC-19). */
function RunAgain({ kept, busy, onAgain }: RunAgainProps) {
  const [others, setOthers] = useState<Others>("least");
  return (
    <div className="card-body tight again">
      <Button icon={RefreshCw} disabled={busy} onClick={() => onAgain(others)}>
        {kept === 0 ? "Run again from here" : `Run again, keep ${countOf(kept, "group")}`}
      </Button>
      <Segmented label="Who may move" value={others} options={OTHERS} onChange={setOthers} />
      <span className="why">{OTHERS.find(({ value }) => value === others)?.why}</span>
    </div>
  );
}

interface VerdictProps {
  proposal: Proposal;
  /** With the sentence that says what is so now. */
  onAccepted: (sentence: string) => void;
  onDiscard: () => void;
  children: ReactNode;
}

function Verdict({ proposal, onAccepted, onDiscard, children }: VerdictProps) {
  const { run, groups, proven, stale, staleBecause, since } = proposal;
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
      {open && groups.length > 0 && children}
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
