import { Link } from "@tanstack/react-router";
import type { Outputs } from "../../app/trpc.ts";
import { Button, buttonClass } from "../../ui/button.tsx";
import { Note } from "../../ui/note.tsx";
import { TOPIC_WORDS } from "./message-words.ts";

interface SubscriptionChoiceProps {
  subscription: Outputs["notifications"]["subscription"];
  busy: boolean;
  problem: string | null;
  isChanged: boolean;
  choose: (wanted: boolean) => void;
}

/** Which letters these are, whether they come, and the other way round. */
export function SubscriptionChoice({ subscription, busy, problem, isChanged, choose }: SubscriptionChoiceProps) {
  const { topic, wanted } = subscription;
  const { title, example } = TOPIC_WORDS[topic];
  return (
    <>
      <p>
        <b>{title}.</b> {example}.
      </p>
      <Note tone={isChanged ? "ok" : "info"} announce={isChanged}>
        {wanted ? "You get letters about this." : "You get no letters about this. Your page in Muster still shows it."}
      </Note>
      {problem && (
        <Note tone="warn" announce>
          {problem}
        </Note>
      )}
      <Button variant={wanted ? "primary" : "plain"} size="large" busy={busy} onClick={() => choose(!wanted)}>
        {wanted ? "Send me no more of these" : "Send them again"}
      </Button>
      <Link className={buttonClass({ variant: "link" })} to="/messages">
        All that Muster sends you
      </Link>
    </>
  );
}
