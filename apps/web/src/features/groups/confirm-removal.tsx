import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import { removalWords, type Removal } from "./removal-words.ts";

interface ConfirmRemovalProps {
  cohortId: number;
  removal: Removal;
  onClose: () => void;
}

export function ConfirmRemoval({ cohortId, removal, onClose }: ConfirmRemovalProps) {
  const { title, sentence, deed, done } = removalWords(removal);
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
