import { TOPIC_NAMES, type Topic } from "@muster/domain/message-kind";
import { useMutation, useQueryClient, useSuspenseQuery } from "@tanstack/react-query";
import { problemOf, trpc } from "../../app/trpc.ts";
import { Card, CardHead } from "../../ui/card.tsx";
import { Checkbox } from "../../ui/checkbox.tsx";
import { Note } from "../../ui/note.tsx";
import { useToast } from "../../ui/toast.tsx";
import {
  CHANNEL_WORDS,
  missingFor,
  TOPIC_WORDS,
  undeliveredWords,
  type MessageChannel,
  type MyMessages,
} from "./message-words.ts";
import "./messages.css";

const CHANNELS = Object.keys(CHANNEL_WORDS) as MessageChannel[];

/** What one is told and where: each choice holds at once, and can be taken back (EM-3). */
export function MessageChoices() {
  const { data: mine } = useSuspenseQuery(trpc.notifications.mine.queryOptions());
  const choose = useChoice(mine);
  const trouble = undeliveredWords(mine);
  const missing = CHANNELS.map((channel) => missingFor(channel, mine)).filter((words) => words !== null);
  return (
    <>
      {trouble && <Note tone="warn">{trouble}</Note>}
      <Card aria-label="What we send you">
        <CardHead title="What we send you" />
        <ul className="topics">
          {TOPIC_NAMES.map((topic) => (
            <li key={topic}>
              <fieldset>
                <legend>
                  {TOPIC_WORDS[topic].title}
                  <small>{TOPIC_WORDS[topic].example}</small>
                </legend>
                {CHANNELS.map((channel) => (
                  <Checkbox
                    key={channel}
                    checked={mine.topics[topic][channel] && missingFor(channel, mine) === null}
                    disabled={missingFor(channel, mine) !== null}
                    onChange={(wanted) => choose({ topic, channel, wanted })}
                  >
                    {CHANNEL_WORDS[channel]}
                  </Checkbox>
                ))}
              </fieldset>
            </li>
          ))}
        </ul>
        <p className="card-foot">
          {missing.length > 0 && <>{missing.join(" ")} </>}
          Your group&apos;s own channel tells what concerns the group, whatever you choose here.
        </p>
      </Card>
    </>
  );
}

interface Choice {
  topic: Topic;
  channel: MessageChannel;
  wanted: boolean;
}

function useChoice(mine: MyMessages): (choice: Choice) => void {
  const queries = useQueryClient();
  const toast = useToast();
  const set = useMutation(
    trpc.notifications.choose.mutationOptions({
      onMutate: ({ topic, channel, wanted }) => {
        const topics = { ...mine.topics, [topic]: { ...mine.topics[topic], [channel]: wanted } };
        queries.setQueryData(trpc.notifications.mine.queryKey(), { ...mine, topics });
      },
      onError: (error) => toast({ text: problemOf(error).sentence }),
      onSettled: () => queries.invalidateQueries(trpc.notifications.mine.queryFilter()),
    }),
  );
  return (choice) =>
    set.mutate(choice, {
      onSuccess: () => toast({ text: "Kept.", undo: () => set.mutate({ ...choice, wanted: !choice.wanted }) }),
    });
}
