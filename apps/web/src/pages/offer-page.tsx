import { useParams } from "@tanstack/react-router";
import { trpc } from "../app/trpc.ts";
import { useAnswerLink } from "../app/use-answer-link.ts";
import { LinkGate } from "../features/account/link-gate.tsx";
import { OfferAnswer } from "../features/waiting/offer-answer.tsx";

/** Where a letter about a kept seat leads, without signing in. Opening it changes nothing (EM-12). */
export function OfferPage() {
  const { token } = useParams({ from: "/gate/offer/$token" });
  const { data, lost, answer, answering, ...offer } = useAnswerLink(
    trpc.waiting.offer.queryOptions({ token }),
    trpc.waiting.answer.mutationOptions(),
  );
  return (
    <LinkGate title="A seat for you" lost={lost}>
      {data && (
        <OfferAnswer
          {...offer}
          offer={data}
          answering={answering?.answer ?? null}
          accept={() => answer({ token, answer: "accept" })}
          decline={(keepOthers) => answer({ token, answer: "decline", keepOthers })}
        />
      )}
    </LinkGate>
  );
}
