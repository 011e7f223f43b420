import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { agoOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Chip } from "../../ui/chip.tsx";
import { countOf } from "../../ui/count-words.ts";
import { useToast } from "../../ui/toast.tsx";
import { undeliveredWords } from "./letter-words.ts";
import { UnknownCard } from "./unknown-card.tsx";

/** What could not be told after many tries, each with the last answer and a way to try again (round: 9). */
export function UndeliveredCard({ cohortId, now, timeZone }: { cohortId: number; now: Date; timeZone: string }) {
  const queries = useQueryClient();
  const toast = useToast();
  const { data: letters, error } = useQuery(trpc.notifications.undelivered.queryOptions({ cohortId }));
  const resend = useMutation(
    trpc.notifications.resend.mutationOptions({
      onSuccess: () => toast({ text: "It is tried again now." }),
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled: () => queries.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
  // Mostly there is none: a card that only says it looks would flash and go.
  if (!letters) return error && <UnknownCard title="Not delivered" error={error} />;
  if (letters.length === 0) return null;
  return (
    <Card aria-label="Not delivered">
      <CardHead title="Not delivered" count={letters.length} />
      <ul className="fails">
        {letters.map((letter) => (
          <li key={letter.notificationId} className="failrow">
            <Chip tone="fail">{letter.group}</Chip>
            <div>
              <b>{undeliveredWords(letter)}</b>
              <p className="dim">
                Tried {countOf(letter.attempts, "time")}, last {agoOf(letter.lastTriedAt, now, timeZone)}
                {letter.error ? `: ${letter.error}` : "."}
              </p>
            </div>
            <Button
              className="push"
              size="small"
              icon={RefreshCw}
              busy={resend.isPending && resend.variables.notificationId === letter.notificationId}
              aria-label={`Send again to ${letter.person ?? "somebody"}`}
              onClick={() => resend.mutate({ notificationId: letter.notificationId })}
            >
              Retry now
            </Button>
          </li>
        ))}
      </ul>
    </Card>
  );
}
