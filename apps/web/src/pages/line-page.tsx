import { useParams } from "@tanstack/react-router";
import { trpc } from "../app/trpc.ts";
import { useAnswerLink } from "../app/use-answer-link.ts";
import { LinkGate } from "../features/account/link-gate.tsx";
import { LineAnswer } from "../features/waiting/line-answer.tsx";

/** Where a letter about a line one was put in leads, without signing in. Opening it changes nothing (EM-12). */
export function LinePage() {
  const { token } = useParams({ from: "/gate/line/$token" });
  const { data, lost, answer, answering, ...line } = useAnswerLink(
    trpc.waiting.line.queryOptions({ token }),
    trpc.waiting.leaveByLink.mutationOptions(),
  );
  return (
    <LinkGate title="You are in line" lost={lost}>
      {data && <LineAnswer {...line} line={data} busy={answering !== null} leave={() => answer({ token })} />}
    </LinkGate>
  );
}
