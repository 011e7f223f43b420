import { useMutation, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { countOf, someNames } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { rerunOf, type Rerun } from "./pins.ts";
import { useDesk } from "./use-review.ts";

/** Proposes places anew for everybody who is not pinned; the groups stay as they are until that is accepted (GR-2, SC-19). */
export function RerunDialog({ onStarted }: { onStarted: (runId: number) => void }) {
  const { ask, groups, pins, cohort } = useDesk();
  const queries = useQueryClient();
  const { apart, stay, keep, people } = rerunOf(groups, pins);
  const rerun = useMutation(
    trpc.scheduling.rerun.mutationOptions({
      onSuccess: ({ runId }) => onStarted(runId),
      onSettled: () =>
        Promise.all([
          queries.invalidateQueries(trpc.scheduling.pathFilter()),
          queries.invalidateQueries(trpc.groups.pathFilter()),
        ]),
    }),
  );
  const start = () =>
    rerun.mutate({
      cohortId: cohort.id,
      groups: apart.map(({ id, version }) => ({ groupId: id, expectedVersion: version })),
      keep,
    });
  const names = (those: Rerun["apart"]) => someNames(those.map(({ name }) => name));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title="Run again, keep what is pinned?"
      description={
        <>
          <p>
            {stay.length > 0
              ? `${names(stay)} ${stay.length === 1 ? "stays as it is and takes" : "stay as they are and take"} others where there is room.`
              : "No group is pinned, so that all of them may change."}
          </p>
          <p>
            {apart.length > 0
              ? `A new proposal places the ${countOf(people, "person", "people")} of ${names(apart)} anew, with everybody who waits. ${apart.length === 1 ? "It stays" : "They stay"} as now until you accept that proposal.`
              : "Only those who wait are placed."}
          </p>
          {keep.length > 0 && (
            <p>{countOf(keep.length, "pinned person keeps", "pinned people keep")} the hour their group has now.</p>
          )}
        </>
      }
      actions={
        <>
          <Button onClick={() => ask(null)}>Leave as it is</Button>
          <Button variant="primary" busy={rerun.isPending} onClick={start}>
            {apart.length > 0 ? `Run again over ${countOf(apart.length, "group")}` : "Run"}
          </Button>
        </>
      }
    >
      {rerun.error && (
        <Note tone="fail" announce>
          {problemOf(rerun.error).sentence}
        </Note>
      )}
    </Dialog>
  );
}
