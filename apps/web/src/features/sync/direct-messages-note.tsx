import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { momentOf } from "../../dates/instant-words.ts";
import { Button } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";

/** Discord has objected to direct messages: none is written until then, or until somebody says it may be (RE-21). */
export function DirectMessagesNote({ timeZone }: { timeZone: string }) {
  const queries = useQueryClient();
  const toast = useToast();
  const stopped = useQuery(trpc.notifications.directMessages.queryOptions()).data?.stopped ?? null;
  const resume = useMutation(
    trpc.notifications.resumeDirectMessages.mutationOptions({
      onSuccess: () => toast({ text: "People who asked for direct messages get them again." }),
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled: () => queries.invalidateQueries(trpc.notifications.pathFilter()),
    }),
  );
  if (!stopped) return null;
  const { since, until } = stopped;
  return (
    <Note
      tone="warn"
      action={
        <Button size="small" busy={resume.isPending} onClick={() => resume.mutate()}>
          Write again
        </Button>
      }
    >
      <b>No direct messages are written since {momentOf(since, timeZone)}.</b>{" "}
      {until
        ? `Discord asked the bot to slow down. It goes on by itself on ${momentOf(until, timeZone)}.`
        : "Discord has flagged the bot. Appeal in Discord's developer portal, then let it write again."}{" "}
      Everybody is told by mail and in their channel meanwhile.
    </Note>
  );
}
