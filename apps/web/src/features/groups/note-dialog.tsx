import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Field } from "../../ui/field.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { useDesk } from "./use-review.ts";

/** Whom or what a note is about. */
export type Noted =
  | { groupId: number; name: string; note: string | null }
  | { personId: number; name: string; note: string | null };

/** Organisers' words among themselves (GR-12). */
export function NoteDialog({ about }: { about: Noted }) {
  const { ask, cohort } = useDesk();
  const queries = useQueryClient();
  const [text, setText] = useState(about.note ?? "");
  const settled = {
    onSuccess: () => ask(null),
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries(trpc.groups.pathFilter()),
        queries.invalidateQueries(trpc.cohorts.pathFilter()),
      ]),
  };
  const ofGroup = useMutation(trpc.groups.setNote.mutationOptions(settled));
  const ofPerson = useMutation(trpc.groups.setPersonNote.mutationOptions(settled));
  const note = text.trim() === "" ? null : text.trim();
  const error = ofGroup.error ?? ofPerson.error;
  const save = () => {
    if ("groupId" in about) ofGroup.mutate({ groupId: about.groupId, note });
    else ofPerson.mutate({ cohortId: cohort.id, personId: about.personId, note });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title={`Note about ${about.name}`}
      description="Organisers read it, nobody else: no member, no facilitator, no channel, no print."
      actions={
        <>
          <Button onClick={() => ask(null)}>Leave as it is</Button>
          <Button variant="primary" busy={ofGroup.isPending || ofPerson.isPending} onClick={save}>
            {note === null && about.note !== null ? "Remove the note" : "Keep the note"}
          </Button>
        </>
      }
    >
      <div className="form-grid">
        <Field label="Note" error={error ? problemOf(error).sentence : undefined}>
          {(wiring) => (
            <TextArea {...wiring} value={text} maxLength={2_000} onChange={(event) => setText(event.target.value)} />
          )}
        </Field>
      </div>
    </Dialog>
  );
}
