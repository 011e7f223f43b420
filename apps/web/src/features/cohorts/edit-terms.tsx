import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import { draftOf, readDraft, type CohortDraft } from "./cohort-draft.ts";
import { CohortFields } from "./cohort-fields.tsx";
import { refusalOf } from "./cohort-form.tsx";
import type { Overview } from "./next-step.ts";

/** Changes a cohort's terms. What may still change is the server's to say; it answers at the field. */
export function EditTerms({ cohort, onClose }: { cohort: Overview; onClose: () => void }) {
  const [draft, setDraft] = useState<CohortDraft>(() => draftOf(termsOf(cohort)));
  const [tried, setTried] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const edit = useMutation(
    trpc.cohorts.edit.mutationOptions({
      onSuccess: async () => {
        toast({ text: "The new terms are kept." });
        onClose();
        await queries.invalidateQueries();
      },
    }),
  );
  const read = readDraft(draft);
  const refused = refusalOf(edit.error, draft);
  const save = () => {
    setTried(true);
    if ("input" in read) edit.mutate({ cohortId: cohort.id, ...read.input });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Edit the terms"
      description="Runs and groups that exist keep the terms they were made with."
      actions={
        <>
          <Button onClick={onClose}>Leave as it is</Button>
          <Button variant="primary" busy={edit.isPending} onClick={save}>
            Save the terms
          </Button>
        </>
      }
    >
      <div className="form terms">
        <CohortFields
          draft={draft}
          errors={{ ...(tried && "errors" in read ? read.errors : {}), ...refused.errors }}
          onChange={(changes) => {
            edit.reset();
            setDraft((before) => ({ ...before, ...changes }));
          }}
        />
        {refused.sentence && (
          <Note tone="fail" announce>
            {refused.sentence}
          </Note>
        )}
      </div>
    </Dialog>
  );
}

const termsOf = (cohort: Overview) => ({
  name: cohort.name,
  startDate: cohort.startDate,
  timeZone: cohort.timeZone,
  numberOfMeetings: cohort.numberOfMeetings,
  meetingLengthMinutes: cohort.meetingLengthMinutes,
  stepMinutes: cohort.stepMinutes as 30,
  minSize: cohort.minSize,
  maxSize: cohort.maxSize,
  directJoin: cohort.directJoin,
});
