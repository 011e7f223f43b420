import { useMutation, useQueryClient } from "@tanstack/react-query";
import { DoorOpen } from "lucide-react";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import type { MyCohort } from "./my-cohort.ts";

/** Taking one's name off the list, while one holds no seat. */
export function Withdraw({ cohort }: { cohort: MyCohort }) {
  const [asked, setAsked] = useState(false);
  const queries = useQueryClient();
  const toast = useToast();
  const withdraw = useMutation(
    trpc.signups.withdraw.mutationOptions({
      onSuccess: async () => {
        setAsked(false);
        toast({ text: `You are no longer signed up for ${cohort.course}.` });
        await queries.invalidateQueries(trpc.signups.pathFilter());
      },
    }),
  );
  return (
    <>
      <Button variant="link" icon={DoorOpen} onClick={() => setAsked(true)}>
        Withdraw from {cohort.course}
      </Button>
      <Dialog
        open={asked}
        onOpenChange={setAsked}
        title={`Withdraw from ${cohort.course}?`}
        description="You are not considered when groups are made. Your week stays saved, and the sign-up link lets you come back while it is open."
        actions={
          <>
            <Button onClick={() => setAsked(false)}>Stay</Button>
            <Button
              variant="danger"
              busy={withdraw.isPending}
              onClick={() => withdraw.mutate({ cohortId: cohort.cohortId })}
            >
              Withdraw
            </Button>
          </>
        }
      >
        {withdraw.error && (
          <Note tone="fail" announce>
            {problemOf(withdraw.error).sentence}
          </Note>
        )}
      </Dialog>
    </>
  );
}
