import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { GroupCard, GroupMember } from "./fit.ts";

/** What cannot be undone by a click: it is said before it is done (SC-22). */
export type Removal =
  | { what: "previews"; groups: readonly GroupCard[] }
  | { what: "group"; group: GroupCard }
  | { what: "member"; member: GroupMember; group: GroupCard };

interface ConfirmRemovalProps {
  cohortId: number;
  removal: Removal;
  onClose: () => void;
}

export function ConfirmRemoval({ cohortId, removal, onClose }: ConfirmRemovalProps) {
  const { title, sentence, deed, done } = words(removal);
  const queries = useQueryClient();
  const toast = useToast();
  const settled = {
    onSuccess: async () => {
      toast({ text: done });
      onClose();
      await queries.invalidateQueries();
    },
  };
  const discard = useMutation(trpc.scheduling.discardPreviews.mutationOptions(settled));
  const remove = useMutation(trpc.groups.remove.mutationOptions(settled));
  const takeOut = useMutation(trpc.groups.removeMember.mutationOptions(settled));
  const error = discard.error ?? remove.error ?? takeOut.error;
  const run = () => {
    if (removal.what === "previews") discard.mutate({ cohortId });
    if (removal.what === "group") remove.mutate({ groupId: removal.group.id });
    if (removal.what === "member") takeOut.mutate({ membershipId: removal.member.membershipId });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={sentence}
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button variant="danger" busy={discard.isPending || remove.isPending || takeOut.isPending} onClick={run}>
            {deed}
          </Button>
        </>
      }
    >
      {error && (
        <Note tone="fail" announce>
          {problemOf(error).sentence}
        </Note>
      )}
    </Dialog>
  );
}

interface RemovalWords {
  title: string;
  sentence: string;
  deed: string;
  done: string;
}

export function words(removal: Removal): RemovalWords {
  switch (removal.what) {
    case "previews": {
      const groups = countOf(removal.groups.length, "group");
      const people = removal.groups.reduce((sum, { members }) => sum + members.length, 0);
      return {
        title: `Discard ${groups} in preview?`,
        sentence: `${countOf(people, "person waits", "people wait")} for a place again, as if nobody had scheduled. Active groups are not touched.`,
        deed: `Discard ${groups}`,
        done: `${groups} discarded.`,
      };
    }
    case "group":
      return {
        title: `Remove ${removal.group.name}?`,
        sentence: `Its ${countOf(removal.group.members.length, "person waits", "people wait")} for a place again. Nothing of it is on Discord.`,
        deed: "Remove 1 group",
        done: `${removal.group.name} is removed.`,
      };
    case "member":
      return {
        title: `Take ${removal.member.name} out of ${removal.group.name}?`,
        sentence:
          removal.group.status === "active"
            ? "Their sight of the channels ends within seconds. They wait for a place again."
            : "They wait for a place again, and the next run looks for one.",
        deed: "Take 1 person out",
        done: `${removal.member.name} is out of ${removal.group.name}.`,
      };
  }
}
