import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Note } from "../../ui/note.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import {
  pinnedPlaces,
  pinnedWords,
  pinsAtFirst,
  placesOf,
  withPin,
  type BoardPins,
  type KeptPlace,
} from "./board-pins.ts";
import type { Moving } from "./others.ts";
import { scoreOf } from "./score.ts";
import { ScoreTable } from "./score-table.tsx";
import { ProposalBoard } from "./proposal-board.tsx";
import { RunAgain } from "./run-again.tsx";
import { isUndecided, type Proposal } from "./run-words.ts";
import { UnplacedList, type ChosenRemedy, type UnplacedParts } from "./unplaced-list.tsx";
import { Verdict } from "./verdict.tsx";

interface ProposalResultProps {
  runId: number;
  /** An interrupted run has said already that nothing was kept. */
  mayBeLost: boolean;
  terms: { startDate: string; numberOfMeetings: number; minSize: number; maxSize: number };
  /** With the sentence that says what is so now, and whom the board has placed and pinned. */
  onAccepted: (sentence: string, board: { placed: number[]; pinned: number[] }) => void;
  onDiscard: () => void;
  /** Runs again with these places kept, and moves as few others as it can (SC-19). */
  onAgain: (keep: KeptPlace[], moving: Moving) => void;
  /** Runs again with the one change a remedy names (SC-14). */
  onRemedy: (chosen: ChosenRemedy) => void;
  /** It is being run again from here. */
  isRunningAgain: boolean;
  remedying: ChosenRemedy | null;
  parts: UnplacedParts;
}

/** What a run proposes: the sentence, the groups, who is left out and why, and the deed. */
export function ProposalResult({ runId, mayBeLost, ...rest }: ProposalResultProps) {
  const proposal = useQuery(trpc.scheduling.proposal.queryOptions({ runId }));
  if (proposal.data) return <Proposed proposal={proposal.data} {...rest} />;
  if (!proposal.error) return <Skeleton lines={6} label="Reading the proposal" />;
  return mayBeLost ? null : <Note tone="fail">{problemOf(proposal.error).sentence}</Note>;
}

type ProposedProps = Omit<ProposalResultProps, "runId" | "mayBeLost"> & { proposal: Proposal };

function Proposed({
  proposal,
  terms,
  onAgain,
  onRemedy,
  isRunningAgain,
  remedying,
  parts,
  onAccepted,
  onDiscard,
}: ProposedProps) {
  const { groups, run, stale } = proposal;
  const [pins, setPins] = useState<BoardPins>(() => pinsAtFirst(groups));
  const goesOn = isUndecided(run.status) && !stale;
  const peopleOf = (places: readonly KeptPlace[]) => [...new Set(places.map(({ personId }) => personId))];
  const accepted = (sentence: string) =>
    onAccepted(sentence, { placed: peopleOf(placesOf(groups)), pinned: peopleOf(pinnedPlaces(pins, groups)) });
  return (
    <>
      <Verdict proposal={proposal} onAccepted={accepted} onDiscard={onDiscard}>
        {goesOn && (
          <RunAgain
            kept={pinnedWords(pins, groups)}
            busy={isRunningAgain}
            onAgain={(others) =>
              onAgain(
                others === "nobody" ? placesOf(groups) : pinnedPlaces(pins, groups),
                others === "freely" ? "freely" : "least",
              )
            }
          />
        )}
      </Verdict>
      {groups.length > 0 && <ScoreTable rows={scoreOf(proposal, terms)} quality={proposal.quality} />}
      {groups.length > 0 && (
        <ProposalBoard
          groups={groups}
          seats={run.settings.maxPeople}
          startDate={terms.startDate}
          pins={pins}
          onPin={goesOn ? (places, on) => setPins(withPin(pins, places, on)) : null}
        />
      )}
      <UnplacedList proposal={proposal} onRemedy={goesOn ? onRemedy : null} remedying={remedying} parts={parts} />
    </>
  );
}
