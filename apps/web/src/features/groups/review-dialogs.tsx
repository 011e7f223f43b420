import { CreateGroup } from "./create-group.tsx";
import { KeySheet } from "./key-sheet.tsx";
import { LeadDialog } from "./lead-dialog.tsx";
import { MoveDialog, SwapDialog } from "./move-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { TimeDialog } from "./other-times.tsx";
import { AddDialog, MoveManyDialog, PlaceDialog } from "./place-dialogs.tsx";
import { RenameGroup } from "./rename-group.tsx";
import { RerunDialog } from "./rerun-dialog.tsx";
import { SplitGroup } from "./split-group.tsx";
import { useDesk } from "./use-review.ts";
import { ViewAs } from "./view-as.tsx";

/** The one dialog that is open over the desk. */
export function ReviewDialogs({ onRunStarted }: { onRunStarted: (runId: number) => void }) {
  const { asked } = useDesk();
  switch (asked?.what) {
    case "move":
      return <MoveDialog member={asked.member} group={asked.group} />;
    case "swap":
      return <SwapDialog member={asked.member} group={asked.group} />;
    case "view_as":
      return <ViewAs member={asked.member} group={asked.group} />;
    case "place":
      return <PlaceDialog person={asked.person} />;
    case "note":
      return <NoteDialog about={asked.about} />;
    case "add":
      return <AddDialog group={asked.group} />;
    case "move_many":
      return <MoveManyDialog rows={asked.rows} onDone={asked.onDone} />;
    case "time":
      return <TimeDialog group={asked.group} />;
    case "lead":
      return <LeadDialog group={asked.group} />;
    case "rename":
      return <RenameGroup group={asked.group} />;
    case "split":
      return <SplitGroup group={asked.group} />;
    case "create":
      return <CreateGroup />;
    case "rerun":
      return <RerunDialog onStarted={onRunStarted} />;
    case "keys":
      return <KeySheet />;
    // The page's own, which knows the rules.
    case "rule":
    case "not_again":
    case undefined:
      return null;
  }
}
