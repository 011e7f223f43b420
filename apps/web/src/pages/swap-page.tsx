import { useParams } from "@tanstack/react-router";
import { trpc } from "../app/trpc.ts";
import { useAnswerLink } from "../app/use-answer-link.ts";
import { LinkGate } from "../features/account/link-gate.tsx";
import { SwapAnswer } from "../features/swaps/swap-answer.tsx";

/** Where a letter about a trade of places leads, without signing in. Opening it changes nothing (EM-12). */
export function SwapPage() {
  const { token } = useParams({ from: "/gate/swap/$token" });
  const { data, lost, answer, answering, ...swap } = useAnswerLink(
    trpc.swaps.offer.queryOptions({ token }),
    trpc.swaps.answer.mutationOptions(),
  );
  return (
    <LinkGate title="Trade places?" lost={lost}>
      {data && (
        <SwapAnswer
          {...swap}
          swap={data}
          answering={answering?.answer ?? null}
          agree={() => answer({ token, answer: "agree" })}
          decline={() => answer({ token, answer: "decline" })}
        />
      )}
    </LinkGate>
  );
}
