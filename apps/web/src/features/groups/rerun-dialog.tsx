import { useState } from "react";
import { problemOf, trpcClient } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { countOf, someNames } from "../../ui/count-words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { rerunOf, type Rerun } from "./pins.ts";
import { useDesk } from "./use-review.ts";

/** Places everybody anew who is not pinned: what it would undo is said first, since no click brings it back (GR-2). */
export function RerunDialog({ onStarted }: { onStarted: () => void }) {
  const { ask, groups, pins, cohort, dropPins } = useDesk();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const rerun = rerunOf(groups, pins);
  const start = async () => {
    setBusy(true);
    try {
      await startOver(cohort.id, rerun);
      dropPins();
      onStarted();
    } catch (error) {
      setProblem(problemOf(error).sentence);
      setBusy(false);
    }
  };
  const names = (those: Rerun["apart"]) => someNames(those.map(({ name }) => name));
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && ask(null)}
      title="Run again, keep what is pinned?"
      description={
        <>
          <p>
            {rerun.stay.length > 0
              ? `${names(rerun.stay)} ${rerun.stay.length === 1 ? "stays as it is and takes" : "stay as they are and take"} others where there is room.`
              : "No group is pinned, so that none stays."}
          </p>
          <p>
            {rerun.apart.length > 0
              ? `${names(rerun.apart)} ${rerun.apart.length === 1 ? "is" : "are"} taken apart; ${countOf(rerun.people, "person is", "people are")} placed anew, with everybody who waits.`
              : "Only those who wait are placed."}
          </p>
          {rerun.keep.length > 0 && (
            <p>
              {countOf(rerun.keep.length, "pinned person keeps the hour", "pinned people keep the hours")} of the last
              run. To keep a place given by hand, pin the whole group.
            </p>
          )}
        </>
      }
      actions={
        <>
          <Button onClick={() => ask(null)}>Leave as it is</Button>
          <Button variant="primary" busy={busy} disabled={busy} onClick={() => void start()}>
            {rerun.apart.length > 0 ? `Take ${countOf(rerun.apart.length, "group")} apart and run` : "Run"}
          </Button>
        </>
      }
    >
      {problem && (
        <Note tone="fail" announce>
          {problem}
        </Note>
      )}
    </Dialog>
  );
}

/** The previews that are not pinned go; then a run fills what stays and forms the rest. */
async function startOver(cohortId: number, { stay, apart, keep }: Rerun): Promise<void> {
  const [settings, runs] = await Promise.all([
    trpcClient.scheduling.defaults.query({ cohortId }),
    trpcClient.scheduling.runs.query({ cohortId }),
  ]);
  const last = runs.find(({ status }) => status === "accepted");
  for (const { id: groupId } of apart) await trpcClient.groups.remove.mutate({ groupId });
  await trpcClient.scheduling.start.mutate({
    cohortId,
    settings: last?.settings ?? settings,
    keepPlaced: stay.length > 0,
    ...(last && { again: { runId: last.id, keep } }),
  });
}
