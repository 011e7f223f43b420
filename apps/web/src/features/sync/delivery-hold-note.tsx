import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { countOf } from "../../ui/count-words.ts";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import { waitingIn, waitingWords } from "./hold-words.ts";

/** A database that came back from a backup does not know what was told since: an organiser says what becomes of it (NO-8). */
export function DeliveryHoldNote({ timeZone }: { timeZone: string }) {
  const queries = useQueryClient();
  const toast = useToast();
  const held = useQuery(trpc.notifications.held.queryOptions()).data ?? null;
  const release = useMutation(
    trpc.notifications.release.mutationOptions({
      onSuccess: ({ messages }, { what }) =>
        toast({
          text:
            what === "send"
              ? `${countOf(messages, "message goes out", "messages go out")} now, and whatever comes as usual.`
              : `${countOf(messages, "message was", "messages were")} dropped. Whatever comes goes out as usual.`,
        }),
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled: () => queries.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
  if (!held) return null;
  const count = waitingIn(held);
  const answer = (what: "send" | "drop") => ({
    busy: release.isPending && release.variables.what === what,
    onClick: () => release.mutate({ what }),
  });
  return (
    <Note
      tone="warn"
      action={
        count === 0 ? (
          <Button size="small" {...answer("send")}>
            Tell people again
          </Button>
        ) : (
          <span className="row wrap">
            <Button size="small" {...answer("drop")}>
              Send none of them
            </Button>
            <Button size="small" {...answer("send")}>
              Send {countOf(count, "message")}
            </Button>
          </span>
        )
      }
    >
      <b>Nothing is told to anybody since {momentOf(held.since, timeZone)}.</b> The database was restored from a backup
      or moved, so that people may have heard already of what seems due. {waitingWords(held)} Whatever you choose, later
      messages go out as usual.
    </Note>
  );
}
