import { Button } from "../../ui/button.tsx";
import { LinkAnswer } from "../../ui/link-answer.tsx";
import { swapLines, type SwapByLink } from "./swap-lines.ts";

interface SwapAnswerProps {
  swap: SwapByLink;
  answering: "agree" | "decline" | null;
  problem: string | null;
  said: string | null;
  agree: () => void;
  decline: () => void;
}

/** What would be traded, until when, and yes or no. */
export function SwapAnswer({ swap, answering, problem, said, agree, decline }: SwapAnswerProps) {
  const { open, hasAgreed, mine, theirs } = swap;
  const isAsked = open && !hasAgreed && said === null;
  return (
    <LinkAnswer about={swap} isAsked={isAsked} said={said} problem={problem}>
      {isAsked && (
        <>
          {swapLines(swap).map((line) => (
            <p key={line}>{line}</p>
          ))}
          <Button variant="primary" size="large" busy={answering === "agree"} onClick={agree}>
            Trade {mine} for {theirs}
          </Button>
        </>
      )}
      {open && (
        <Button size="large" busy={answering === "decline"} onClick={decline}>
          {hasAgreed ? "Take my yes back" : "No, thank you"}
        </Button>
      )}
    </LinkAnswer>
  );
}
