import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Check } from "lucide-react";
import { useState } from "react";
import { problemOf, trpc } from "../../app/trpc.ts";
import { cityOf, momentOf } from "../../dates/instant-words.ts";
import { hoursWords } from "../../dates/week-words.ts";
import { Button } from "../../ui/button.tsx";
import { Card, CardHead } from "../../ui/card.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { Person } from "../../ui/face.tsx";
import { Field } from "../../ui/field.tsx";
import { TextArea } from "../../ui/text-area.tsx";
import { useToast } from "../../ui/toast.tsx";
import { nearWords, type CallBackRow } from "./near-words.ts";

interface CallBacksCardProps {
  cohortId: number;
  timeZone: string;
}

/** Members whom no group suits, until somebody has dealt with them; nothing while nobody asks (JS-12). */
export function CallBacksCard({ cohortId, timeZone }: CallBacksCardProps) {
  const { data: open } = useSuspenseQuery(trpc.callBacks.open.queryOptions({ cohortId }));
  const [answering, setAnswering] = useState<CallBackRow | null>(null);
  if (open.length === 0) return null;
  return (
    <Card>
      <CardHead title="Asking for help" count={open.length} />
      <ul className="call-backs">
        {open.map((row) => (
          <li key={row.callBackId}>
            <div>
              <Person name={row.name}>
                <span className="faint small">
                  {row.group ? `in ${row.group.name}` : "no group"}, asked {momentOf(row.askedAt, timeZone)}
                </span>
              </Person>
              {row.note && <p className="said">“{row.note}”</p>}
              <p className="dim">{weekWords(row)}</p>
              <ul>
                {row.nearest.map((group) => (
                  <li key={group.groupId}>{nearWords(group)}</li>
                ))}
              </ul>
            </div>
            <div className="row">
              <Link to="/cohorts/$cohortId/groups" params={{ cohortId }}>
                Groups
              </Link>
              <Button size="small" icon={Check} onClick={() => setAnswering(row)}>
                Answer {row.name}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {answering && <AnswerCallBack row={answering} onClose={() => setAnswering(null)} />}
    </Card>
  );
}

function weekWords({ timeZone, availableMinutes, ifNeededMinutes, changedSince }: CallBackRow): string {
  if (!timeZone) return "They have not marked a week yet, so nothing is near.";
  const hours = `${hoursWords(availableMinutes)} available, ${hoursWords(ifNeededMinutes)} if needed (${cityOf(timeZone)})`;
  return `${hours}${changedSince ? " when they asked; they have changed their week since" : ""}. Nearest groups:`;
}

function AnswerCallBack({ row, onClose }: { row: CallBackRow; onClose: () => void }) {
  const queries = useQueryClient();
  const toast = useToast();
  const [words, setWords] = useState("");
  const answer = useMutation(
    trpc.callBacks.answer.mutationOptions({
      onSuccess: () => {
        toast({ text: `${row.name} reads your answer on their page.` });
        onClose();
      },
      onSettled: () => queries.invalidateQueries(trpc.callBacks.pathFilter()),
    }),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => void (open || onClose())}
      title={`Answer ${row.name}`}
      description="Their request leaves this list, and they read your words on their page. Their place stays as it is."
      actions={
        <>
          <Button onClick={onClose}>Not yet</Button>
          <Button
            variant="primary"
            busy={answer.isPending}
            onClick={() => answer.mutate({ callBackId: row.callBackId, answer: words })}
          >
            Mark as answered
          </Button>
        </>
      }
    >
      <Field
        label="Your words to them"
        why="If you like: what you did, or what would help."
        error={answer.error ? problemOf(answer.error).sentence : undefined}
      >
        {(wiring) => (
          <TextArea {...wiring} maxLength={500} value={words} onChange={(event) => setWords(event.target.value)} />
        )}
      </Field>
    </Dialog>
  );
}
